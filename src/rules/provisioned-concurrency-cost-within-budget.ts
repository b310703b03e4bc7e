import type { Measure } from "../finding.ts";
import { breakEvenWords, buildCost, dollars, type FunctionCost, usdWords } from "../model/cost.ts";
import { defineRule } from "../rule.ts";
import type { Interval } from "../values/interval.ts";

export default defineRule({
  id: "provisioned-concurrency-cost-within-budget",
  title: "Provisioned concurrency costs no more than the policy's budget",
  severity: "warning",
  since: "0.1.0",
  group: "cost",
  rationale:
    "Provisioned instances cost memory × price for every second of the month, whether they are used or not. From which use on they cost less than running on demand differs by region; in some they never do.",
  remedy:
    "Provision fewer instances or less memory, scale them by schedule, or raise the budget with those who pay it.",
  references: ["https://aws.amazon.com/lambda/pricing/"],
  deployable: false,
  accepted: "it is the organisation's money",
  options: {},
  *check({ model, policy }) {
    const { total, perFunction, at } = policy.monthlyBudget;
    if (total === undefined && perFunction === undefined) return;
    const cost = buildCost(model, policy.prices);
    const budget = at ? [{ at, message: "the budget" }] : [];
    for (const fn of cost.functions) {
      const verdict = perFunction === undefined ? "within" : against(fn.monthlyUsdWhereThere, perFunction);
      if (verdict === "within" || perFunction === undefined) continue;
      yield {
        at: fn.at,
        subject: subjectOf(fn),
        related: budget,
        measure: beyond(fn.monthlyUsdWhereThere, perFunction),
        ...(verdict === "unknown" ? { verdict: "undetermined" as const } : {}),
        message:
          verdict === "over"
            ? `Its provisioned concurrency costs ${usdWords(fn.monthlyUsdWhereThere)} a month; the budget for one function is ${dollars(perFunction)} (prices of ${cost.pricesAsOf}).${use(fn)}`
            : `Whether its provisioned concurrency stays within ${dollars(perFunction)} a month can't be determined: it is ${usdWords(fn.monthlyUsdWhereThere)} (prices of ${cost.pricesAsOf}), since ${reasons([fn])}.`,
      };
    }
    for (const { environment, monthlyUsd } of cost.environments) {
      const functions = cost.functions.filter((each) => each.environment === environment);
      const [dearest] = functions;
      const verdict = total === undefined ? "within" : against(monthlyUsd, total);
      if (verdict === "within" || total === undefined || !dearest) continue;
      yield {
        at: dearest.at,
        subject: subjectOf(dearest),
        related: budget,
        about: `all of ${environment}`,
        measure: beyond(monthlyUsd, total),
        ...(verdict === "unknown" ? { verdict: "undetermined" as const } : {}),
        message:
          verdict === "over"
            ? `All provisioned concurrency of ${environment} costs ${usdWords(monthlyUsd)} a month; the budget is ${dollars(total)} (prices of ${cost.pricesAsOf}). ${dearest.name} costs most, ${usdWords(dearest.monthlyUsd)}.${use(dearest)}`
            : `Whether all provisioned concurrency of ${environment} stays within ${dollars(total)} a month can't be determined: it is ${usdWords(monthlyUsd)} (prices of ${cost.pricesAsOf}), since ${reasons(functions)}.`,
      };
    }
  },
});

function use(fn: FunctionCost): string {
  const words = breakEvenWords(fn);
  return words === undefined ? "" : ` ${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function against({ atLeast, atMost }: Interval, budget: number): "within" | "over" | "unknown" {
  if (atLeast > budget) return "over";
  return atMost > budget ? "unknown" : "within";
}

/** What is over for certain, else what may be. */
function beyond({ atLeast, atMost }: Interval, budget: number): Measure {
  return { over: (atLeast > budget ? atLeast : atMost) - budget, unit: "USD a month" };
}

function subjectOf({ address, label, function: id }: FunctionCost) {
  const deploymentId = id.slice(0, id.length - address.length - 1);
  return { address, deploymentId, ...(label === undefined ? {} : { label }) };
}

function reasons(costs: readonly FunctionCost[]): string {
  const all = [...new Set(costs.flatMap((each) => each.because))];
  return all.length > 0 ? all.join("; ") : "what is provisioned depends on a condition that isn't decided";
}
