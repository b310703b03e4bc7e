import { z } from "zod/mini";
import { PRESETS } from "./document/extend.ts";
import type { PolicyRule } from "./preset.ts";
import { policyShape } from "./shape/schema.ts";
import { LEVELS } from "./shape/words.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON schema of a policy file, for editors: what `loadPolicy` accepts, but for what needs a look at the rest. */
export function policySchema(rules: readonly PolicyRule[]): Record<string, unknown> {
  const { properties = {}, ...schema } = z.toJSONSchema(policyShape(rules), {
    io: "input",
    target: "draft-7",
    override: withoutNoise,
  });
  const {
    $schema,
    rules: ruleEntries = {},
    environments,
    ...others
  } = properties as Record<string, JsonSchema>;
  const { waivers } = others;
  if (waivers) others["waivers"] = withOpenRules(waivers);
  // The rules are the greater part of the schema and stand in it twice: everywhere and per environment.
  const rulesReference = { $ref: "#/definitions/rules" };
  const environment = environments?.additionalProperties as JsonSchema;
  const entry = { ...environment, properties: { ...environment.properties, rules: rulesReference } };
  return {
    ...schema,
    title: "Policy of lambda-concurrency-policy",
    properties: {
      $schema,
      extends: extendsSchema(),
      environments: orEmpty({ ...environments, additionalProperties: orEmpty(entry) }),
      ...Object.fromEntries(Object.entries(others).map(([key, value]) => [key, orEmpty(value)])),
      rules: rulesReference,
    },
    if: { required: ["plugins"], properties: { plugins: {} } },
    else: onlyRulesOf(rules),
    definitions: { rules: orEmpty({ ...ruleEntries, additionalProperties: anyRuleEntry() }) },
  };
}

/** What a rule of a plug-in may be given: its options are not known here. */
function anyRuleEntry(): JsonSchema {
  return { anyOf: [{ enum: [...LEVELS] }, { type: ["object", "null"] as never }] };
}

/** Waivers of rules that are suggested, and of others. */
function withOpenRules(waivers: JsonSchema): JsonSchema {
  const entry = waivers.items as JsonSchema;
  const rule = entry.properties?.["rule"] as JsonSchema;
  const [one = {}] = rule.anyOf ?? [];
  const anyOne = { anyOf: [one, { type: "string", pattern: "\\S" }] };
  const open = { ...rule, anyOf: [...anyOne.anyOf, { type: "array", items: anyOne, minItems: 1 }] };
  return { ...waivers, items: { ...entry, properties: { ...entry.properties, rule: open } } } as JsonSchema;
}

/** Without plug-ins there are no other rules. */
function onlyRulesOf(rules: readonly PolicyRule[]): Record<string, unknown> {
  const id = { enum: rules.map((rule) => rule.id) };
  const named = { propertyNames: id };
  return {
    properties: {
      rules: named,
      environments: { additionalProperties: { properties: { rules: named } } },
      waivers: { items: { properties: { rule: { anyOf: [id, { type: "array", items: id }] } } } },
    },
  };
}

function extendsSchema(): Record<string, unknown> {
  const presets = [...PRESETS.values()].map(({ name, description }) => `${name}: ${description}`);
  const one = { anyOf: [{ enum: [...PRESETS.keys()] }, { type: "string", pattern: "[./]" }] };
  return {
    description: `Presets and policy files to start from; later files win. ${presets.join(". ")}.`,
    anyOf: [...one.anyOf, { type: "array", items: one }, { type: "null" }],
  };
}

/** A key with nothing behind it says nothing. */
function orEmpty(schema: JsonSchema): Record<string, unknown> {
  return schema.enum
    ? { ...schema, type: undefined, enum: [...schema.enum, null] }
    : { ...schema, type: [schema.type, "null"] };
}

/** Bounds that every integer has say nothing. */
function withoutNoise({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
