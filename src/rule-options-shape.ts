import { z } from "zod";
import type { OptionSchema } from "./rule-options.ts";

/** What a value of an option must be, for what people and plug-ins write; it may be left out. */
export function optionShape(option: OptionSchema): z.ZodType {
  const { description, default: fallback } = option;
  return valueShape(option)
    .optional()
    .meta({ description, ...(fallback === undefined ? {} : { default: fallback }) });
}

function valueShape(option: OptionSchema): z.ZodType {
  switch (option.type) {
    case "integer":
    case "number":
      return numberShape(option);
    case "string":
      return option.enum ? z.enum(option.enum) : z.string();
    case "boolean":
      return z.boolean();
    case "array":
      return z.array(z.string());
  }
}

function numberShape({
  type,
  minimum,
  maximum,
  exclusiveMinimum,
}: Extract<OptionSchema, { type: "integer" | "number" }>): z.ZodType {
  let shape = type === "integer" ? z.int() : z.number();
  if (minimum !== undefined) shape = shape.min(minimum);
  if (exclusiveMinimum !== undefined) shape = shape.gt(exclusiveMinimum);
  if (maximum !== undefined) shape = shape.max(maximum);
  return shape;
}
