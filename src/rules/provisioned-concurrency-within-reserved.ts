import type { Problem } from "../finding.ts";
import { type Ground, judgedProblem } from "../judged-problem.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction } from "../model/model.ts";
import { provisionedAmounts } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { valueOfAmounts } from "../values/amounts.ts";
import { becauseOfAny } from "../values/combine.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, numberOf, type Settled, totalOf, type Value } from "../values/value.ts";
import { numbersAt, numberWords } from "../values/words.ts";

const REJECTED =
  'AWS rejects it: "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function".';

export default defineRule({
  id: "provisioned-concurrency-within-reserved",
  title: "What a function provisions, over all its aliases and versions, fits inside its reservation",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
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
      stricter: "lower",
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
  const fits = judge(
    [reserved, ...amounts.map(atLeastOf)],
    ([limit, ...taken]) => limit?.state !== "known" || taken.every(isUnset) || totalOf(taken) <= limit.value,
    instances.when,
  );
  const others = provisioned.filter((each) => each !== first);
  const ground = (limits: string) => ({
    at: first.amount.at,
    subject: fn,
    related: [
      { at: reserved.at, message: `the reservation of ${limits}` },
      ...others.map((each) => ({ at: each.amount.at, message: "provisioned as well" })),
    ],
  });
  if (fits.verdict === "holds") {
    if (!allowEqual && !isOpen) yield* allProvisioned(fn, amounts, model, ground);
    return;
  }
  // What fits but for an amount that isn't known at all is reported by provisioned-concurrency-positive.
  if (fits.verdict === "undetermined" && isOpen) return;
  const totals = numberWords(fits.broken.map(([, ...taken]) => totalOf(taken)));
  const limits = numbersAt(fits.broken, 0);
  yield* judgedProblem(fits, ground(limits), {
    broken: `${isOpen ? "At least " : ""}${totals} instances are provisioned and ${limits} reserved. ${REJECTED}`,
    measure: { unit: "instances", over: ([limit, ...taken]) => totalOf(taken) - numberOf(limit) },
    open:
      fits.broken.length > 0
        ? `${totals} instances may be provisioned and ${limits} reserved, which doesn't fit`
        : "Whether what is provisioned fits into the reservation can't be determined",
  });
}

function isUnset({ state }: Settled<number>): boolean {
  return state === "unset";
}

/** The milder half: nothing of the reservation is left. What scaling raises at times isn't all of it. */
function* allProvisioned(
  fn: LambdaFunction,
  amounts: readonly Value<number>[],
  model: Model,
  ground: (limits: string) => Ground,
): Iterable<Problem> {
  const { reservedConcurrency: reserved, instances } = fn;
  const because = becauseOfAny([reserved, ...amounts]);
  const leavesSome = judge(
    [reserved, valueOfAmounts(provisionedAmounts(fn, model), because, reserved.at)],
    ([limit, taken]) =>
      limit.state === "unset" ||
      taken.state === "unset" ||
      taken.value.atLeast === 0 ||
      taken.value.atLeast !== limit.value ||
      taken.value.atMost !== limit.value,
    instances.when,
  );
  if (leavesSome.verdict === "holds") return;
  const limits = numbersAt(leavesSome.broken, 0);
  yield* judgedProblem(
    leavesSome,
    { ...ground(limits), severity: "warning" },
    {
      measure: { unit: "instances", over: () => 0 },
      broken: `All ${limits} reserved instances are provisioned: $LATEST and every other version are throttled completely.`,
      open: `All ${limits} reserved instances may be provisioned, which throttles $LATEST and every other version completely`,
      openIfListed: true,
    },
  );
}
