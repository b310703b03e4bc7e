import type { Expression, ObjectConstructor } from "../syntax/ast.ts";
import { unknownBecause, unknownFrom } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import { locationOf } from "./origin.ts";

/**
 * What `ephemeralasnull` gives, as far as it is computed here. A value that an ephemeral one had any part in becomes null,
 * `cond ? 1 : var.ephemeral` among them; values don't carry that mark, so that only constants are certain to have none.
 * @param value what the argument is but for that
 */
export function withoutEphemeral(argument: Expression, value: TfValue): TfValue {
  if (argument.kind === "parentheses") return withoutEphemeral(argument.inner, value);
  if (argument.kind === "tuple" && value.kind === "tuple") {
    const items = value.items.map((item, at) => withoutEphemeral(argument.items[at] as Expression, item));
    return { ...value, items };
  }
  if (argument.kind === "object" && value.kind === "object" && hasNames(argument))
    return ofObject(argument, value);
  if (isConstant(argument)) return value;
  if (value.kind === "unknown") return unknownFrom([value], value.type);
  return unknownBecause(
    "impure",
    "ephemeralasnull() gives null for what is made of an ephemeral value, which is not computed here",
    locationOf(argument),
  );
}

function hasNames({ items }: ObjectConstructor): boolean {
  return items.every(({ key }) => key.kind === "literal");
}

function ofObject({ items }: ObjectConstructor, value: Extract<TfValue, { kind: "object" }>): TfValue {
  const parts = new Map(
    items.map(({ key, value: part }) => [key.kind === "literal" && String(key.value), part]),
  );
  const entries = new Map<string, TfValue>();
  for (const [name, entry] of value.entries)
    entries.set(name, withoutEphemeral(parts.get(name) as Expression, entry));
  return { ...value, entries };
}

/** Whether it is made of literals alone. */
function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case "literal":
      return true;
    case "parentheses":
      return isConstant(expression.inner);
    case "unary":
      return isConstant(expression.operand);
    case "tuple":
      return expression.items.every(isConstant);
    case "object":
      return expression.items.every((item) => isConstant(item.key) && isConstant(item.value));
    default:
      return false;
  }
}
