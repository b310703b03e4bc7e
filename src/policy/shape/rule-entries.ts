import { z } from "zod";
import { optionShape } from "../../rule-options-shape.ts";
import type { PolicyRule } from "../preset.ts";
import { level } from "./words.ts";

/** The schema of `rules`: for each rule a severity, or a mapping of severity and options. @param open whether other rules may be named too */
export function ruleEntries(rules: readonly PolicyRule[], open: boolean) {
  const entries = z.strictObject(
    Object.fromEntries(rules.map((rule) => [rule.id, ruleEntry(rule).optional()])),
  );
  return open ? entries.catchall(z.unknown()) : entries;
}

function ruleEntry(rule: PolicyRule) {
  const settings = z.strictObject({
    severity: level().describe(`Default: ${rule.severity} in the preset recommended.`).optional(),
    undetermined: level().describe("The severity when a value that decides can't be known.").optional(),
    ...Object.fromEntries(Object.entries(rule.options).map(([key, option]) => [key, optionShape(option)])),
  });
  return z.union([level(), settings]).describe(`${rule.title}.`);
}
