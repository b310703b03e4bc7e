import type { Problem } from "../finding.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction } from "../model/model.ts";
import { provisionedAmounts } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { valueOfAmounts } from "../values/amounts.ts";
import { becauseOfAny } from "../values/combine.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, type Settled, totalOf, type Value } from "../values/value.ts";
import { numberWords, settledWords } from "../values/words.ts";

const REJECTED =
  'AWS rejects it: "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function".';

export default defineRule({
  id: "provisioned-concurrency-within-reserved",
  title: "What a function provisions, over all its aliases and versions, fits inside its reservation",
  severity: "error",
  since: "0.1.0",
  group: "provisioned",
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
  // A reservation that isn't known at all is reported by reserved-concurrency-required.
  if (!first || !alternativesOf(reserved)) return;
  const amounts = provisioned.map((each) => whereThere(each.amount, each));
  const isOpen = amounts.some((amount) => !alternativesOf(amount));
  const values = [reserved, ...amounts.map(atLeastOf)];
  const { verdict, broken, because } = judge(
    values,
    ([limit, ...taken]) => limit?.state !== "known" || taken.every(isUnset) || totalOf(taken) <= limit.value,
    instances.when,
  );
  const base = (limits: string) => ({
    at: first.amount.at,
    subject: fn,
    related: [
      { at: reserved.at, message: `the reservation of ${limits}` },
      ...provisioned
        .filter((each) => each !== first)
        .map((each) => ({ at: each.amount.at, message: "provisioned as well" })),
    ],
  });
  const totals = numberWords(broken.map(([, ...taken]) => totalOf(taken)));
  const limits = numberWords(broken.map(([limit]) => totalOf(limit ? [limit] : [])));
  if (verdict === "broken") {
    const numbers = `${isOpen ? "At least " : ""}${totals} instances are provisioned and ${limits} reserved`;
    yield { ...base(limits), message: `${numbers}. ${REJECTED}` };
  } else if (verdict === "undetermined") {
    // What fits but for an amount that isn't known at all is reported by provisioned-concurrency-positive.
    if (isOpen) return;
    const message =
      broken.length > 0
        ? `${totals} instances may be provisioned and ${limits} reserved, which doesn't fit: ${because}.`
        : `Whether what is provisioned fits into the reservation can't be determined: ${because}.`;
    yield { ...base(limits), verdict, message };
  } else if (!allowEqual && !isOpen) yield* allProvisioned(fn, model, values, base);
}

function isUnset({ state }: Settled<number>): boolean {
  return state === "unset";
}

/** The milder half: nothing of the reservation is left. What scaling raises at times isn't all of it. */
function* allProvisioned(
  fn: LambdaFunction,
  model: Model,
  values: readonly Value<number>[],
  base: (limits: string) => Pick<Problem, "at" | "subject" | "related">,
): Iterable<Problem> {
  const { reservedConcurrency: reserved, instances } = fn;
  const amounts = valueOfAmounts(provisionedAmounts(fn, model), becauseOfAny(values), reserved.at);
  const { verdict, broken, because } = judge(
    [reserved, amounts],
    ([limit, taken]) =>
      limit.state === "unset" ||
      taken.state === "unset" ||
      taken.value.atLeast === 0 ||
      taken.value.atLeast !== limit.value ||
      taken.value.atMost !== limit.value,
    instances.when,
  );
  const limits = settledWords(
    broken.map(([limit]) => limit),
    "none",
  );
  if (verdict === "broken")
    yield {
      ...base(limits),
      severity: "warning",
      message: `All ${limits} reserved instances are provisioned: $LATEST and every other version are throttled completely.`,
    };
  else if (verdict === "undetermined" && broken.length > 0)
    yield {
      ...base(limits),
      severity: "warning",
      verdict,
      message: `All ${limits} reserved instances may be provisioned, which throttles $LATEST and every other version completely: ${because}.`,
    };
}
