import { z } from "zod/mini";
import { optionShape } from "../../rule-options-shape.ts";
import type { PolicyRule } from "../preset.ts";
import { described, level, optional } from "./words.ts";

/** The schema of `rules`: for each rule a severity, or a mapping of severity and options. @param open whether other rules may be named too */
export function ruleEntries(rules: readonly PolicyRule[], open: boolean) {
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
