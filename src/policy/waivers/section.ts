import type { JsonSchema, PolicySection } from "../section.ts";
import { checkWaivers } from "./checks.ts";
import { compileWaivers } from "./compile.ts";
import { waiversLoosened } from "./loosened.ts";
import { type WaiversKeys, waiversKeys } from "./schema.ts";
import { Waivers } from "./waivers.ts";

/** Exemptions from rules. */
const waivers: PolicySection<WaiversKeys> = {
  keys: waiversKeys,
  checks: [{ reads: ["waivers", "waiver-rules"], check: checkWaivers }],
  compile: ({ data, tree, file, rules, today }) =>
    new Waivers({
      waivers: compileWaivers(data, tree, today),
      inlineAllowed: data["inline-waivers"] ?? false,
      requirements: data["waiver-rules"],
      rules,
      today,
      file,
    }),
  joining: { lists: ["waivers"] },
  loosened: waiversLoosened,
  editor: {
    change: { waivers: withOpenRules },
    withoutPlugins: (id) => ({
      waivers: { items: { properties: { rule: { anyOf: [id, { type: "array", items: id }] } } } },
    }),
  },
};

/** Waivers of rules that are suggested, and of others. */
function withOpenRules(schema: JsonSchema): JsonSchema {
  const entry = schema.items as JsonSchema;
  const rule = entry.properties?.["rule"] as JsonSchema;
  const [one = {}] = rule.anyOf ?? [];
  const anyOne = { anyOf: [one, { type: "string", pattern: "\\S" }] };
  const open = { ...rule, anyOf: [...anyOne.anyOf, { type: "array", items: anyOne, minItems: 1 }] };
  return { ...schema, items: { ...entry, properties: { ...entry.properties, rule: open } } } as JsonSchema;
}

export default waivers;
