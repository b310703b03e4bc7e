import { SourceFile } from "../../source/source-file.ts";
import { treeOf, type YamlMapping } from "../../source/yaml/tree.ts";
import type { PolicyRule, Preset } from "../preset.ts";

/** What a preset says of some rules, as a policy file would. */
export function presetDocument(preset: Preset, rules: readonly PolicyRule[]): YamlMapping {
  const entries = rules.map((rule) => {
    const [severity, options] = [preset.severityOf(rule), preset.optionsOf?.(rule) ?? {}];
    return [rule.id, severity === "off" ? severity : { severity, ...options }] as const;
  });
  const file = new SourceFile(`preset ${preset.name}`, "");
  return treeOf({ undetermined: preset.undetermined, rules: Object.fromEntries(entries) }, file);
}
