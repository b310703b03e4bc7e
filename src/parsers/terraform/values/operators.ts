import type { BinaryOperator, UnaryOperator } from "../syntax/ast.ts";
import { bool } from "./construct.ts";
import { convert } from "./convert.ts";
import { derive } from "./derive.ts";
import { equals } from "./equals.ts";
import { originOfComputed, referencesOf } from "./marks.ts";
import {
  add,
  type BigFloat,
  compare,
  divide,
  fromInteger,
  isInfinite,
  multiply,
  NotANumberError,
  negate,
  subtract,
  truncate,
} from "./numbers/big-float.ts";
import { exactly, num } from "./numbers/number.ts";
import { refuseHuge } from "./size.ts";
import { BOOL, NUMBER } from "./types.ts";
import { unknownFrom } from "./unknown.ts";
import { type BoolValue, EvaluationError, type NumberValue, type TfValue, type Type } from "./value.ts";
import { isSensitive } from "./within.ts";

/** `a + b`, `a == b`, `a && b` … Throws EvaluationError where Terraform would reject it. */
export function applyBinary(operator: BinaryOperator, left: TfValue, right: TfValue): TfValue {
  refuseHuge([left, right]);
  return derive([left, right], ([a, b]) =>
    computed([left, right], binary(operator, a as TfValue, b as TfValue)),
  );
}

/** `-a` and `!a`. */
export function applyUnary(operator: UnaryOperator, operand: TfValue): TfValue {
  return derive([operand], ([each]) => computed([operand], unary(operator, each as TfValue)));
}

/** A computed value is sensitive when an operand is, and made of what the operands were made of. */
function computed(operands: readonly TfValue[], result: TfValue): TfValue {
  return {
    ...result,
    ...originOfComputed(operands),
    ...referencesOf(operands),
    ...(operands.some(isSensitive) ? { sensitive: true } : {}),
  };
}

function binary(operator: BinaryOperator, left: TfValue, right: TfValue): TfValue {
  switch (operator) {
    case "==":
      return equals(left, right);
    case "!=":
      return unary("!", equals(left, right));
    case "&&":
    case "||":
      return logical(operator === "||", left, right);
    default:
      return ofNumbers(operator, left, right);
  }
}

/** One operand alone can decide: `false` for `&&`, `true` for `||`. Terraform 1.12 and later then leaves the right one alone. */
function logical(decisive: boolean, left: TfValue, right: TfValue): TfValue {
  const first = operand(left, BOOL);
  if (first.kind === "bool" && first.value === decisive) return first;
  const second = operand(right, BOOL);
  if (second.kind === "bool" && second.value === decisive) return second;
  return first.kind === "bool" && second.kind === "bool" ? bool(!decisive) : undecided([first, second], BOOL);
}

type NumberOperator = Exclude<BinaryOperator, "==" | "!=" | "&&" | "||">;

function ofNumbers(operator: NumberOperator, left: TfValue, right: TfValue): TfValue {
  const [a, b] = [operand(left, NUMBER), operand(right, NUMBER)];
  if (a.kind === "number" && b.kind === "number") return arithmetic(() => COMPUTE[operator](a, b));
  return undecided([a, b], isComparison(operator) ? BOOL : NUMBER);
}

function isComparison(operator: NumberOperator): boolean {
  return operator.startsWith("<") || operator.startsWith(">");
}

const COMPUTE: Readonly<Record<NumberOperator, (a: NumberValue, b: NumberValue) => TfValue>> = {
  "+": (a, b) => quickly(a, b, a.value + b.value, add),
  "-": (a, b) => quickly(a, b, a.value - b.value, subtract),
  "*": (a, b) => quickly(a, b, a.value * b.value, multiply),
  "/": (a, b) => quickly(a, b, a.value % b.value === 0 ? a.value / b.value : Number.NaN, divide),
  "%": (a, b) => quickly(a, b, a.value % b.value, remainder),
  "<": (a, b) => bool(compare(exactly(a), exactly(b)) < 0),
  "<=": (a, b) => bool(compare(exactly(a), exactly(b)) <= 0),
  ">": (a, b) => bool(compare(exactly(a), exactly(b)) > 0),
  ">=": (a, b) => bool(compare(exactly(a), exactly(b)) >= 0),
};

/** Whole numbers that a double holds exactly need no more than a double. */
function quickly(
  a: NumberValue,
  b: NumberValue,
  result: number,
  compute: (a: BigFloat, b: BigFloat) => BigFloat,
): NumberValue {
  if ([a.value, b.value, result].every(Number.isSafeInteger) && !a.exact && !b.exact)
    return num(result === 0 ? 0 : result);
  return num(compute(exactly(a), exactly(b)));
}

/** What is left after the whole part of the quotient; nothing is taken from a number that is divided by zero. */
function remainder(a: BigFloat, b: BigFloat): BigFloat {
  if (isInfinite(a) || isInfinite(b)) throw new NotANumberError();
  if (b.mantissa === 0n) return a;
  return subtract(a, multiply(b, fromInteger(truncate(divide(a, b)))));
}

function unary(operator: UnaryOperator, value: TfValue): TfValue {
  const wanted = operator === "!" ? BOOL : NUMBER;
  const known = operand(value, wanted);
  if (known.kind === "bool") return bool(!known.value);
  if (known.kind === "number") return known.exact ? num(negate(known.exact)) : num(-known.value);
  return undecided([known], wanted);
}

function operand(value: TfValue, type: Type): TfValue | BoolValue | NumberValue {
  const converted = convert(value, type);
  if (converted.kind === "null")
    throw new EvaluationError(`an operand is null, where a ${type.kind} is required`);
  return converted;
}

function undecided(operands: readonly TfValue[], type: Type): TfValue {
  return { ...unknownFrom(operands, type), notNull: true };
}

/** Computes with numbers; what has no result is an error. */
export function arithmetic(compute: () => TfValue): TfValue {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NotANumberError) throw new EvaluationError("the result is not a number");
    throw error;
  }
}
