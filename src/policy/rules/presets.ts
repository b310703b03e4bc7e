import { SourceFile } from "../../source/source-file.ts";
import { treeOf, type YamlMapping } from "../../source/yaml/tree.ts";
import type { PolicyRule, Preset } from "./preset.ts";

/** What holds without a policy file, and below a file that extends no preset. */
export const recommended: Preset = {
  name: "recommended",
  description:
    "every rule with its own severity, but for optional ones; what can't be determined is a warning",
  undetermined: "warning",
  severityOf: (rule) => (rule.isOptional ? "off" : rule.severity),
};

export const strict: Preset = {
  name: "strict",
  description: "every rule, warnings are errors, and so is what can't be determined",
  undetermined: "error",
  severityOf: (rule) => (rule.severity === "warning" && !rule.isOptional ? "error" : rule.severity),
};

export const deployable: Preset = {
  name: "deployable",
  description: "only what AWS itself would reject; the other rules are off",
  undetermined: "warning",
  severityOf: (rule) => (rule.deployable ? rule.severity : "off"),
  optionsOf: ({ deployable: options }) => (typeof options === "object" ? options : {}),
};

/** The presets by name. */
export const PRESETS: ReadonlyMap<string, Preset> = new Map(
  [recommended, strict, deployable].map((preset) => [preset.name, preset]),
);

/** What a preset says of some rules, as a policy file would. */
export function presetDocument(preset: Preset, rules: readonly PolicyRule[]): YamlMapping {
  const entries = rules.map((rule) => {
    const [severity, options] = [preset.severityOf(rule), preset.optionsOf?.(rule) ?? {}];
    return [rule.id, severity === "off" ? severity : { severity, ...options }] as const;
  });
  const file = new SourceFile(`preset ${preset.name}`, "");
  return treeOf({ undetermined: preset.undetermined, rules: Object.fromEntries(entries) }, file);
}
