import type { Severity } from "../finding.ts";
import { valuesOf } from "../rule-options.ts";
import { toData, type YamlMapping } from "../source/yaml/tree.ts";
import { mergeRuleEntries } from "./document/merge.ts";
import { nodeAt } from "./document/place.ts";
import type { Level, PolicyRule } from "./preset.ts";
import type { PolicyData } from "./shape/schema.ts";

/** What the policy says of a rule in an environment. */
export interface RuleSettings {
  severity: Level;
  /** The severity of problems that a value decides which can't be known. */
  undetermined: Level;
  /** With the rule's defaults filled in; empty for a rule that is off. */
  options: Readonly<Record<string, unknown>>;
}

interface RuleEntry {
  severity?: Level;
  undetermined?: Level;
  [option: string]: unknown;
}

/** What the policy file says of a rule: everywhere, overlaid with what it says for the environment. */
export function ruleEntryFor(
  tree: YamlMapping,
  rule: string,
  environment: string | undefined,
): YamlMapping | undefined {
  const everywhere = nodeAt(tree, ["rules", rule]);
  const here =
    environment === undefined ? undefined : nodeAt(tree, ["environments", environment, "rules", rule]);
  return mergeRuleEntries(everywhere, here);
}

/** The options of a rule as an entry gives them, with the rule's defaults filled in. */
export function optionsOf(rule: PolicyRule, entry: YamlMapping | undefined): Record<string, unknown> {
  const { severity: _, undetermined: __, ...given } = entryData(entry);
  return valuesOf(rule.options, given);
}

/** Severity and options of a rule, everywhere or in one environment. */
export function settingsOf(
  rule: PolicyRule,
  environment: string | undefined,
  tree: YamlMapping,
  data: PolicyData,
): RuleSettings {
  const entry = ruleEntryFor(tree, rule.id, environment);
  const { severity = rule.severity, undetermined } = entryData(entry);
  const general = data.environments?.[environment ?? ""]?.undetermined ?? data.undetermined ?? "warning";
  return {
    severity,
    undetermined: severity === "off" ? "off" : (undetermined ?? milder(general, severity)),
    options: severity === "off" ? {} : optionsOf(rule, entry),
  };
}

const ORDER: readonly Level[] = ["off", "note", "warning", "error"];

/** What may be broken never weighs more than what is broken. */
function milder(a: Level, b: Severity): Level {
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}

function entryData(entry: YamlMapping | undefined): RuleEntry {
  return entry ? { ...(toData(entry) as RuleEntry) } : {};
}
