import type { YamlEntry, YamlMapping, YamlNode } from "../../source/yaml/tree.ts";
import type { PolicyRule } from "../preset.ts";
import { optionsIn, ruleEntryFor } from "../settings.ts";
import { sayIssues } from "../shape/issues.ts";
import { phraseFor } from "../shape/phrases.ts";
import type { Meaning } from "./meaning.ts";

/** Options that contradict each other, everywhere and in each environment. */
export function checkRules(meaning: Meaning): void {
  const { data, rules } = meaning.context;
  for (const rule of rules) checkOptions(meaning, rule, undefined);
  for (const [name, environment] of Object.entries(data.environments ?? {})) {
    const overridden = Object.keys(environment.rules ?? {});
    for (const rule of rules) if (overridden.includes(rule.id)) checkOptions(meaning, rule, name);
  }
}

function checkOptions(meaning: Meaning, rule: PolicyRule, environment: string | undefined): void {
  const entry = ruleEntryFor(meaning.context.tree, rule.id, environment);
  const result = rule.options.safeParse(optionsIn(entry), { error: phraseFor });
  if (result.success || !entry) return;
  // The entry of an environment has options that stand elsewhere, so it is looked at as a tree of its own.
  const tree = holding("rules", holding(rule.id, entry));
  for (const problem of sayIssues(tree, result.error.issues, ["rules", rule.id])) {
    const message = environment === undefined ? problem.message : `In ${environment}, ${problem.message}`;
    meaning.problems.push({ ...problem, message });
  }
}

function holding(key: string, value: YamlNode): YamlMapping {
  const { file, start, end } = value;
  const keyNode: YamlNode = { kind: "scalar", file, start, end, text: key, value: key, plain: true };
  const entry: YamlEntry = { key, keyNode, value };
  return { kind: "mapping", file, start, end, entries: [entry] };
}
