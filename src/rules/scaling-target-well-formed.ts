import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import type { Model } from "../model/linked-model.ts";
import { isArnMention } from "../model/mention.ts";
import type { Reference, ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, type Settled, type Unset, unset, type Value } from "../values/value.ts";
import { alternativeWords, numbersAt } from "../values/words.ts";

const RESOURCE_ID = /^function:[A-Za-z0-9-_]+:(?!\$LATEST$)[A-Za-z0-9-_]+$/;
const DIMENSION = "lambda:function:ProvisionedConcurrency";

export default defineRule({
  id: "scaling-target-well-formed",
  title: "A scaling target names function:NAME:QUALIFIER, the right dimension, and a capacity from 1 up",
  severity: "error",
  since: "0.1.0",
  group: "deployment",
  rationale:
    "Application Auto Scaling rejects any other id, and a minimum above the maximum. It takes a minimum of 0, from which it never scales out, since nothing is measured: that is a warning.",
  remedy:
    "Write function:NAME:ALIAS without an ARN, the dimension lambda:function:ProvisionedConcurrency, and 1 ≤ min ≤ max.",
  references: [
    "https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html",
    "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
  ],
  deployable: { "allow-zero-minimum": true },
  options: {
    "allow-zero-minimum": {
      type: "boolean",
      default: false,
      stricter: "lower",
      description: "Accept a minimum of 0, which AWS takes and from which target tracking never scales out.",
    },
  },
  *check({ model, options }) {
    for (const target of model.scalingTargets) {
      yield* idProblems(target, model);
      const unwhole = [...wholeProblems(target, target, "")];
      yield* unwhole;
      // A capacity that is no number at all is in no order either.
      if (unwhole.length === 0) yield* capacityProblems(target, options["allow-zero-minimum"] ? 0 : 1);
      for (const schedule of model.schedulesFor(target))
        yield* wholeProblems(schedule, target, " of a scheduled action");
    }
  },
});

function* idProblems(target: ScalingTarget, model: Model): Iterable<Problem> {
  const { dimension, instances } = target;
  const resourceId = target.resourceId.text;
  const { kind } = model.qualifierOf(target);
  const id = judge(
    [whereListed(resourceId)],
    ([text]) => isUnset(text) || RESOURCE_ID.test(text.value),
    instances.when,
  );
  const latest = judge(
    [whereListed(kind)],
    ([each]) => isUnset(each) || each.value !== "latest",
    instances.when,
  );
  const ground = { at: resourceId.at, subject: target, law: "resource id" };
  const arn = arnIn(target.resourceId);
  if (arn !== undefined) {
    yield {
      ...ground,
      message: `The resource id holds an ARN,${arn} which has colons of its own, so that it is never function:NAME:QUALIFIER. AWS rejects it: "Unsupported service namespace, resource type or scalable dimension".`,
      remedy: "Write function:NAME:ALIAS with the function's name and the alias's, not with an ARN.",
    };
    return;
  }
  const open =
    "Whether the resource id is function:NAME:QUALIFIER with an alias or a version can't be determined";
  yield* judgedProblem(id, ground, {
    broken: (all) =>
      `The resource id ${quoted(all)} is not function:NAME:QUALIFIER with an alias or a version. AWS rejects it: "Unsupported service namespace, resource type or scalable dimension".`,
    remedy: "Write function:NAME:ALIAS, with the names of the function and of its alias.",
    open,
    openIfListed: true,
  });
  if (id.verdict === "holds")
    yield* judgedProblem(latest, ground, {
      broken: "The resource id names $LATEST, which can't be scaled.",
      remedy: "Publish a version, point an alias at it, and scale the alias: function:NAME:ALIAS.",
      open,
      openIfListed: true,
    });
  const right = judge(
    [whereListed(dimension)],
    ([text]) => isUnset(text) || text.value === DIMENSION,
    instances.when,
  );
  yield* judgedProblem(
    right,
    { at: dimension.at, subject: target, law: "dimension" },
    {
      broken: (all) =>
        `The dimension ${quoted(all)} is not a dimension of Lambda; the only one is ${DIMENSION}.`,
      remedy: `Write ${DIMENSION}.`,
      open: `Whether the dimension is ${DIMENSION} can't be determined`,
      openIfListed: true,
    },
  );
}

/** An ARN that is written out but for some of its pieces, as what CloudFormation's Ref of an alias gives. */
const SPELLED_ARN = /(?:^|:)arn:/;

/** What an id that holds an ARN calls it, if anything; undefined where it holds none. */
function arnIn({ parts = [], mentions }: Reference): string | undefined {
  const isSpelled = parts.some((part) => typeof part === "string" && SPELLED_ARN.test(part));
  const held = isSpelled ? mentions : parts.filter((part) => typeof part !== "string");
  const mention = held.find(isArnMention);
  if (mention) return ` ${mention.address}.${mention.attribute},`;
  return isSpelled ? "" : undefined;
}

/** A text that isn't known at all may be right; other rules report what depends on it. */
function whereListed<T>(value: Value<T>): Value<T> {
  return alternativesOf(value) ? value : unset(value.at);
}

function isUnset(each: Settled<unknown>): each is Unset {
  return each.state === "unset";
}

function quoted(all: readonly (readonly Settled<string>[])[]): string {
  return alternativeWords(all.flat().flatMap((each) => (isUnset(each) ? [] : [`"${each.value}"`])));
}

/** What AWS rejects as no integer; what isn't known at all is said of the capacity as a whole. */
function* wholeProblems(
  { min, max, instances }: Pick<ScalingTarget, "min" | "max" | "instances">,
  subject: ScalingTarget,
  of: string,
): Iterable<Problem> {
  for (const [value, what] of [
    [min, `The minimum${of}`],
    [max, `The maximum${of}`],
  ] as const) {
    const whole = judge([value], ([each]) => isUnset(each) || Number.isInteger(each.value), instances.when);
    yield* judgedProblem(
      whole,
      { at: value.at, subject },
      {
        broken: (all) => `${what} is ${numbersAt(all, 0)}, and AWS takes whole numbers.`,
        rejected: (written) => `${what} is ${written}, and AWS takes whole numbers.`,
        open: (all) => `${what} may be ${numbersAt(all, 0)}, and AWS takes whole numbers`,
        openIfListed: true,
      },
    );
  }
}

function* capacityProblems(target: ScalingTarget, fewest: number): Iterable<Problem> {
  const { min, max, instances } = target;
  const ordered = judge(
    [min, max],
    ([least, most]) => isUnset(least) || isUnset(most) || least.value <= most.value,
    instances.when,
  );
  const positive = judge([min], ([least]) => isUnset(least) || least.value >= fewest, instances.when);
  if (ordered.verdict === "broken")
    yield {
      at: min.at,
      subject: target,
      law: "order",
      related: [{ at: max.at, message: "the maximum" }],
      message: `The minimum of ${numbersAt(ordered.broken, 0)} is above the maximum of ${numbersAt(ordered.broken, 1)}.`,
      remedy: "Lower the minimum or raise the maximum.",
    };
  // AWS takes 0 and rejects what is below.
  const isTaken =
    judge([min], ([least]) => isUnset(least) || least.value >= 0, instances.when).verdict === "holds";
  const milder = isTaken ? ({ severity: "warning" } as const) : {};
  if (positive.verdict === "broken")
    yield {
      at: min.at,
      subject: target,
      law: "minimum",
      ...milder,
      message: `The minimum is ${numbersAt(positive.broken, 0)}: ${isTaken ? "AWS takes it, but nothing is measured there, so target tracking never scales out" : "AWS takes no less than 0"}.`,
      remedy: `Let the minimum be at least ${fewest}.`,
    };
  // One capacity is reported once, whatever of it isn't known.
  const open = [ordered, positive].find(({ verdict }) => verdict === "undetermined");
  if (open)
    yield {
      law: open === ordered ? "order" : "minimum",
      at: min.state === "unknown" ? min.at : max.at,
      subject: target,
      verdict: "undetermined",
      ...(open === positive ? milder : {}),
      message: `Whether the capacity is in order can't be determined: ${open.because}.`,
    };
}
