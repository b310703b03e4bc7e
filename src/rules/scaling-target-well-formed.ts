import type { Problem } from "../finding.ts";
import type { ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

const RESOURCE_ID = /^function:[A-Za-z0-9-_]+:(?!\$LATEST$)[A-Za-z0-9-_]+$/;
const DIMENSION = "lambda:function:ProvisionedConcurrency";

export default defineRule({
  id: "scaling-target-well-formed",
  title: "A scaling target names function:NAME:QUALIFIER, the right dimension, and a capacity from 1 up",
  severity: "error",
  since: "0.1.0",
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
  const id = knownValue(target.resourceId);
  if (id !== undefined && !RESOURCE_ID.test(id)) {
    yield {
      at: target.resourceId.at,
      subject: target,
      message: `The resource id "${id}" is not function:NAME:QUALIFIER with an alias or a version. AWS rejects it: "Unsupported service namespace, resource type or scalable dimension".`,
    };
  } else if (knownValue(target.subject.qualifier.kind) === "latest") {
    yield {
      at: target.resourceId.at,
      subject: target,
      message: "The resource id names $LATEST, which can't be scaled.",
    };
  }
  const dimension = knownValue(target.dimension);
  if (dimension !== undefined && dimension !== DIMENSION) {
    yield {
      at: target.dimension.at,
      subject: target,
      message: `The dimension "${dimension}" is none of Lambda's; the only one is ${DIMENSION}.`,
    };
  }
}

function* capacityProblems(target: ScalingTarget, fewest: number): Iterable<Problem> {
  const { min, max } = target;
  const related = [{ at: max.at, message: "the maximum" }];
  const { verdict: ordered } = judge(
    [min, max],
    ([least, most]) => least.state === "unset" || most.state === "unset" || least.value <= most.value,
  );
  if (ordered === "broken")
    yield {
      at: min.at,
      subject: target,
      related,
      message: `The minimum of ${knownValue(min) ?? "the capacity"} is above the maximum of ${knownValue(max) ?? "it"}.`,
    };
  const { verdict: positive } = judge([min], ([least]) => least.state === "unset" || least.value >= fewest);
  if (positive === "broken")
    yield {
      at: min.at,
      subject: target,
      message: `The minimum is ${knownValue(min) ?? `below ${fewest}`}: ${fewest > 0 ? "nothing is measured there, so target tracking never scales out" : "AWS takes no less than 0"}.`,
    };
  const unknown = [min, max].find((value) => value.state === "unknown");
  if (unknown?.state === "unknown" && (ordered === "undetermined" || positive === "undetermined"))
    yield {
      at: unknown.at,
      subject: target,
      verdict: "undetermined",
      message: `Whether the capacity is in order can't be determined: ${unknown.because}.`,
    };
}
