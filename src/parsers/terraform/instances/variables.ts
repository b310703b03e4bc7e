import { locationOf, through } from "../evaluate/origin.ts";
import type { Scope } from "../evaluate/scope.ts";
import { fromData } from "../inputs/data.ts";
import { handedValue } from "../inputs/handed-value.ts";
import { expressionOfText, type VariableValue } from "../inputs/variable-values.ts";
import type { Block } from "../syntax/ast.ts";
import { str } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { applyDefaults } from "../values/defaults.ts";
import { type TypeConstraint, typeFromExpression } from "../values/type-expression.ts";
import { DYNAMIC, isPrimitive, withoutOptional } from "../values/types.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { TfValue, Type } from "../values/value.ts";

/** The value of a variable: what it is given, or its default, as the variable's type; undefined when it has neither. */
export function variableValue(
  name: string,
  block: Block,
  given: TfValue | undefined,
  constants: Scope,
): TfValue | undefined {
  const { attributes } = block.body;
  const fallback = attributes.get("default");
  const nullable = attributes.get("nullable")?.value;
  const neverNull = nullable?.kind === "literal" && nullable.value === false;
  const byDefault = (): TfValue | undefined => fallback && constants.evaluate(fallback.value);
  const chosen = given === undefined || (neverNull && given.kind === "null") ? byDefault() : given;
  if (!chosen) return undefined;
  const { type, defaults } = constraintOf(block, constants);
  const converted = convert(applyDefaults(chosen, defaults), type);
  const sensitive = isMarked(block, "sensitive");
  if (isMarked(block, "ephemeral")) return ephemeral(name, block, type);
  return through(
    {
      ...converted,
      ...(sensitive ? { sensitive } : {}),
      ...(chosen.origin ? { origin: chosen.origin } : {}),
    },
    { at: locationOf(block.header), what: `variable ${name}` },
  );
}

/** No plan keeps an ephemeral value, so that nothing that is checked may depend on it. */
function ephemeral(name: string, { header }: Block, type: Type): TfValue {
  return unknownBecause("impure", `var.${name} is ephemeral, which no plan keeps`, locationOf(header), {
    type: withoutOptional(type),
  });
}

/** Whether a variable or an output says `sensitive = true` or `ephemeral = true`. */
export function isMarked({ body }: Block, mark: "sensitive" | "ephemeral"): boolean {
  const value = body.attributes.get(mark)?.value;
  return value?.kind === "literal" && value.value === true;
}

/** What a root variable is given. */
export function givenValue(name: string, block: Block, value: VariableValue, constants: Scope): TfValue {
  if (value.kind === "expression") return constants.evaluate(value.expression);
  if (value.kind === "data") return fromData(value.data, value.at);
  if (value.kind === "unread") {
    const because = `var.${name} may be set in ${value.path}, which can't be read`;
    const parts = [{ address: "", attribute: `var.${name}` }];
    return unknownBecause("missing-variable", because, locationOf(block.header), {
      type: variableType(block, constants),
      parts,
    });
  }
  const { type } = constraintOf(block, constants);
  const isText = !block.body.attributes.has("type") || isPrimitive(type);
  const { at = locationOf(block.header) } = value;
  if (value.kind === "handed") return handedValue(value.value, isText, at, constants);
  const expression = isText ? undefined : expressionOfText(value.text, at);
  if (expression) return constants.evaluate(expression);
  return { ...str(value.text), origin: { at } };
}

/** The type of values of a variable: known even where no value is. */
export function variableType(block: Block, constants: Scope): Type {
  return withoutOptional(constraintOf(block, constants).type);
}

function constraintOf(block: Block, constants: Scope): TypeConstraint {
  const type = block.body.attributes.get("type");
  if (!type) return { type: DYNAMIC };
  return typeFromExpression(type.value, (expression) => constants.evaluate(expression));
}
