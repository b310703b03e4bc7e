import type { NumberValue } from "../value.ts";
import { type BigFloat, compare, fromInteger, parseNumber, toDouble } from "./big-float.ts";
import { shortestText } from "./text.ts";

/** A number, from a double that is meant as its shortest decimal text, or from an exact one. */
export function num(value: number | BigFloat): NumberValue {
  if (typeof value === "number") return { kind: "number", value };
  const double = toDouble(value);
  const isPlain = compare(decimalOf(double), value) === 0;
  return isPlain ? { kind: "number", value: double } : { kind: "number", value: double, exact: value };
}

/** The number that Terraform computes with. */
export function exactly(number: NumberValue): BigFloat {
  return number.exact ?? decimalOf(number.value);
}

/** The number as Terraform writes it. */
export function numberText(number: NumberValue): string {
  if (Object.is(number.value, -0)) return "-0";
  return Number.isSafeInteger(number.value) && !number.exact
    ? String(number.value)
    : shortestText(exactly(number));
}

function decimalOf(value: number): BigFloat {
  if (Number.isSafeInteger(value)) return fromInteger(BigInt(value));
  return parseNumber(value === Infinity ? "Inf" : value === -Infinity ? "-Inf" : String(value)) as BigFloat;
}
