import type { Problem } from "../finding.ts";
import type { ScalingPolicy, ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, type Settled } from "../values/value.ts";
import { alternativeWords, settledWords } from "../values/words.ts";

const UTILISATION = "LambdaProvisionedConcurrencyUtilization";

export default defineRule({
  id: "scaling-target-has-policy",
  title: "A scaling target has a target-tracking policy or a schedule",
  severity: "error",
  since: "0.1.0",
  group: "scaling",
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
      const { verdict, because } = judge(
        [...policies, ...model.schedulesFor(target)].map(presenceOf),
        (each) => each.some((there) => there.state === "known"),
        target.instances.when,
      );
      const base = { at: target.at, subject: target };
      if (verdict === "broken")
        yield {
          ...base,
          message: "No policy and no schedule is declared for this target: it never scales.",
        };
      else if (verdict === "undetermined")
        yield {
          ...base,
          verdict,
          message: `Whether a policy or a schedule scales this target can't be determined: ${because}.`,
        };
      for (const policy of policies) yield* problemsOf(policy, target);
    }
  },
});

function* problemsOf(policy: ScalingPolicy, target: ScalingTarget): Iterable<Problem> {
  const { policyType, predefinedMetric, instances } = policy;
  const base = { subject: policy, related: [{ at: target.at, message: "the target" }] };
  const isTracking = (type: Settled<string>) =>
    type.state === "unset" || type.value === "TargetTrackingScaling";
  const tracking = judge([policyType], ([type]) => isTracking(type), instances.when);
  if (tracking.verdict !== "holds") {
    const types = tracking.broken.flatMap(([type]) => (type.state === "known" ? [type.value] : []));
    yield tracking.verdict === "broken"
      ? {
          ...base,
          at: policyType.at,
          message: `The policy is of type ${alternativeWords(types)}, which Lambda doesn't support.`,
          repairs: [{ entity: policy, set: "policyType", to: "TargetTrackingScaling" }],
        }
      : {
          ...base,
          at: policyType.at,
          verdict: "undetermined",
          message: `Whether the policy tracks a target can't be determined: ${tracking.because}.`,
        };
    return;
  }
  const isOther = (metric: Settled<string>) => metric.state === "known" && metric.value !== UTILISATION;
  const utilisation = judge([predefinedMetric], ([metric]) => !isOther(metric), instances.when);
  if (utilisation.verdict === "broken") {
    const metrics = utilisation.broken.flatMap(([metric]) =>
      metric.state === "known" ? [metric.value] : [],
    );
    yield {
      ...base,
      at: predefinedMetric.at,
      message: `The policy follows ${alternativeWords(metrics)}; the only predefined metric of Lambda is ${UTILISATION}.`,
    };
    return;
  }
  if (utilisation.broken.length > 0)
    yield {
      ...base,
      at: predefinedMetric.at,
      verdict: "undetermined",
      message: `Whether the policy follows ${UTILISATION} can't be determined: ${utilisation.because}.`,
    };
  yield* shareProblem(policy, base, isOther);
}

/** A metric of one's own has values of its own, so only a predefined one is held to a share. */
function* shareProblem(
  { predefinedMetric, targetValue, instances }: ScalingPolicy,
  base: Pick<Problem, "subject" | "related">,
  isOther: (metric: Settled<string>) => boolean,
): Iterable<Problem> {
  // A metric that isn't known at all is most likely the predefined one.
  const metric = alternativesOf(predefinedMetric)
    ? predefinedMetric
    : known(UTILISATION, predefinedMetric.at);
  const { verdict, broken, because } = judge(
    [metric, targetValue],
    ([of, share]) =>
      of.state === "unset" ||
      isOther(of) ||
      share.state === "unset" ||
      (share.value >= 0.1 && share.value <= 0.9),
    instances.when,
  );
  if (verdict === "broken")
    yield {
      ...base,
      at: targetValue.at,
      message: `The target value is ${settledWords(
        broken.map(([, share]) => share),
        "not set",
      )}; it is a share of what is provisioned, from 0.1 to 0.9.`,
    };
  else if (verdict === "undetermined")
    yield {
      ...base,
      at: targetValue.at,
      verdict,
      message: `Whether the target value is from 0.1 to 0.9 can't be determined: ${because}.`,
    };
}
