import type { Severity } from "../../finding.ts";
import { valuesOf } from "../../rule-options.ts";
import { toData, type YamlMapping } from "../../source/yaml/tree.ts";
import { nodeAt } from "../document/place.ts";
import type { PolicyPart } from "../part.ts";
import { mergeRuleEntries } from "./entries.ts";
import type { Level, PolicyRule } from "./preset.ts";

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

/** What of a policy sets severities in general. */
export interface SeverityData {
  undetermined?: Level | undefined;
  environments?:
    | Readonly<Record<string, { undetermined?: Level | undefined; rules?: object | undefined }>>
    | undefined;
}

/** What the policy says of each rule. */
export class RuleSettingsTable implements PolicyPart {
  readonly #tree: YamlMapping;
  readonly #data: SeverityData;
  readonly #settings = new Map<string, RuleSettings>();

  constructor(tree: YamlMapping, data: SeverityData) {
    this.#tree = tree;
    this.#data = data;
  }

  /** Severity and options of a rule in an environment; without one, what holds everywhere. */
  of(rule: PolicyRule, environment: string | undefined): RuleSettings {
    const own = this.#data.environments?.[environment ?? ""];
    // Most environments say nothing of rules: then all of them have the same settings.
    const where = own?.rules || own?.undetermined ? environment : undefined;
    const key = `${rule.id} ${where ?? ""}`;
    const settings = this.#settings.get(key) ?? settingsOf(rule, where, this.#tree, this.#data);
    this.#settings.set(key, settings);
    return settings;
  }
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

function settingsOf(
  rule: PolicyRule,
  environment: string | undefined,
  tree: YamlMapping,
  data: SeverityData,
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
  return isMilder(b, a) ? b : a;
}

/** Whether one severity weighs less than another. */
export function isMilder(a: Level, b: Level): boolean {
  return ORDER.indexOf(a) < ORDER.indexOf(b);
}

function entryData(entry: YamlMapping | undefined): RuleEntry {
  return entry ? { ...(toData(entry) as RuleEntry) } : {};
}
