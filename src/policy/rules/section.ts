import { nearest } from "../../source/nearest.ts";
import type { YamlNode } from "../../source/yaml/tree.ts";
import type { Path } from "../document/place.ts";
import type { EnvironmentsData } from "../environments/schema.ts";
import type { DataOf, JsonSchema, PolicySection, SchemaContext } from "../section.ts";
import { withoutEmpty } from "../shape/empty.ts";
import { NAMES_AS_KEYS } from "../shape/hints.ts";
import { LEVELS, level, optional } from "../shape/words.ts";
import { checkRules } from "./checks.ts";
import { joinEntry } from "./entries.ts";
import { rulesLoosened } from "./loosened.ts";
import { ruleEntries } from "./schema.ts";
import { RuleSettingsTable } from "./settings.ts";

const keys = (context: SchemaContext) => ({
  rules: optional(ruleEntries(context), "Severities and options by rule."),
  undetermined: optional(level(), "The severity of what can't be determined. Default: warning."),
});

type Keys = ReturnType<typeof keys>;

/** Severities and options of rules. */
const rules: PolicySection<Keys, DataOf<Keys> & EnvironmentsData> = {
  keys,
  checks: [{ reads: ["rules", "environments"], check: checkRules }],
  compile: ({ data, tree }) => new RuleSettingsTable(tree, data),
  joining: {
    join: (earlier, later, [key, ...path]) => joinEntry(earlier, later, key === "rules" ? path : []),
  },
  loosened: rulesLoosened,
  withoutEmpty: { rules: withoutEmpty },
  hints: { value: hintForList, unknownKey: unknownRule },
  editor: {
    definitions: { rules: (schema) => ({ ...schema, additionalProperties: anyRuleEntry() }) },
    withoutPlugins: (id) => ({ rules: { propertyNames: id } }),
  },
};

/** Everywhere and in an environment: `rules` and `environments.<name>.rules`. */
function hintForList(node: YamlNode, path: Path): string | undefined {
  return path.at(-1) === "rules" && node.kind === "sequence" ? NAMES_AS_KEYS : undefined;
}

function unknownRule(key: string, path: Path, known: readonly string[]) {
  if (path.at(-2) !== "rules") return undefined;
  const meant = nearest(key, known);
  const hint = meant ? `Did you mean ${meant}?` : "policy rules lists them all.";
  return { message: `There is no rule "${key}".`, hint };
}

/** What a rule of a plug-in may be given: its options are not known here. */
function anyRuleEntry(): JsonSchema {
  return { anyOf: [{ enum: [...LEVELS] }, { type: ["object", "null"] as never }] };
}

export default rules;
