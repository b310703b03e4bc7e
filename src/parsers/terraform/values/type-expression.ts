import { own } from "../../../source/own.ts";
import type { Expression, FunctionCall, ObjectItem } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import type { Defaults } from "./defaults.ts";
import { BOOL, DYNAMIC, listType, mapType, NUMBER, STRING } from "./types.ts";
import { EvaluationError, type TfValue, type Type } from "./value.ts";

/** What a type constraint says: the type, and the defaults of its optional attributes, if it has any. */
export interface TypeConstraint {
  type: Type;
  defaults?: Defaults;
}

const KEYWORDS: Readonly<Record<string, Type>> = { bool: BOOL, number: NUMBER, string: STRING, any: DYNAMIC };

/** Names that are allowed without an element type only as the whole constraint, from before element types had to be given. */
const BARE_COLLECTIONS: Readonly<Record<string, Type>> = { list: listType(DYNAMIC), map: mapType(DYNAMIC) };

/**
 * Reads the type constraint of a variable: `list(object({ name = string, cap = optional(number, 5) }))`.
 * Throws EvaluationError where Terraform would reject it.
 * @param evaluate evaluates a default, which may use neither variables nor functions
 */
export function typeFromExpression(
  expression: Expression,
  evaluate: (expression: Expression) => TfValue,
): TypeConstraint {
  const name = expression.kind === "variable" ? expression.name : "";
  const bare = own(BARE_COLLECTIONS, name);
  return bare ? { type: bare } : constraintOf(expression, evaluate);
}

type Evaluate = (expression: Expression) => TfValue;

function constraintOf(expression: Expression, evaluate: Evaluate): TypeConstraint {
  if (expression.kind === "variable") {
    const type = own(KEYWORDS, expression.name);
    if (type) return { type };
    throw rejected(
      expression,
      `${expression.name} is not a type; the name of one, or for instance list(string), is required`,
    );
  }
  if (expression.kind !== "call")
    throw rejected(expression, "a type is required, such as string or list(string)");
  const [argument, ...more] = expression.arguments;
  if (!argument || more.length > 0) throw rejected(expression, `${expression.name}() takes one argument`);
  switch (expression.name) {
    case "list":
    case "set":
    case "map":
      return collectionOf(expression.name, constraintOf(argument, evaluate));
    case "tuple":
      return tupleOf(argument, evaluate);
    case "object":
      return objectOf(argument, evaluate);
    default:
      throw rejected(expression, `${expression.name}() is not a type`);
  }
}

function rejected(expression: Expression, message: string): EvaluationError {
  return new EvaluationError(message, expression.file.locate(expression.start, expression.end));
}

function collectionOf(kind: "list" | "set" | "map", { type, defaults }: TypeConstraint): TypeConstraint {
  const collection: Type = { kind, element: type };
  return defaults
    ? { type: collection, defaults: { kind: "collection", element: defaults } }
    : { type: collection };
}

function tupleOf(argument: Expression, evaluate: Evaluate): TypeConstraint {
  if (argument.kind !== "tuple") throw rejected(argument, "tuple() takes a list of types");
  const items = argument.items.map((item) => constraintOf(item, evaluate));
  const type: Type = { kind: "tuple", elements: items.map((item) => item.type) };
  if (items.every((item) => !item.defaults)) return { type };
  return { type, defaults: { kind: "tuple", items: items.map((item) => item.defaults) } };
}

function objectOf(argument: Expression, evaluate: Evaluate): TypeConstraint {
  if (argument.kind !== "object")
    throw rejected(argument, "object() takes attribute names with their types, in braces");
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, TfValue>();
  const children = new Map<string, Defaults>();
  for (const item of argument.items) {
    const name = nameOf(item);
    if (attributes.has(name)) throw rejected(item.key, `the attribute ${name} is given twice`);
    const { type, defaults, isOptional, fallback } = attributeOf(item.value, evaluate);
    attributes.set(name, type);
    if (isOptional) optional.add(name);
    if (fallback) values.set(name, fallback);
    if (defaults) children.set(name, defaults);
  }
  const type: Type = { kind: "object", attributes, ...(optional.size > 0 ? { optional } : {}) };
  return values.size + children.size > 0
    ? { type, defaults: { kind: "object", values, children } }
    : { type };
}

function nameOf({ key }: ObjectItem): string {
  if (key.kind === "literal" && typeof key.value === "string") return key.value;
  if (key.kind === "variable") return key.name;
  throw rejected(key, "the name of an attribute is required");
}

interface AttributeConstraint extends TypeConstraint {
  isOptional: boolean;
  /** The value where the attribute is missing. */
  fallback?: TfValue;
}

function attributeOf(expression: Expression, evaluate: Evaluate): AttributeConstraint {
  const isOptional = expression.kind === "call" && expression.name === "optional";
  if (!isOptional) return { ...constraintOf(expression, evaluate), isOptional };
  const [type, fallback, ...more] = (expression as FunctionCall).arguments;
  if (!type || more.length > 0) throw rejected(expression, "optional() takes a type and a default");
  const constraint = constraintOf(type, evaluate);
  return {
    ...constraint,
    isOptional,
    ...(fallback ? { fallback: convert(evaluate(fallback), constraint.type) } : {}),
  };
}
