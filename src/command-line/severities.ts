import type { Policy } from "../policy/policy.ts";
import type { AnyRule } from "../rule.ts";

/** `error`, or `error (dev: off)` where environments differ. */
export function severitiesOf(rule: AnyRule, policy: Policy): string {
  const { severity } = policy.settingsFor(rule);
  const others = policy.environmentNames
    .map((name) => ({ name, severity: policy.settingsFor(rule, name).severity }))
    .filter((each) => each.severity !== severity)
    .map((each) => `${each.name}: ${each.severity}`);
  return others.length === 0 ? severity : `${severity} (${others.join(", ")})`;
}
