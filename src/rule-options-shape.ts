import { z } from "zod/mini";
import type { OptionSchema } from "./rule-options.ts";

/** What a value of an option must be, for what people and plug-ins write; it may be left out. */
export function optionShape(option: OptionSchema): z.ZodMiniType {
  const { description, default: fallback } = option;
  const shape = z.optional(valueShape(option));
  return shape.check(z.meta({ description, ...(fallback === undefined ? {} : { default: fallback }) }));
}

function valueShape(option: OptionSchema): z.ZodMiniType {
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
}: Extract<OptionSchema, { type: "integer" | "number" }>): z.ZodMiniType {
  const bounds = [
    ...(minimum === undefined ? [] : [z.gte(minimum)]),
    ...(exclusiveMinimum === undefined ? [] : [z.gt(exclusiveMinimum)]),
    ...(maximum === undefined ? [] : [z.lte(maximum)]),
  ];
  return (type === "integer" ? z.int() : z.number()).check(...bounds);
}
