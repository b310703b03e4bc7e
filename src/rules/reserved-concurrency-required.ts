import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";

export default defineRule({
  id: "reserved-concurrency-required",
  title: "Every function in a production environment reserves concurrency",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Functions without a reservation share what the account has left in the region, so one busy function can throttle all the others.",
  remedy:
    "Reserve the most instances that the function may use at once. -1, null and AWS::NoValue reserve nothing.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"],
  deployable: false,
  options: {},
  *check({ model, policy }) {
    const reserve = policy.defaultReserved;
    for (const fn of model.functions) {
      if (!policy.isProduction(model.deploymentOf(fn))) continue;
      const reserved = fn.reservedConcurrency;
      const { verdict, because } = judge([reserved], ([each]) => each.state === "known", fn.instances.when);
      const base = { at: reserved.at, subject: fn };
      if (verdict === "undetermined")
        yield {
          ...base,
          verdict,
          message: `Whether concurrency is reserved can't be determined: ${because}.`,
        };
      else if (verdict === "broken" && reserved.state === "unknown")
        yield { ...base, message: "No concurrency is reserved, whichever way the condition turns out." };
      else if (verdict === "broken")
        yield {
          ...base,
          message:
            "No concurrency is reserved: the function draws from the pool that all unreserved functions share.",
          ...(reserve === undefined
            ? {}
            : { repairs: [{ entity: fn, set: "reservedConcurrency", to: reserve }] }),
        };
    }
  },
});
