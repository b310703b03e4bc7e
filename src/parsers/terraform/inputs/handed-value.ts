import type { SourceLocation } from "../../../source/location.ts";
import type { Scope } from "../evaluate/scope.ts";
import { Incomputable } from "../functions/definition.ts";
import { jsonEncoded } from "../functions/json/encode.ts";
import { alternativesOf, mapAlternatives } from "../values/alternatives.ts";
import { nil } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { asData } from "../values/data.ts";
import { inPlaceOf } from "../values/marks.ts";
import { STRING } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { expressionOfText } from "./variable-values.ts";

/**
 * What becomes of a value that a tool hands to Terraform in a variable of its environment: text, or JSON, that Terraform reads
 * again. Types are lost; null stays null.
 * @param isText whether the variable takes the text as it is, because it is declared as a primitive, or as nothing
 * @param at where the variable is declared
 */
export function handedValue(given: TfValue, isText: boolean, at: SourceLocation, constants: Scope): TfValue {
  const value = asData(given);
  const alternatives = value.kind === "unknown" ? alternativesOf(value) : undefined;
  if (alternatives)
    return mapAlternatives(value, alternatives, (each) => handedValue(each, isText, at, constants));
  if (value.kind === "null") return inPlaceOf(value, nil());
  if (isText) return asText(value);
  if (value.kind !== "string") return value;
  const expression = expressionOfText(value.value, value.origin?.at ?? at);
  if (!expression) throw new EvaluationError("its text is no expression, as its type needs one");
  return constants.evaluate(expression);
}

function asText(value: TfValue): TfValue {
  if (value.kind === "unknown" || "value" in value) return convert(value, STRING);
  try {
    return inPlaceOf(value, jsonEncoded(value));
  } catch (error) {
    if (error instanceof Incomputable) return unknownFrom([value], STRING);
    throw error;
  }
}
