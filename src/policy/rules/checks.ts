import { locationOf } from "../../source/yaml/tree.ts";
import type { SemanticChecks } from "../checks.ts";
import type { EnvironmentsData } from "../environments/schema.ts";
import type { PolicyRule } from "./preset.ts";
import { optionsOf, ruleEntryFor } from "./settings.ts";

/** Options that contradict each other, everywhere and in each environment. */
export function checkRules(checks: SemanticChecks<EnvironmentsData>): void {
  const { data, rules } = checks.context;
  for (const rule of rules) checkOptions(checks, rule, undefined);
  for (const [name, environment] of Object.entries(data.environments ?? {})) {
    const overridden = Object.keys(environment.rules ?? {});
    for (const rule of rules) if (overridden.includes(rule.id)) checkOptions(checks, rule, name);
  }
}

function checkOptions(
  checks: SemanticChecks<unknown>,
  rule: PolicyRule,
  environment: string | undefined,
): void {
  const entry = ruleEntryFor(checks.context.tree, rule.id, environment);
  const because = entry && rule.contradiction?.(optionsOf(rule, entry) as never);
  if (!because) return;
  const where = environment === undefined ? "" : `In ${environment}, `;
  checks.problems.push({ severity: "error", message: `${where}${because}`, at: locationOf(entry) });
}
