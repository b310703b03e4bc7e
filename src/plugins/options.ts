import { z } from "zod/mini";
import type { OptionSchemas } from "../rule-options.ts";
import { optionShape } from "../rule-options-shape.ts";

const TYPES = ["integer", "number", "string", "boolean", "array"] as const;

/** What `options` of a custom rule must look like. */
export const optionSchemas = z.record(
  z.string().check(z.regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "in kebab-case")),
  z.looseObject({
    type: z.enum(TYPES),
    description: z.string(),
    minimum: z.optional(z.number()),
    maximum: z.optional(z.number()),
    exclusiveMinimum: z.optional(z.number()),
    enum: z.optional(z.array(z.string()).check(z.minLength(1))),
    stricter: z.optional(z.enum(["higher", "lower"])),
  }),
);

/** Whether the defaults of options are what the options themselves allow. */
export function allowTheirDefaults(options: OptionSchemas): boolean {
  return Object.values(options).every((option) => optionShape(option).safeParse(option.default).success);
}
