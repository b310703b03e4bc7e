import { z } from "zod/mini";
import { optionShape } from "../../rule-options-shape.ts";
import type { SchemaContext } from "../section.ts";
import { described, level, optional } from "../shape/words.ts";
import type { PolicyRule } from "./preset.ts";

/** The schema of `rules`: for each rule a severity, or a mapping of severity and options. It is the greater part of a policy's schema, and used twice. */
export function ruleEntries(context: SchemaContext): RuleEntriesSchema {
  const made = built.get(context) ?? build(context);
  built.set(context, made);
  return made;
}

const built = new WeakMap<SchemaContext, RuleEntriesSchema>();

type RuleEntriesSchema = ReturnType<typeof build>;

function build({ rules, open }: SchemaContext) {
  const entries = z.strictObject(
    Object.fromEntries(rules.map((rule) => [rule.id, z.optional(ruleEntry(rule))])),
  );
  return open ? z.catchall(entries, z.unknown()) : entries;
}

function ruleEntry(rule: PolicyRule) {
  const settings = z.strictObject({
    severity: optional(level(), `Default: ${rule.severity} in the preset recommended.`),
    undetermined: optional(level(), "The severity when a value that decides can't be known."),
    ...Object.fromEntries(Object.entries(rule.options).map(([key, option]) => [key, optionShape(option)])),
  });
  return described(z.union([level(), settings]), `${rule.title}.`);
}
