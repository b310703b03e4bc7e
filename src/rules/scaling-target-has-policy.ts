import type { Problem } from "../finding.ts";
import { type Ground, judgedProblem } from "../judged-problem.ts";
import type { ScalingPolicy, ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, type Settled } from "../values/value.ts";
import { alternativeWords, numbersAt } from "../values/words.ts";

const UTILISATION = "LambdaProvisionedConcurrencyUtilization";

export default defineRule({
  id: "scaling-target-has-policy",
  title: "A scaling target has a target-tracking policy or a schedule",
  severity: "error",
  since: "0.1.0",
  group: "cost",
  rationale:
    "A target alone never scales. For Lambda there is target tracking, by a share from 0.1 to 0.9, and schedules; StepScaling, which is Terraform's default, is not supported.",
  remedy:
    "Add a policy with policy_type = TargetTrackingScaling, LambdaProvisionedConcurrencyUtilization and a target value such as 0.7, or a scheduled action.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html#managing-provisioned-concurency",
  ],
  deployable: false,
  accepted: "AWS accepts a target alone; its words for the rest are not recorded",
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const policies = model.policiesFor(target);
      const scales = judge(
        [...policies, ...model.schedulesFor(target)].map(presenceOf),
        (each) => each.some((there) => there.state === "known"),
        target.instances.when,
      );
      const ground = { at: target.at, subject: target };
      yield* judgedProblem(scales, ground, {
        broken: "No policy and no schedule is declared for this target: it never scales.",
        open: "Whether a policy or a schedule scales this target can't be determined",
      });
      for (const policy of policies) yield* problemsOf(policy, target);
    }
  },
});

function* problemsOf(policy: ScalingPolicy, target: ScalingTarget): Iterable<Problem> {
  const { policyType, predefinedMetric, instances } = policy;
  const ground = { subject: policy, related: [{ at: target.at, message: "the target" }] };
  const tracks = judge(
    [policyType],
    ([type]) => type.state === "unset" || type.value === "TargetTrackingScaling",
    instances.when,
  );
  yield* judgedProblem(
    tracks,
    { ...ground, at: policyType.at, law: "type" },
    {
      broken: (all) => `The policy is of type ${textsIn(all)}, which Lambda doesn't support.`,
      remedy:
        "Let the policy track a target: its type is TargetTrackingScaling. By the clock, use a scheduled action.",
      open: "Whether the policy tracks a target can't be determined",
      repairs: [{ entity: policy, set: "policyType", to: "TargetTrackingScaling" }],
    },
  );
  if (tracks.verdict !== "holds") return;
  const follows = judge([predefinedMetric], ([metric]) => !isOther(metric), instances.when);
  yield* judgedProblem(
    follows,
    { ...ground, at: predefinedMetric.at, law: "metric" },
    {
      broken: (all) =>
        `The policy follows ${textsIn(all)}; the only predefined metric of Lambda is ${UTILISATION}.`,
      remedy: `Let it follow ${UTILISATION}, or a metric of your own.`,
      open: `Whether the policy follows ${UTILISATION} can't be determined`,
      openIfListed: true,
    },
  );
  if (follows.verdict !== "broken") yield* shareProblem(policy, ground);
}

/** A metric of one's own has values of its own, so only a predefined one is held to a share. */
function* shareProblem(
  { predefinedMetric, targetValue, instances }: ScalingPolicy,
  ground: Omit<Ground, "at">,
): Iterable<Problem> {
  // A metric that isn't known at all is most likely the predefined one.
  const metric = alternativesOf(predefinedMetric)
    ? predefinedMetric
    : known(UTILISATION, predefinedMetric.at);
  const judgement = judge(
    [metric, targetValue],
    ([of, share]) =>
      of.state === "unset" ||
      isOther(of) ||
      share.state === "unset" ||
      (share.value >= 0.1 && share.value <= 0.9),
    instances.when,
  );
  yield* judgedProblem(
    judgement,
    { ...ground, at: targetValue.at, law: "share" },
    {
      broken: (all) =>
        `The target value is ${numbersAt(all, 1, "not set")}; it is a share of what is provisioned, from 0.1 to 0.9.`,
      remedy:
        "Write the share that may be in use as a number from 0.1 to 0.9, such as 0.7 for seventy percent.",
      open: "Whether the target value is from 0.1 to 0.9 can't be determined",
    },
  );
}

function isOther(metric: Settled<string>): boolean {
  return metric.state === "known" && metric.value !== UTILISATION;
}

function textsIn(all: readonly (readonly Settled<string>[])[]): string {
  return alternativeWords(all.flat().flatMap((each) => (each.state === "known" ? [each.value] : [])));
}
