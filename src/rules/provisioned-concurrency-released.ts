import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { type Settled, unset } from "../values/value.ts";

const KEPT =
  "When this is removed or replaced, AWS keeps the provisioned instances and goes on billing them.";

export default defineRule({
  id: "provisioned-concurrency-released",
  title: "Provisioned concurrency ends with the code that declares it",
  severity: "warning",
  since: "0.1.0",
  group: "cost",
  rationale:
    "With skip_destroy, or on a version that is retained, AWS keeps the instances and the bill after the resource is gone from the code. They also count toward the reservation.",
  remedy:
    "Remove skip_destroy, or put the provisioned concurrency on an alias instead of a retained version.",
  references: [
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_provisioned_concurrency_config",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
  ],
  deployable: false,
  accepted: "AWS accepts it and goes on billing",
  options: {},
  *check({ model }) {
    const versions = new Map(model.versions.map((version) => [version.id, version]));
    for (const provisioned of model.provisionedConcurrency) {
      const { survivesDestroy, declaredOn } = provisioned;
      const { when } = provisioned.instances;
      const version =
        declaredOn === "version" ? versions.get(model.qualifierOf(provisioned).version ?? "") : undefined;
      const destroyed = judge([survivesDestroy], ([each]) => !isTrue(each), when);
      const retained = judge([version?.retained ?? unset(provisioned.at)], ([each]) => !isTrue(each), when);
      if (destroyed.verdict === "broken") {
        yield {
          at: survivesDestroy.at,
          subject: provisioned,
          message: KEPT,
          remedy: "Remove skip_destroy.",
          repairs: [{ entity: provisioned, set: "survivesDestroy", to: false }],
        };
      } else if (version && retained.verdict === "broken") {
        yield {
          at: provisioned.at,
          subject: provisioned,
          related: [{ at: version.retained.at, message: "the version is retained" }],
          message: KEPT,
          remedy: "Put the provisioned concurrency on an alias, or don't retain the version.",
        };
      } else if (destroyed.verdict === "undetermined" || retained.broken.length > 0) {
        const { because } = destroyed.verdict === "undetermined" ? destroyed : retained;
        yield {
          at: survivesDestroy.at,
          subject: provisioned,
          verdict: "undetermined",
          message: `Whether the provisioned concurrency outlives its resource can't be determined: ${because}.`,
        };
      }
    }
  },
});

function isTrue(each: Settled<boolean>): boolean {
  return each.state === "known" && each.value;
}
