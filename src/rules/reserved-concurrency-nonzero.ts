import { judgedProblem } from "../judged-problem.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";

export default defineRule({
  id: "reserved-concurrency-nonzero",
  title: "A production function isn't switched off by a reservation of 0",
  severity: "error",
  since: "0.1.0",
  group: "pool",
  rationale:
    "A reservation of 0 stops every invocation: synchronous callers get a 429, asynchronous events go to the failure destination.",
  remedy:
    "Reserve at least 1, or remove the reservation. To keep a function off on purpose, waive this rule with a reason and a date.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"],
  deployable: false,
  accepted: "AWS accepts 0 and throttles everything",
  elsewhere: [
    {
      tool: "cdk-nag `LambdaConcurrency`",
      differs:
        "Here 0 is a rule of its own, for production alone, so that switching off on purpose can be waived.",
    },
  ],
  options: {},
  *check({ model, policy }) {
    for (const fn of model.functions) {
      if (!policy.isProduction(model.deploymentOf(fn))) continue;
      const judgement = judge(
        [fn.reservedConcurrency],
        ([reserved]) => reserved.state === "unset" || reserved.value !== 0,
        fn.instances.when,
      );
      const ground = { at: fn.reservedConcurrency.at, subject: fn };
      yield* judgedProblem(judgement, ground, {
        broken: "0 is reserved, which switches the function off: every invocation is throttled.",
        open: "0 may be reserved, which switches the function off",
        // A reservation that isn't known at all is reported by reserved-concurrency-required.
        openIfListed: true,
      });
    }
  },
});
