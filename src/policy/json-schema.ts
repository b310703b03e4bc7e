import { z } from "zod/mini";
import { NAMES_PLUGINS } from "./plugins/section.ts";
import type { PolicyRule } from "./rules/preset.ts";
import { PRESETS } from "./rules/presets.ts";
import { policyShape } from "./schema.ts";
import type { EditorSchema, JsonSchema } from "./section.ts";
import { SECTIONS } from "./sections.ts";

/** The JSON schema of a policy file, for editors: what `loadPolicy` accepts, but for what needs a look at the rest. */
export function policySchema(rules: readonly PolicyRule[]): Record<string, unknown> {
  const { properties = {}, ...schema } = z.toJSONSchema(policyShape(rules), {
    io: "input",
    target: "draft-7",
    override: withoutNoise,
  });
  const { $schema, ...keys } = properties as Record<string, JsonSchema>;
  const sections = SECTIONS.flatMap(({ editor }) => editor ?? []);
  const { definitions, ...ours } = describeKeys(keys, sections);
  return {
    ...schema,
    title: "Policy of lambda-concurrency-policy",
    properties: { $schema, extends: extendsSchema(), ...ours.properties },
    if: NAMES_PLUGINS,
    else: { properties: withoutPlugins(rules, sections) },
    definitions,
  };
}

/** The keys as their sections describe them; those with a definition come last. */
function describeKeys(keys: Record<string, JsonSchema>, sections: readonly EditorSchema[]) {
  const changes = new Map(sections.flatMap(({ change }) => Object.entries(change ?? {})));
  const shared = new Map(sections.flatMap(({ definitions }) => Object.entries(definitions ?? {})));
  const own = Object.entries(keys).filter(([key]) => !shared.has(key));
  const properties = own.map(([key, value]) => [key, orEmpty(changes.get(key)?.(value) ?? value)] as const);
  const references = [...shared.keys()].map((key) => [key, { $ref: `#/definitions/${key}` }] as const);
  const definitions = [...shared].map(([key, define]) => [key, orEmpty(define(keys[key] ?? {}))] as const);
  return {
    properties: Object.fromEntries([...properties, ...references]),
    definitions: Object.fromEntries(definitions),
  };
}

/** Without plug-ins there are no other rules. */
function withoutPlugins(rules: readonly PolicyRule[], sections: readonly EditorSchema[]): object {
  const id = { enum: rules.map((rule) => rule.id) };
  const narrower: Record<string, unknown> = Object.assign(
    {},
    ...sections.map((each) => each.withoutPlugins?.(id)),
  );
  // Definitions come first, because the others refer to them.
  const shared = sections.flatMap(({ definitions }) => Object.keys(definitions ?? {}));
  return Object.fromEntries(
    [...new Set([...shared, ...Object.keys(narrower)])].map((key) => [key, narrower[key]]),
  );
}

function extendsSchema(): Record<string, unknown> {
  const presets = [...PRESETS.values()].map(({ name, description }) => `${name}: ${description}`);
  const one = { anyOf: [{ enum: [...PRESETS.keys()] }, { type: "string", pattern: "[./]" }] };
  return {
    description: `Presets and policy files to start from; later files win. ${presets.join(". ")}.`,
    anyOf: [...one.anyOf, { type: "array", items: one }, { type: "null" }],
  };
}

/** A key without a value says nothing. */
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
