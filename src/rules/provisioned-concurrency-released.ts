import { defineRule } from "../rule.ts";
import { knownValue } from "../values/value.ts";

const KEPT =
  "When this is removed or replaced, AWS keeps the provisioned instances and goes on billing them.";

export default defineRule({
  id: "provisioned-concurrency-released",
  title: "Provisioned concurrency ends with the code that declares it",
  severity: "warning",
  since: "0.1.0",
  rationale:
    "With skip_destroy, or on a version that is retained, AWS keeps the instances and the bill after the resource is gone from the code. They also count toward the reservation.",
  remedy:
    "Remove skip_destroy, or put the provisioned concurrency on an alias instead of a retained version.",
  references: [
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_provisioned_concurrency_config",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
  ],
  deployable: false,
  options: {},
  *check({ model }) {
    const retained = new Map(
      model.versions
        .filter((version) => knownValue(version.retained) === true)
        .map((version) => [version.id, version]),
    );
    for (const provisioned of model.provisionedConcurrency) {
      const { survivesDestroy, qualifier, deploymentId, declaredOn } = provisioned;
      const version =
        declaredOn === "version" ? retained.get(`${deploymentId}#${qualifier.version}`) : undefined;
      if (knownValue(survivesDestroy) === true) {
        yield {
          at: survivesDestroy.at,
          subject: provisioned,
          message: KEPT,
          repairs: [{ entity: provisioned, set: "survivesDestroy", to: false }],
        };
      } else if (version) {
        yield {
          at: provisioned.at,
          subject: provisioned,
          related: [{ at: version.retained.at, message: "the version is retained" }],
          message: KEPT,
        };
      } else if (survivesDestroy.state === "unknown") {
        yield {
          at: survivesDestroy.at,
          subject: provisioned,
          verdict: "undetermined",
          message: `Whether the provisioned concurrency outlives its resource can't be determined: ${survivesDestroy.because}.`,
        };
      }
    }
  },
});
