import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { numberOf } from "../values/value.ts";
import { settledWords } from "../values/words.ts";

export default defineRule({
  id: "reserved-concurrency-in-range",
  title: "A reservation is within the range that the policy sets",
  severity: "warning",
  since: "0.1.0",
  group: "pool",
  rationale:
    "A reservation that is too small throttles its own function; one that is too large takes the pool from everybody else.",
  remedy:
    "Reserve what the function needs at its peak, within the range: requests per second × seconds each, and where it is invoked synchronously at least a tenth of the requests per second, since an instance serves no more than 10 a second.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  ],
  deployable: false,
  accepted: "it is the organisation's range",
  elsewhere: [
    {
      tool: "AWS Config `lambda-concurrency-check` with `ConcurrencyLimitLow` and `ConcurrencyLimitHigh`",
      differs:
        "AWS Config looks after the deployment. Here there is also a largest share of the account's limit.",
    },
  ],
  options: {
    min: {
      type: "integer",
      minimum: 1,
      stricter: "higher",
      description: "The least that a function may reserve.",
    },
    max: {
      type: "integer",
      minimum: 1,
      stricter: "lower",
      description: "The most that a function may reserve.",
    },
    "max-share": {
      type: "number",
      exclusiveMinimum: 0,
      maximum: 1,
      stricter: "lower",
      description: "The largest share of the account's limit that one function may reserve.",
    },
  },
  contradiction: ({ min, max }) =>
    min !== undefined && max !== undefined && min > max ? "min is more than max." : undefined,
  *check({ model, ledger, options: { min, max, "max-share": share } }) {
    const limits = new Map(
      ledger.pools.flatMap((pool) => pool.entries.map((entry) => [entry.function, pool.limit])),
    );
    for (const fn of model.functions) {
      const reserved = fn.reservedConcurrency;
      const limit = limits.get(fn.id);
      const most = Math.min(
        max ?? Number.POSITIVE_INFINITY,
        share !== undefined && limit !== undefined ? Math.floor(share * limit) : Number.POSITIVE_INFINITY,
      );
      if (min === undefined && most === Number.POSITIVE_INFINITY) continue;
      // 0, which switches the function off, and what AWS rejects are reported by other rules.
      const judgement = judge(
        [reserved],
        ([each]) =>
          each.state === "unset" || each.value <= 0 || (each.value >= (min ?? 1) && each.value <= most),
        fn.instances.when,
      );
      const range = most === Number.POSITIVE_INFINITY ? `at least ${min ?? 1}` : `${min ?? 1} to ${most}`;
      const [first] = judgement.broken;
      const law = first && numberOf(first[0]) < (min ?? 1) ? "least" : "most";
      const over = (value: number) => (law === "least" ? (min ?? 1) - value : value - most);
      const ground = { at: reserved.at, subject: fn, law };
      yield* judgedProblem(judgement, ground, {
        broken: (all) =>
          `The reservation of ${nameOf(fn)}, ${settledWords(all.flat(), "none")}, is out of range: the policy asks for ${range}.`,
        open: () =>
          `Whether the reservation of ${nameOf(fn)} is in the range of ${range} can't be determined`,
        measure: { unit: "instances", over: ([each]) => over(numberOf(each)) },
        openIfListed: true,
      });
    }
  },
});
