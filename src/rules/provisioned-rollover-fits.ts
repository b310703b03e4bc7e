import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction, ProvisionedConcurrency } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, known, knownValue, numberOf, totalOf, type Value } from "../values/value.ts";
import { numbersAt, numberWords } from "../values/words.ts";

export default defineRule({
  id: "provisioned-rollover-fits",
  title:
    "Where a deployment keeps the old version provisioned while the new one warms up, both fit the reservation and the critical path",
  severity: "warning",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "A configuration on a version is replaced with each publish. Where the new one is made first, for a while twice the amount is asked for: what doesn't fit fails in the middle of a deployment.",
  remedy:
    "Reserve twice the amount, provision on an alias, which moves without a second configuration, or let the old one be removed first.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html",
  ],
  deployable: false,
  accepted: "the first deployment succeeds; the next that publishes a version does not",
  options: {},
  *check({ model, policy }) {
    for (const fn of model.functions) {
      for (const provisioned of model.provisionedFor(fn)) {
        if (!isReplacedByPublishing(provisioned, model)) continue;
        const { reservedConcurrency: reserved } = fn;
        yield* tooMany(provisioned, fn, model, {
          ...{ limit: reserved, law: "reservation" },
          is: `the reservation of ${nameOf(fn)}`,
          words: (limits) => `${limits} ${limits === "1" ? "is" : "are"} reserved`,
        });
        const [path] = policy.criticalPathsFor(fn, model.deploymentOf(fn));
        if (path?.maxProvisioned === undefined) continue;
        yield* tooMany(provisioned, fn, model, {
          ...{ limit: known(path.maxProvisioned, path.at), law: "critical path" },
          is: `at most ${path.maxProvisioned} by this critical path`,
          words: (limits) => `its critical path allows ${limits}`,
        });
      }
    }
  },
});

/** What both amounts together must not exceed. */
interface Limit {
  limit: Value<number>;
  law: string;
  /** What stands at its place. */
  is: string;
  words(limits: string): string;
}

/** The number of a version that is still to be published is another one after each publish. */
function isReplacedByPublishing(provisioned: ProvisionedConcurrency, model: Model): boolean {
  const { kind, text } = model.qualifierOf(provisioned);
  return knownValue(kind) === "version" && text.state !== "known";
}

function* tooMany(
  provisioned: ProvisionedConcurrency,
  fn: LambdaFunction,
  model: Model,
  { limit, law, is, words }: Limit,
): Iterable<Problem> {
  const { amount, createsBeforeDestroy: first, at } = provisioned;
  const others = model.provisionedFor(fn).filter((each) => each !== provisioned);
  const fits = judge(
    [
      limit,
      alternativesOf(first) ? first : known(true, at),
      amount,
      ...others.map((each) => atLeastOf(whereThere(each.amount, each))),
    ],
    ([most, isFirst, each, ...beside]) =>
      most.state === "unset" ||
      isFirst.state === "unset" ||
      !isFirst.value ||
      // What doesn't even fit once is reported by other rules.
      numberOf(each) + totalOf(beside) > most.value ||
      2 * numberOf(each) + totalOf(beside) <= most.value,
    provisioned.instances.when,
  );
  const isOpen = first.state === "unknown" && !first.alternatives;
  const judgement =
    isOpen && fits.verdict === "broken"
      ? { ...fits, verdict: "undetermined" as const, because: first.because }
      : fits;
  const said = (all: typeof fits.broken, are: string) => {
    const twice = all.map(([, , each, ...beside]) => totalOf([each, each, ...beside]));
    return `${numberWords(twice)} instances ${are} provisioned while a new version takes over from the old one, and ${words(numbersAt(all, 0))}`;
  };
  yield* judgedProblem(
    judgement,
    { at: amount.at, subject: provisioned, law, related: [{ at: limit.at, message: is }] },
    {
      broken: (all) => `${said(all, "are")}: the old one is removed only after that.`,
      measure: {
        unit: "instances",
        over: ([most, , each, ...beside]) => totalOf([each, each, ...beside]) - numberOf(most),
      },
      open: (all) => said(all, "may be"),
      // What isn't known at all is reported by reserved-concurrency-required and provisioned-concurrency-positive.
      openIfListed: true,
    },
  );
}
