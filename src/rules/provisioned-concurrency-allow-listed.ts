import type { Measure, Problem, RelatedLocation } from "../finding.ts";
import { nameOf, provisionedInstances } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction } from "../model/model.ts";
import { provisionedAmounts, provisionedOf } from "../model/provisioned.ts";
import { type CriticalPath, defineRule, type RuleContext } from "../rule.ts";
import type { OptionValues } from "../rule-options.ts";
import type { SourceLocation } from "../source/location.ts";
import { rangeOf, valueOfAmounts } from "../values/amounts.ts";
import { becauseOfAny } from "../values/combine.ts";
import { countWhereThere, whereThere } from "../values/instances.ts";
import type { Interval } from "../values/interval.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, type Settled, type Value } from "../values/value.ts";

const optionSchemas = {
  "allow-outside-production": {
    type: "boolean",
    default: false,
    stricter: "lower",
    description: "Accept provisioned concurrency in environments that aren't production.",
  },
} as const;

const LIST =
  "Add the function to critical-paths in the policy with an owner and a reason, or remove its provisioned concurrency.";

export default defineRule({
  id: "provisioned-concurrency-allow-listed",
  title: "Provisioned concurrency is only for the critical paths that the policy lists",
  severity: "error",
  since: "0.1.0",
  group: "cost",
  rationale:
    "Provisioned instances are billed while they idle, so each is a decision about money that somebody owns.",
  remedy: LIST,
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  accepted: "it is the organisation's decision",
  elsewhere: [
    {
      tool: "CloudBurn `CLDBRN-AWS-LAMBDA-5`",
      differs: "Flags every literal above 0 for review; there is no list of who may.",
    },
  ],
  options: optionSchemas,
  *check(context) {
    const { functions, externalFunctions } = context.model;
    for (const fn of [...functions, ...externalFunctions]) yield* problemsOf(fn, context);
  },
});

type Context = RuleContext<OptionValues<typeof optionSchemas>>;

function* problemsOf(fn: LambdaFunction, context: Context): Generator<Problem> {
  const { model, policy, options } = context;
  const deployment = model.deploymentOf(fn);
  const place = model.provisionedFor(fn)[0]?.amount ?? model.scalingTargetsFor(fn)[0]?.max;
  if (!place) return;
  const is = fn.isExternal ? "the function is not declared here" : "the function";
  const base = { at: place.at, subject: fn, related: [{ at: fn.at, message: is }] };
  const isAllowed = policy.isProduction(deployment) || options["allow-outside-production"];
  const [path] = isAllowed ? policy.criticalPathsFor(fn, deployment) : [];
  if (path) {
    yield* overMaximum(fn, path, base, model);
    return;
  }
  const { verdict, broken } = judge(
    [amountsOf(fn, place, model)],
    ([amount]) => amount.state === "unset" || amount.value.atMost === 0,
    fn.instances.when,
  );
  if (verdict === "holds") return;
  const amounts = broken.flat();
  // Where there is no name, words stand for it.
  const provisions = `${nameOf(fn).replace(/^a(?= function )/, "A")} has ${instancesIn(amounts)}`;
  const measured = { ...base, measure: beyond(mostOf(amounts), 0) };
  if (isAllowed && fn.isExternal && fn.name.state === "unknown") {
    yield {
      ...measured,
      verdict: "undetermined",
      message: `${provisions}, and whether a critical path lists it can't be determined: ${fn.name.because}.`,
      remedy:
        "Write the function's name so that it is known, or list the function in critical-paths by its address.",
    };
    return;
  }
  // What is listed already need not be listed; what isn't would have to be, once it were allowed at all.
  const isListed = policy.criticalPathsFor(fn, deployment).length > 0;
  const isThere = verdict === "broken" && isCounted(fn, model);
  const maybe = isThere ? "" : " Whether it has depends on a condition that isn't decided.";
  yield {
    ...measured,
    ...(isThere ? {} : { verdict: "undetermined" as const }),
    message: isAllowed
      ? `${provisions}, and no critical path of the policy lists it.${maybe}`
      : `${provisions} outside production: they are billed while nobody waits for them.${maybe}`,
    ...(isAllowed
      ? { remedy: LIST }
      : {
          remedy: `${isListed ? "The function is on the list, which is for production. " : ""}Provision nothing in this environment, or let the rule accept it: allow-outside-production: true${isListed ? "" : ", and an entry of critical-paths"}. If it is production, say so in the policy.`,
        }),
  };
}

/** What one instance of a function provisions, as a value. */
function amountsOf(fn: LambdaFunction, { at }: { at: SourceLocation }, model: Model): Value<Interval> {
  const amounts = model.provisionedFor(fn).map((each) => whereThere(each.amount, each));
  const maxima = model.scalingTargetsFor(fn).map((target) => whereThere(target.max, target));
  return valueOfAmounts(provisionedAmounts(fn, model), becauseOfAny([...amounts, ...maxima]), at);
}

/** What is provisioned at most by any of some amounts; without one, nothing bounds it. */
function mostOf(amounts: readonly Settled<Interval>[]): number {
  const known = amounts.flatMap((each) => (each.state === "known" ? [each.value.atMost] : []));
  return known.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...known);
}

function beyond(amount: number, allowed: number): Measure {
  return { over: amount - allowed, unit: "instances" };
}

function instancesIn(amounts: readonly Settled<Interval>[]): string {
  return provisionedInstances(
    rangeOf(amounts.flatMap((each) => (each.state === "known" ? [each.value] : []))),
  );
}

/**
 * Whether something is provisioned for certain where its conditions hold. An unknown amount of what is there is 1 at least;
 * what there is an unknown number of may not be there at all.
 */
function isCounted(fn: LambdaFunction, model: Model): boolean {
  const all = [...model.provisionedFor(fn), ...model.scalingTargetsFor(fn)];
  return all.some(({ instances }) => countWhereThere(instances).atLeast > 0);
}

function* overMaximum(
  fn: LambdaFunction,
  { maxProvisioned: most, owner, at }: CriticalPath,
  base: Pick<Problem, "at" | "subject"> & { related: RelatedLocation[] },
  model: Model,
): Generator<Problem> {
  if (most === undefined) return;
  // An amount that isn't known at all is reported by provisioned-concurrency-positive.
  const isOpen = model.provisionedFor(fn).some(({ amount }) => !alternativesOf(amount));
  const scales = model.scalingTargetsFor(fn).some(({ instances }) => countWhereThere(instances).atLeast > 0);
  const { verdict, broken, because } = judge(
    [amountsOf(fn, base, model)],
    ([amount]) =>
      amount.state === "unset" ||
      (amount.value.atLeast <= most && (isOpen || !scales || amount.value.atMost <= most)),
    fn.instances.when,
  );
  const all = provisionedOf(fn, model);
  const isBounded = verdict === "holds" && (isOpen || all.atMost <= most);
  if (isBounded) return;
  const related = [...base.related, { at, message: `at most ${most} by this critical path` }];
  const raise = `or raise max-provisioned of its critical path${owner === undefined ? "" : ` with its owner, ${owner}`}.`;
  const remedy = `Provision at most ${most}, ${raise}`;
  const amounts = broken.flatMap(([each]) => (each.state === "known" ? [each.value] : []));
  const provisions = `${nameOf(fn)} has ${provisionedInstances(verdict === "broken" ? rangeOf(amounts) : all)}`;
  const measured = {
    ...base,
    related,
    measure: beyond(verdict === "broken" ? rangeOf(amounts).atMost : all.atMost, most),
  };
  if (verdict !== "broken")
    yield {
      ...measured,
      verdict: "undetermined",
      message: `${provisions}; its critical path allows ${most}, and which it is can't be determined${because === "" ? "" : `: ${because}`}.`,
      remedy: `Give the amount that decides it, or let it be at most ${most} in every case; ${raise}`,
    };
  else if (amounts.every(({ atLeast }) => atLeast > most))
    yield { ...measured, remedy, message: `${provisions}; its critical path allows ${most}.` };
  else
    yield {
      ...measured,
      remedy: `Lower the most that scaling may provision to ${most}, ${raise}`,
      message: `Scaling may provision up to ${rangeOf(amounts).atMost} instances of ${nameOf(fn)}; its critical path allows ${most}.`,
    };
}
