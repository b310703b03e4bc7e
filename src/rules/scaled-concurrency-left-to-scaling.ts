import { judgedProblem } from "../judged-problem.ts";
import { scales } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, unset } from "../values/value.ts";
import { settledWords } from "../values/words.ts";

export default defineRule({
  id: "scaled-concurrency-left-to-scaling",
  title: "Terraform leaves provisioned concurrency that is scaled to scaling",
  severity: "warning",
  since: "0.1.0",
  group: "cost",
  rationale:
    "Terraform sets the amount in the code at every apply, in the middle of a peak too; scaling then has to begin again.",
  remedy: "Add lifecycle { ignore_changes = [provisioned_concurrent_executions] } to the configuration.",
  references: [
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_provisioned_concurrency_config",
    "https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes",
  ],
  deployable: false,
  accepted: "AWS accepts it, and each apply resets the amount",
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      for (const provisioned of model.provisionedFor(fn)) {
        if (!model.isSetByEachDeployment(provisioned)) continue;
        const target = model.scalingTargetsFor(fn).find((each) => scales(each, provisioned, model));
        if (!target) continue;
        const { amount, initialOnly, instances } = provisioned;
        const judgement = judge(
          [presenceOf(target), initialOnly, alternativesOf(amount) ? amount : unset(amount.at)],
          ([there, ignored]) => there.state === "unset" || ignored.state === "unset" || ignored.value,
          instances.when,
        );
        const ground = {
          at: amount.at,
          subject: provisioned,
          related: [{ at: target.at, message: "the target that scales it" }],
        };
        const amountsIn = (broken: typeof judgement.broken) => {
          const amounts = broken.map(([, , each]) => each);
          return settledWords(amounts, "what the code says");
        };
        yield* judgedProblem(judgement, ground, {
          broken: (all) => `The amount is scaled, and each apply sets it back to ${amountsIn(all)}.`,
          open: (all) => `The amount may be scaled, and then each apply sets it back to ${amountsIn(all)}`,
          openIfListed: true,
          repairs: [{ entity: provisioned, set: "initialOnly", to: true }],
        });
      }
    }
  },
});
