import type { Problem } from "../finding.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction } from "../model/model.ts";
import { provisionedOf } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, type Settled } from "../values/value.ts";

const REJECTED =
  'AWS rejects it: "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function".';

export default defineRule({
  id: "provisioned-concurrency-within-reserved",
  title: "What a function provisions, over all its aliases and versions, fits inside its reservation",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Provisioned concurrency is taken out of the reservation. AWS rejects more than is reserved; exactly as much leaves nothing for $LATEST and every other version.",
  remedy: "Reserve more than the sum of what is provisioned, or provision less.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
  ],
  deployable: { "allow-equal": true },
  options: {
    "allow-equal": {
      type: "boolean",
      default: false,
      description:
        "Accept that all that is reserved is provisioned, which leaves nothing for other versions.",
    },
  },
  *check({ model, options }): Iterable<Problem> {
    for (const fn of model.functions) yield* problemsOf(fn, model, options["allow-equal"]);
  },
});

function* problemsOf(fn: LambdaFunction, model: Model, allowEqual: boolean): Iterable<Problem> {
  const { reservedConcurrency: reserved, instances } = fn;
  const provisioned = model.provisionedFor(fn);
  const first = provisioned.find((each) => alternativesOf(each.amount)) ?? provisioned[0];
  // A reservation that can't be told at all is the matter of the rule that asks for it alone.
  if (!first || !alternativesOf(reserved)) return;
  const amounts = provisioned.map((each) => whereThere(each.amount, each));
  const isOpen = amounts.some((amount) => !alternativesOf(amount));

  const totals: number[] = [];
  const limits: number[] = [];
  const { verdict } = judge(
    [reserved, ...amounts.map(atLeastOf)],
    ([limit, ...taken]) => {
      const total = sum(taken);
      totals.push(total);
      if (limit?.state !== "known") return true;
      limits.push(limit.value);
      return total <= limit.value;
    },
    instances.when,
  );
  const { atLeast, atMost } = provisionedOf(fn, model);
  const base = {
    at: first.amount.at,
    subject: fn,
    related: [
      { at: reserved.at, message: `the reservation of ${span(limits)}` },
      ...provisioned
        .filter((each) => each !== first)
        .map((each) => ({ at: each.amount.at, message: "provisioned as well" })),
    ],
  };
  const numbers = `${isOpen ? "At least " : ""}${span(totals)} instances are provisioned and ${span(limits)} reserved`;
  if (verdict === "broken") {
    yield { ...base, message: `${numbers}. ${REJECTED}` };
  } else if (isOpen) {
    // What fits but for an amount that can't be told at all is the matter of provisioned-concurrency-positive.
    return;
  } else if (verdict === "undetermined") {
    const because = [reserved, ...amounts].find((each) => each.state === "unknown")?.because;
    const message = `${numbers}; whether they fit can't be determined: ${because ?? "there are too many ways to try"}.`;
    yield { ...base, verdict: "undetermined", message };
  } else if (
    !allowEqual &&
    atLeast > 0 &&
    limits.length > 0 &&
    limits.every((limit) => limit === atLeast && limit === atMost)
  ) {
    yield {
      ...base,
      severity: "warning",
      message: `All ${atMost} reserved instances are provisioned: $LATEST and every other version are throttled completely.`,
    };
  }
}

function sum(amounts: readonly Settled<number>[]): number {
  return amounts.reduce((total, each) => total + (each.state === "known" ? each.value : 0), 0);
}

/** The least to the most of some numbers. */
function span(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(least) : `${least} to ${most}`;
}
