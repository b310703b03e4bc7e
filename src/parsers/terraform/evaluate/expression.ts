import type { SourceLocation } from "../../../source/location.ts";
import { countedBy, work, workOnText } from "../../../values/work.ts";
import type { Binary, Expression, Literal, ObjectConstructor } from "../syntax/ast.ts";
import { bool, nil, num, str } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { LimitError } from "../values/limit-error.ts";
import { parseNumber } from "../values/numbers/big-float.ts";
import { applyBinary, applyUnary } from "../values/operators.ts";
import { sortedEntries } from "../values/order.ts";
import { BOOL, STRING } from "../values/types.ts";
import { unknownBecause, unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { type Budget, limitReason, OutOfSteps } from "./budget.ts";
import { functionCall } from "./call.ts";
import { conditional } from "./conditional.ts";
import { forObject, forTuple } from "./iteration.ts";
import { locationOf, originatingAt } from "./origin.ts";
import type { Scope } from "./scope.ts";
import { splat } from "./splat.ts";
import { template } from "./template.ts";
import { attributeOf, indexed } from "./traversal.ts";

/** What is the same for all expressions of a module instance. */
export interface Surroundings {
  budget: Budget;
  /** The module instance's address; empty for the root. */
  module: string;
  /** Names that every expression of the module knows: `var`, `local`, `aws_lambda_function`. */
  lookup(name: string): TfValue | undefined;
  call(name: string, args: readonly TfValue[], at: SourceLocation): TfValue;
}

/** The scope of the expressions of a module instance, with the names that expressions around them bind. */
export class ExpressionScope implements Scope {
  readonly #surroundings: Surroundings;
  readonly #names: ReadonlyMap<string, TfValue>;
  readonly #label: string;
  readonly #item: TfValue | undefined;

  constructor(
    surroundings: Surroundings,
    names: ReadonlyMap<string, TfValue> = new Map(),
    label = "",
    item?: TfValue,
  ) {
    this.#surroundings = surroundings;
    this.#names = names;
    this.#label = label;
    this.#item = item;
  }

  evaluate(expression: Expression): TfValue {
    const { budget } = this.#surroundings;
    const within = budget.enter("nesting", undefined);
    const before = countedBy(budget);
    try {
      // What is written there is known without a step, whatever took them all before.
      if (!budget.spend("steps", undefined) && expression.kind !== "literal") throw new OutOfSteps();
      if (within) return evaluated(expression, this);
      return unknownBecause("limit", limitReason("nesting"), locationOf(expression));
    } catch (error) {
      if (error instanceof OutOfSteps) budget.giveUp(expression);
      else if (error instanceof LimitError)
        return unknownBecause("limit", error.message, locationOf(expression));
      // The innermost expression that Terraform would reject is the place of the error.
      if (error instanceof EvaluationError && !error.at)
        throw new EvaluationError(error.message, locationOf(expression));
      throw error;
    } finally {
      countedBy(before);
      budget.leave("nesting");
    }
  }

  lookup(name: string): TfValue {
    const value = this.#names.get(name) ?? this.#surroundings.lookup(name);
    if (!value) throw new EvaluationError(`there is nothing named ${name} here`);
    return value;
  }

  with(names: Readonly<Record<string, TfValue>>, label: string): ExpressionScope {
    work(this.#names.size);
    const all = new Map([...this.#names, ...Object.entries(names)]);
    return new ExpressionScope(this.#surroundings, all, `${this.#label}/${label}`, this.#item);
  }

  splatItem(): TfValue {
    if (!this.#item) throw new EvaluationError("there is no list to take all elements of");
    return this.#item;
  }

  #usesBoundName(expression: Expression): boolean {
    if (this.#item) return true;
    const words = new Set(
      expression.file.text.slice(expression.start, expression.end).match(/[\p{L}_][\p{L}\p{N}_-]*/gu),
    );
    return [...this.#names.keys()].some((name) => words.has(name));
  }

  forSplatItem(item: TfValue, index: number): ExpressionScope {
    return new ExpressionScope(this.#surroundings, this.#names, `${this.#label}/*${index}`, item);
  }

  call(name: string, args: readonly TfValue[], at: Expression): TfValue {
    return this.#surroundings.call(name, args, locationOf(at));
  }

  identify(expression: Expression): string {
    const { module } = this.#surroundings;
    workOnText(expression.end - expression.start);
    const text = expression.file.text.slice(expression.start, expression.end).replace(/\s+/g, " ");
    const bound = this.#usesBoundName(expression) ? ` in ${expression.file.path}${this.#label}` : "";
    return `${module ? `${module}: ` : ""}${text}${bound}`;
  }
}

function evaluated(expression: Expression, scope: Scope): TfValue {
  switch (expression.kind) {
    case "variable":
      return scope.lookup(expression.name);
    case "splat-item":
      return scope.splatItem();
    case "parentheses":
      return scope.evaluate(expression.inner);
    default:
      return originatingAt(nodeValue(expression, scope), expression);
  }
}

function nodeValue(
  expression: Exclude<Expression, { kind: "variable" | "splat-item" | "parentheses" }>,
  scope: Scope,
): TfValue {
  switch (expression.kind) {
    case "literal":
      return literal(expression);
    case "template":
      return template(expression, scope);
    case "attribute":
      return attributeOf(scope.evaluate(expression.object), expression.name);
    case "index":
      return indexed(expression, scope);
    case "splat":
      return splat(expression, scope);
    case "call":
      return functionCall(expression, scope);
    case "unary":
      return decidedBy([scope.evaluate(expression.operand)], ([operand]) =>
        applyUnary(expression.operator, operand as TfValue),
      );
    case "binary":
      return binary(expression, scope);
    case "conditional":
      return conditional(expression, scope);
    case "tuple":
      return { kind: "tuple", items: expression.items.map((item) => scope.evaluate(item)) };
    case "object":
      return object(expression, scope);
    case "for-tuple":
      return forTuple(expression, scope);
    case "for-object":
      return forObject(expression, scope);
  }
}

function literal(node: Literal): TfValue {
  const { value } = node;
  if (value === null) return nil();
  if (typeof value === "boolean") return bool(value);
  return typeof value === "number" ? numberLiteral(node, value) : str(value);
}

/** A number that a double does not hold is read again from its text. */
function numberLiteral({ file, start, end }: Literal, value: number): TfValue {
  if (Number.isSafeInteger(value)) return num(value);
  const exact = parseNumber(file.text.slice(start, end));
  return num(exact ?? value);
}

function binary({ operator, left, right }: Binary, scope: Scope): TfValue {
  const first = scope.evaluate(left);
  if (operator === "&&" || operator === "||") {
    const decisive = convert(first, BOOL);
    // Terraform 1.12 and later leave the right side alone when the left one decides.
    if (decisive.kind === "bool" && decisive.value === (operator === "||")) return decisive;
  }
  return decidedBy([first, scope.evaluate(right)], ([a, b]) =>
    applyBinary(operator, a as TfValue, b as TfValue),
  );
}

/** A computed value comes from its one operand that is no literal: `var.cap * 2` is decided where `var.cap` is. */
function decidedBy(operands: TfValue[], compute: (operands: TfValue[]) => TfValue): TfValue {
  const result = compute(operands);
  const bound = operands.filter((operand) => operand.origin?.trace?.length);
  return bound.length === 1 && bound[0]?.origin
    ? { ...result, origin: bound[0].origin }
    : withoutOrigin(result);
}

function withoutOrigin({ origin: _, ...rest }: TfValue): TfValue {
  return rest;
}

/** `a`, `a.b` and `a["b"][0]`: a name, and attributes and literal indexes after it. */
function isReference(expression: Expression): boolean {
  if (expression.kind === "variable") return true;
  if (expression.kind === "attribute") return isReference(expression.object);
  return expression.kind === "index" && expression.index.kind === "literal" && isReference(expression.object);
}

function object({ items }: ObjectConstructor, scope: Scope): TfValue {
  const values = new Map<string, TfValue>();
  const unknownKeys: TfValue[] = [];
  for (const item of items) {
    if (item.key.kind !== "variable" && isReference(item.key))
      throw new EvaluationError("this key is ambiguous: a reference is put in parentheses, a text in quotes");
    const key = convert(scope.evaluate(item.key), STRING);
    if (key.kind === "unknown") {
      unknownKeys.push(key);
      // It may equal one of the keys before it.
      for (const name of values.keys()) values.set(name, unknownFrom([key]));
    } else if (key.kind !== "string") throw new EvaluationError("a key of an object is null");
    else values.set(key.value, scope.evaluate(item.value));
  }
  const entries = sortedEntries(values);
  return unknownKeys.length === 0 ? { kind: "object", entries } : { ...unknownFrom(unknownKeys), entries };
}
