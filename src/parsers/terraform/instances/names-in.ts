import type { SourceLocation } from "../../../source/location.ts";
import { locationOf } from "../evaluate/origin.ts";
import type { Expression } from "../syntax/ast.ts";

/** Something that an expression mentions by two names: `aws_lambda_alias.live`, `local.arn`, `module.api`. */
export interface NameInCode {
  readonly name: string;
  /** What is written behind it: `arn`; undefined for all of it. */
  readonly attribute: string | undefined;
  readonly at: SourceLocation;
}

const alreadyRead = new WeakMap<Expression, readonly NameInCode[]>();

/** Everything that an expression mentions by two names. Asked for again and again: for each resource that waits for it, and in an editor for each key. */
export function namesIn(whole: Expression): readonly NameInCode[] {
  const before = alreadyRead.get(whole);
  if (before) return before;
  const names = namesOfParts(whole);
  alreadyRead.set(whole, names);
  return names;
}

function namesOfParts(whole: Expression): NameInCode[] {
  const names: NameInCode[] = [];
  // Not by recursion: a long sum is as deep as it is long.
  const open: { expression: Expression; attribute?: string | undefined }[] = [{ expression: whole }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { expression, attribute } = next;
    if (expression.kind === "attribute") {
      const { object, name } = expression;
      if (object.kind === "variable")
        names.push({ name: `${object.name}.${name}`, attribute, at: locationOf(expression) });
      else open.push({ expression: object, attribute: name });
    } else if (expression.kind === "index") {
      open.push({ expression: expression.object, attribute }, { expression: expression.index });
    } else if (expression.kind === "splat") {
      open.push({ expression: expression.object, attribute: firstStep(expression.each) });
    } else for (const child of childrenOf(expression)) open.push({ expression: child });
  }
  return names;
}

/** What a splat picks of each item first. */
function firstStep(expression: Expression): string | undefined {
  if (expression.kind === "index") return firstStep(expression.object);
  if (expression.kind !== "attribute") return undefined;
  return firstStep(expression.object) ?? expression.name;
}

function childrenOf(node: object): Expression[] {
  return Object.values(node).flatMap((value: unknown): Expression[] => {
    if (Array.isArray(value)) return value.flatMap((item: unknown) => expressionsIn(item));
    return expressionsIn(value);
  });
}

/** A node itself, or those of an object's key and value; places and files are none. */
function expressionsIn(value: unknown): Expression[] {
  if (typeof value !== "object" || value === null) return [];
  if ("kind" in value) return [value as Expression];
  return "key" in value && "value" in value ? childrenOf(value) : [];
}
