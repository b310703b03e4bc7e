import type { EnvironmentsData } from "../environments/schema.ts";
import type { DataOf, JsonSchema, PolicySection, SchemaContext } from "../section.ts";
import { withoutEmpty } from "../shape/empty.ts";
import { LEVELS, level, optional } from "../shape/words.ts";
import { checkRules } from "./checks.ts";
import { joinEntry } from "./entries.ts";
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
  withoutEmpty: { rules: withoutEmpty },
  editor: {
    definitions: { rules: (schema) => ({ ...schema, additionalProperties: anyRuleEntry() }) },
    withoutPlugins: (id) => ({ rules: { propertyNames: id } }),
  },
};

/** What a rule of a plug-in may be given: its options are not known here. */
function anyRuleEntry(): JsonSchema {
  return { anyOf: [{ enum: [...LEVELS] }, { type: ["object", "null"] as never }] };
}

export default rules;
