import { sameScaledQualifier } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "scaled-concurrency-left-to-scaling",
  title: "Terraform leaves provisioned concurrency that is scaled to scaling",
  severity: "warning",
  since: "0.1.0",
  rationale:
    "Terraform sets the amount in the code at every apply, in the middle of a peak too; scaling then has to begin again.",
  remedy: "Add lifecycle { ignore_changes = [provisioned_concurrent_executions] } to the configuration.",
  references: [
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_provisioned_concurrency_config",
    "https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes",
  ],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const { format } = model.deploymentOf(fn);
      if (format !== "terraform" && format !== "terraform-plan") continue;
      for (const provisioned of model.provisionedFor(fn)) {
        const target = model.scalingTargetsFor(fn).find((each) => sameScaledQualifier(each, provisioned));
        if (!target || knownValue(provisioned.initialOnly) !== false) continue;
        yield {
          at: provisioned.amount.at,
          subject: provisioned,
          related: [{ at: target.at, message: "the target that scales it" }],
          repairs: [{ entity: provisioned, set: "initialOnly", to: true }],
          message: `The amount is scaled, and each apply sets it back to ${knownValue(provisioned.amount) ?? "what the code says"}.`,
        };
      }
    }
  },
});
