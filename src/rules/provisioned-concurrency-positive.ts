import { judgedProblem } from "../judged-problem.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { settledWords } from "../values/words.ts";

const NOTHING =
  "Provision at least 1, or leave the configuration out where nothing is to be provisioned (count, for_each, a Condition).";

export default defineRule({
  id: "provisioned-concurrency-positive",
  title: "Provisioned concurrency is a whole number from 1 up",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale: "AWS takes no less than 1. To provision nothing, there must be no configuration at all.",
  remedy: NOTHING,
  references: ["https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html"],
  deployable: true,
  options: {},
  *check({ model }) {
    for (const provisioned of model.provisionedConcurrency) {
      const { amount } = provisioned;
      const judgement = judge(
        [amount],
        ([each]) => each.state === "unset" || (each.value >= 1 && Number.isInteger(each.value)),
        provisioned.instances.when,
      );
      const ground = { at: amount.at, subject: provisioned };
      yield* judgedProblem(judgement, ground, {
        broken: (amounts) =>
          `${settledWords(amounts.flat(), "none")} instances are provisioned. AWS rejects it: it takes a whole number "greater than or equal to 1".`,
        rejected: (written) =>
          `${written} instances are provisioned. AWS rejects it: it takes a whole number "greater than or equal to 1".`,
        remedy: (amounts) =>
          amounts.every(([each]) => each.state === "known" && each.value < 1)
            ? NOTHING
            : "Provision a whole number of instances.",
        open: "How many instances are provisioned can't be determined",
      });
    }
  },
});
