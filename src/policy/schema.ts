import { z } from "zod/mini";
import type { PolicyRule } from "./rules/preset.ts";
import type { SchemaContext } from "./section.ts";
import { type PolicyKeys, SECTIONS } from "./sections.ts";
import { optional } from "./shape/words.ts";

/** The shape of a policy file; `extends` is read before it. @param open whether other rules may be named too */
export function policyShape(rules: readonly PolicyRule[], open = false) {
  const context: SchemaContext = { rules, open };
  const keys: object = Object.assign({}, ...SECTIONS.map((section) => section.keys(context)));
  return z.strictObject({
    $schema: optional(z.string(), "The JSON schema of this file, for editors."),
    ...(keys as PolicyKeys),
  });
}
