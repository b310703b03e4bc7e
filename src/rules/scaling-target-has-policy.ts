import type { Problem } from "../finding.ts";
import type { ScalingPolicy, ScalingTarget } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { knownValue } from "../values/value.ts";

const UTILISATION = "LambdaProvisionedConcurrencyUtilization";

export default defineRule({
  id: "scaling-target-has-policy",
  title: "A scaling target has a target-tracking policy or a schedule",
  severity: "error",
  since: "0.1.0",
  rationale:
    "A target alone never scales. For Lambda there is target tracking, by a share from 0.1 to 0.9, and schedules; StepScaling, which is Terraform's default, is not supported.",
  remedy:
    "Add a policy with policy_type = TargetTrackingScaling, LambdaProvisionedConcurrencyUtilization and a target value such as 0.7, or a scheduled action.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html#managing-provisioned-concurency",
  ],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const policies = model.policiesFor(target);
      if (policies.length === 0 && model.schedulesFor(target).length === 0) {
        yield {
          at: target.at,
          subject: target,
          message: "No policy and no schedule is declared for this target: it never scales.",
        };
      }
      for (const policy of policies) yield* problemsOf(policy, target);
    }
  },
});

function* problemsOf(policy: ScalingPolicy, target: ScalingTarget): Iterable<Problem> {
  const { policyType, predefinedMetric, targetValue } = policy;
  const type = knownValue(policyType);
  const base = { subject: policy, related: [{ at: target.at, message: "the target" }] };
  if (type !== undefined && type !== "TargetTrackingScaling") {
    yield {
      ...base,
      at: policyType.at,
      message: `The policy is of type ${type}, which Lambda doesn't support.`,
      repairs: [{ entity: policy, set: "policyType", to: "TargetTrackingScaling" }],
    };
    return;
  }
  const metric = knownValue(predefinedMetric);
  if (type === undefined && policyType.state === "unknown") {
    yield {
      ...base,
      at: policyType.at,
      verdict: "undetermined",
      message: `Whether the policy tracks a target can't be determined: ${policyType.because}.`,
    };
    return;
  }
  if (metric !== undefined && metric !== UTILISATION) {
    yield {
      ...base,
      at: predefinedMetric.at,
      message: `The policy follows ${metric}; the only predefined metric of Lambda is ${UTILISATION}.`,
    };
    return;
  }
  // A metric of one's own has values of its own.
  if (predefinedMetric.state === "unset") return;
  const { verdict } = judge(
    [targetValue],
    ([share]) => share.state === "unset" || (share.value >= 0.1 && share.value <= 0.9),
  );
  if (verdict === "broken")
    yield {
      ...base,
      at: targetValue.at,
      message: `The target value is ${knownValue(targetValue) ?? "out of range"}; it is a share of what is provisioned, from 0.1 to 0.9.`,
    };
  else if (verdict === "undetermined" && targetValue.state === "unknown")
    yield {
      ...base,
      at: targetValue.at,
      verdict: "undetermined",
      message: `Whether the target value is from 0.1 to 0.9 can't be determined: ${targetValue.because}.`,
    };
}
