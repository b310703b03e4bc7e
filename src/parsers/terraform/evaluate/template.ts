import type { Template, TemplateFor, TemplateIf, TemplatePart } from "../syntax/ast.ts";
import { either, orRejected } from "../values/alternatives.ts";
import { str } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { derive } from "../values/derive.ts";
import { referencesOf } from "../values/marks.ts";
import { joinedParts, joinedText } from "../values/text.ts";
import { STRING } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { conditionAlternatives } from "./conditional.ts";
import { elementsOf, isOpenSet } from "./iteration.ts";
import type { Scope } from "./scope.ts";

/** `"…${x}…"`; a template that is nothing but one interpolation is that value, whatever its type. */
export function template(node: Template, scope: Scope): TfValue {
  const [only] = node.parts;
  if (only?.kind === "interpolation" && node.parts.length === 1) return scope.evaluate(only.expression);
  return textOf(node.parts, scope);
}

function textOf(parts: readonly TemplatePart[], scope: Scope): TfValue {
  return concatenated(parts.map((part) => partOf(part, scope)));
}

function partOf(part: TemplatePart, scope: Scope): TfValue {
  switch (part.kind) {
    case "literal":
      return str(String(part.value));
    case "interpolation":
      return scope.evaluate(part.expression);
    case "template-if":
      return eitherText(part, scope);
    case "template-for":
      return repeatedText(part, scope);
  }
}

function eitherText(part: TemplateIf, scope: Scope): TfValue {
  const condition = scope.evaluate(part.condition);
  const alternatives = conditionAlternatives(condition, part.condition, scope);
  const textWhere = (holds: boolean) => textOf(holds ? part.then : part.otherwise, scope);
  const [only] = alternatives;
  if (only && alternatives.length === 1) return textWhere(only.holds);
  const cases = alternatives.map(({ when, holds }) => ({ when, value: orRejected(() => textWhere(holds)) }));
  return either(cases, [condition]);
}

function repeatedText(part: TemplateFor, scope: Scope): TfValue {
  const collection = scope.evaluate(part.collection);
  const elements = isOpenSet(collection) ? undefined : elementsOf(collection);
  if (!elements) return unknownFrom([collection], STRING);
  return concatenated(
    elements.map(({ key, value }, index) => {
      const names = part.keyName === undefined ? {} : { [part.keyName]: key };
      return textOf(part.body, scope.with({ ...names, [part.valueName]: value }, `${part.start}.${index}`));
    }),
  );
}

/** Joins texts; an unknown one leaves the rest known. */
function concatenated(values: readonly TfValue[]): TfValue {
  return derive(values, joined, "operands");
}

function joined(values: readonly TfValue[]): TfValue {
  const texts = values.map((value) => asText(value));
  const referring = {
    ...referencesOf(texts),
    ...(texts.some((text) => text.sensitive) ? { sensitive: true } : {}),
  };
  const unknowns = texts.filter((text) => text.kind === "unknown");
  if (unknowns.length > 0) {
    const parts = joinedParts(texts);
    return { ...unknownFrom(unknowns, STRING), notNull: true, ...(parts ? { parts } : {}), ...referring };
  }
  const text = joinedText(texts.map((each) => (each.kind === "string" ? each.value : "")));
  return { ...str(text), ...referring };
}

function asText(value: TfValue): TfValue {
  const text = convert(value, STRING);
  if (text.kind === "null") throw new EvaluationError("null can't be part of a text");
  return text;
}
