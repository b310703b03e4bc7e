import type { Expression, FunctionCall } from "../syntax/ast.ts";
import { alternativesOf, attempt, either, isRejected, orRejected } from "../values/alternatives.ts";
import { bool } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { typeFromExpression } from "../values/type-expression.ts";
import { BOOL, withoutOptional } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import { type Alternative, EvaluationError, type TfValue } from "../values/value.ts";
import { withoutEphemeral } from "./ephemeral.ts";
import { elementsOf, isOpenSet } from "./iteration.ts";
import type { Scope } from "./scope.ts";

/** A call of a function. `try` and `can` see the errors of their arguments; all others get values. */
export function functionCall(node: FunctionCall, scope: Scope): TfValue {
  const name = node.name.replace(/^core::/, "");
  if (name === "try" && node.arguments.length > 0) return firstValid(node, 0, scope);
  if (name === "can" && node.arguments.length === 1) return isValid(node, scope);
  if (name === "try" || name === "can")
    throw new EvaluationError(`${name}() takes ${name === "can" ? "one argument" : "at least one argument"}`);
  if (name === "convert") return converted(node, scope);
  if (name === "templatestring") refuseLiteralTemplate(node);
  const args = argumentsOf(node, scope);
  if (!args) return unknownFrom([scope.evaluate(node.arguments.at(-1) as Expression)]);
  if (name === "ephemeralasnull" && args.length === 1 && !node.expandFinal)
    return withoutEphemeral(node.arguments[0] as Expression, scope.call(name, args, node));
  return (name === "lookup" && lookupByUnknownKey(node, args, scope)) || scope.call(name, args, node);
}

/** `convert(value, type)`, whose second argument is a type as a variable has it. Terraform 1.15 and OpenTofu 1.13 have it. */
function converted({ arguments: args }: FunctionCall, scope: Scope): TfValue {
  const [value, type] = args;
  if (!value || !type || args.length > 2) throw new EvaluationError("convert() takes a value and a type");
  return convert(
    scope.evaluate(value),
    withoutOptional(typeFromExpression(type, (each) => scope.evaluate(each)).type),
  );
}

/** A template in quotes needs no function: Terraform takes nothing but a reference here. */
function refuseLiteralTemplate(node: FunctionCall): void {
  const kind = node.arguments[0]?.kind;
  if (kind && kind !== "attribute" && kind !== "index" && kind !== "variable")
    throw new EvaluationError("templatestring() takes a reference to a text, not a text itself");
}

/** The arguments, with the elements of the last one where it is followed by `...`; undefined when those can't be listed. */
function argumentsOf(node: FunctionCall, scope: Scope): TfValue[] | undefined {
  const args = node.arguments.map((argument) => scope.evaluate(argument));
  if (!node.expandFinal) return args;
  const last = args.pop() as TfValue;
  const elements = isOpenSet(last) ? undefined : elementsOf(last);
  return elements && [...args, ...elements.map((element) => element.value)];
}

function firstValid(node: FunctionCall, from: number, scope: Scope): TfValue {
  for (let index = from; index < node.arguments.length; index++) {
    const value = attempt(() => scope.evaluate(node.arguments[index] as Expression));
    if (value instanceof EvaluationError) continue;
    const alternatives = withMisses(node.arguments[index] as Expression, value, scope);
    if (!alternatives?.some((each) => isRejected(each.value))) return value;
    const rest = attempt(() => firstValid(node, index + 1, scope));
    const valid = alternatives.filter((each) => !isRejected(each.value));
    if (rest instanceof EvaluationError) return either(valid, [value]);
    const otherwise = alternatives
      .filter((each) => isRejected(each.value))
      .map(({ when }) => ({ when, value: rest }));
    return either([...valid, ...otherwise], [value]);
  }
  throw new EvaluationError("no argument of try() is valid");
}

function isValid(node: FunctionCall, scope: Scope): TfValue {
  const value = attempt(() => scope.evaluate(node.arguments[0] as Expression));
  if (value instanceof EvaluationError) return { kind: "bool", value: false };
  const alternatives = withMisses(node.arguments[0] as Expression, value, scope);
  if (!alternatives) return unknownFrom([value], BOOL);
  return either(
    alternatives.map(({ when, value: each }) => ({ when, value: bool(!isRejected(each)) })),
    [value],
  );
}

/** The alternatives of a value, and that there is no element for an unknown key: elsewhere such a key is taken for one that is there. */
function withMisses(node: Expression, value: TfValue, scope: Scope): readonly Alternative[] | undefined {
  const alternatives = alternativesOf(value);
  if (node.kind !== "index" && node.kind !== "attribute") return alternatives;
  const missing = node.kind === "index" && isOpenKey(node.index, scope) ? [missOf(node.index, scope)] : [];
  const within = withMisses(node.object, value, scope)?.filter((each) => isRejected(each.value)) ?? [];
  return alternatives && [...alternatives, ...missing, ...within];
}

function isOpenKey(index: Expression, scope: Scope): boolean {
  const key = scope.evaluate(index);
  return key.kind === "unknown" && !key.alternatives;
}

function missOf(index: Expression, scope: Scope): Alternative {
  const value = orRejected(() => {
    throw new EvaluationError("there is no element of that key");
  });
  return { when: { [scope.identify(index)]: "another key" }, value };
}

/** `lookup(map, key, default)` with a key that is not known is one of the entries, or the default. */
function lookupByUnknownKey(node: FunctionCall, args: readonly TfValue[], scope: Scope): TfValue | undefined {
  const [map, key, otherwise] = args;
  if (!map || key?.kind !== "unknown" || key.alternatives || !otherwise) return undefined;
  if (map.kind !== "map" && map.kind !== "object") return undefined;
  const id = scope.identify(node.arguments[1] as Expression);
  const entries = [...map.entries].map(([name, value]): Alternative => ({ when: { [id]: name }, value }));
  return either([...entries, { when: { [id]: "another key" }, value: otherwise }], [key]);
}
