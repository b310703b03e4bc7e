import { z } from "zod";
import type { OptionSchema, OptionSchemas } from "../custom-rule.ts";

const TYPES = ["integer", "number", "string", "boolean", "array"] as const;

/** What `options` of a custom rule must look like. */
export const optionSchemas = z.record(
  z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "in kebab-case"),
  z.looseObject({
    type: z.enum(TYPES),
    description: z.string(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    enum: z.array(z.string()).min(1).optional(),
  }),
);

/** The schema by which the policy reads the options of a custom rule. */
export function optionsShape(options: OptionSchemas): z.ZodObject {
  return z.object(
    Object.fromEntries(Object.entries(options).map(([key, option]) => [key, optionShape(option)])),
  );
}

function optionShape(option: OptionSchema): z.ZodType {
  const value = valueShape(option);
  const shape = option.default === undefined ? value.optional() : value.prefault(option.default as never);
  return shape.describe(option.description);
}

function valueShape(option: OptionSchema): z.ZodType {
  switch (option.type) {
    case "integer":
    case "number": {
      const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = option;
      const number = option.type === "integer" ? z.int() : z.number();
      return number.min(minimum).max(maximum);
    }
    case "string":
      return option.enum ? z.enum(option.enum) : z.string();
    case "boolean":
      return z.boolean();
    case "array":
      return z.array(z.string());
  }
}
