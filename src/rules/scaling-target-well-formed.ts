import type { Problem } from "../finding.ts";
import type { ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { ALWAYS, type Guards } from "../values/guard.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, unset, type Value } from "../values/value.ts";
import { alternativeWords, settledWords } from "../values/words.ts";

const RESOURCE_ID = /^function:[A-Za-z0-9-_]+:(?!\$LATEST$)[A-Za-z0-9-_]+$/;
const DIMENSION = "lambda:function:ProvisionedConcurrency";

export default defineRule({
  id: "scaling-target-well-formed",
  title: "A scaling target names function:NAME:QUALIFIER, the right dimension, and a capacity from 1 up",
  severity: "error",
  since: "0.1.0",
  group: "scaling",
  rationale:
    "Application Auto Scaling rejects any other id, and a minimum above the maximum. From a minimum of 0 it never scales out, since nothing is measured.",
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
      description: "Accept a minimum of 0, which AWS takes and from which target tracking never scales out.",
    },
  },
  *check({ model, options }) {
    for (const target of model.scalingTargets) {
      yield* idProblems(target);
      yield* capacityProblems(target, options["allow-zero-minimum"] ? 0 : 1);
    }
  },
});

function* idProblems(target: ScalingTarget): Iterable<Problem> {
  const { resourceId, dimension, subject, instances } = target;
  const id = textLaw(resourceId, (text) => RESOURCE_ID.test(text), instances.when);
  const latest = textLaw(subject.qualifier.kind, (kind) => kind !== "latest", instances.when);
  const base = { at: resourceId.at, subject: target };
  if (id.verdict === "broken")
    yield {
      ...base,
      message: `The resource id ${id.texts} is not function:NAME:QUALIFIER with an alias or a version. AWS rejects it: "Unsupported service namespace, resource type or scalable dimension".`,
    };
  else if (id.verdict === "holds" && latest.verdict === "broken")
    yield { ...base, message: "The resource id names $LATEST, which can't be scaled." };
  else if (id.mayBreak || latest.mayBreak)
    yield {
      ...base,
      verdict: "undetermined",
      message: `Whether the resource id is function:NAME:QUALIFIER with an alias or a version can't be determined: ${(id.mayBreak ? id : latest).because}.`,
    };
  const other = textLaw(dimension, (text) => text === DIMENSION, instances.when);
  if (other.verdict === "broken")
    yield {
      at: dimension.at,
      subject: target,
      message: `The dimension ${other.texts} is not a dimension of Lambda; the only one is ${DIMENSION}.`,
    };
  else if (other.mayBreak)
    yield {
      at: dimension.at,
      subject: target,
      verdict: "undetermined",
      message: `Whether the dimension is ${DIMENSION} can't be determined: ${other.because}.`,
    };
}

/** What a text that is set must be. One that isn't known at all may be right; others report what depends on it. */
function textLaw<T extends string>(value: Value<T>, law: (text: T) => boolean, when: Guards = ALWAYS) {
  const { verdict, broken, because } = judge(
    [alternativesOf(value) ? value : unset(value.at)],
    ([text]) => text.state === "unset" || law(text.value),
    when,
  );
  const texts = broken.flatMap(([text]) => (text.state === "known" ? [`"${text.value}"`] : []));
  return {
    verdict,
    because,
    texts: alternativeWords(texts),
    mayBreak: verdict === "undetermined" && broken.length > 0,
  };
}

function* capacityProblems(target: ScalingTarget, fewest: number): Iterable<Problem> {
  const { min, max, instances } = target;
  const ordered = judge(
    [min, max],
    ([least, most]) => least.state === "unset" || most.state === "unset" || least.value <= most.value,
    instances.when,
  );
  if (ordered.verdict === "broken")
    yield {
      at: min.at,
      subject: target,
      related: [{ at: max.at, message: "the maximum" }],
      message: `The minimum of ${settledWords(
        ordered.broken.map(([least]) => least),
        "none",
      )} is above the maximum of ${settledWords(
        ordered.broken.map(([, most]) => most),
        "none",
      )}.`,
    };
  const positive = judge(
    [min],
    ([least]) => least.state === "unset" || least.value >= fewest,
    instances.when,
  );
  if (positive.verdict === "broken")
    yield {
      at: min.at,
      subject: target,
      message: `The minimum is ${settledWords(positive.broken.flat(), "none")}: ${fewest > 0 ? "nothing is measured there, so target tracking never scales out" : "AWS takes no less than 0"}.`,
    };
  const open = [ordered, positive].find(({ verdict }) => verdict === "undetermined");
  if (open)
    yield {
      at: min.state === "unknown" ? min.at : max.at,
      subject: target,
      verdict: "undetermined",
      message: `Whether the capacity is in order can't be determined: ${open.because}.`,
    };
}
