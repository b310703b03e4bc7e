import { defineRule } from "../rule.ts";

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
      if (reserved.state === "unset") {
        yield {
          at: reserved.at,
          subject: fn,
          message:
            "No concurrency is reserved: the function draws from the pool that all unreserved functions share.",
          ...(reserve === undefined
            ? {}
            : { repairs: [{ entity: fn, set: "reservedConcurrency", to: reserve }] }),
        };
      }
      if (reserved.state !== "unknown") continue;
      const ways = reserved.alternatives ?? [];
      if (ways.length > 0 && ways.every((way) => way.state === "known")) continue;
      const never = ways.length > 0 && ways.every((way) => way.state === "unset");
      yield never
        ? {
            at: reserved.at,
            subject: fn,
            message: "No concurrency is reserved, whichever way the condition turns out.",
          }
        : {
            at: reserved.at,
            subject: fn,
            verdict: "undetermined",
            message: `Whether concurrency is reserved can't be determined: ${reserved.because}.`,
          };
    }
  },
});
