import { num } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import {
  type BigFloat,
  compare,
  fromDouble,
  fromInteger,
  isInfinite,
  isWhole,
  negate,
  truncate,
} from "../values/numbers/big-float.ts";
import { exactly } from "../values/numbers/number.ts";
import { applyBinary } from "../values/operators.ts";
import { DYNAMIC, NUMBER } from "../values/types.ts";
import { EvaluationError, type NumberValue, type TfValue } from "../values/value.ts";
import { type FunctionDefinition, integerOf, itemsOf, stringArgument } from "./definition.ts";

/** Functions of numbers. */
export const numeric: Readonly<Record<string, FunctionDefinition>> = {
  abs: ofOne((x) => (x.mantissa < 0n ? negate(x) : x)),
  ceil: ofOne((x) =>
    isInfinite(x) || isWhole(x) ? x : fromInteger(truncate(x) + (x.mantissa > 0n ? 1n : 0n)),
  ),
  floor: ofOne((x) =>
    isInfinite(x) || isWhole(x) ? x : fromInteger(truncate(x) - (x.mantissa < 0n ? 1n : 0n)),
  ),
  log: ofDoubles((x, base) => Math.log(x) / Math.log(base)),
  pow: ofDoubles((x, power) => x ** power),
  max: extreme((a, b) => compare(a, b) > 0),
  min: extreme((a, b) => compare(a, b) < 0),
  parseint: {
    parameters: [{ type: DYNAMIC }, { type: NUMBER }],
    returns: NUMBER,
    compute: ([text, base]) => parseInteger(text as TfValue, integerOf(base, "the base")),
  },
  signum: {
    parameters: [{ type: NUMBER }],
    returns: NUMBER,
    compute: ([value]) => num(Math.sign(integerOf(value, "the number"))),
  },
  sum: {
    parameters: [{ type: DYNAMIC, needs: "everything" }],
    returns: NUMBER,
    compute: ([values]) => sum(values as TfValue),
  },
};

function ofOne(compute: (x: BigFloat) => BigFloat): FunctionDefinition {
  return {
    parameters: [{ type: NUMBER }],
    returns: NUMBER,
    compute: ([value]) => num(compute(exactly(value as NumberValue))),
  };
}

/** Terraform computes these with doubles. */
function ofDoubles(compute: (a: number, b: number) => number): FunctionDefinition {
  return {
    parameters: [{ type: NUMBER }, { type: NUMBER }],
    returns: NUMBER,
    compute: ([a, b]) => {
      const result = compute((a as NumberValue).value, (b as NumberValue).value);
      if (Number.isNaN(result)) throw new EvaluationError("the result is not a number");
      return num(fromDouble(result));
    },
  };
}

/** The largest or the smallest number, as it is among the arguments: its origin is that argument. */
function extreme(isBetter: (a: BigFloat, b: BigFloat) => boolean): FunctionDefinition {
  return {
    parameters: [],
    rest: { type: NUMBER },
    returns: NUMBER,
    compute: (args) => {
      const [first, ...others] = args as NumberValue[];
      if (!first) throw new EvaluationError("at least one number is required");
      return others.reduce((best, each) => (isBetter(exactly(each), exactly(best)) ? each : best), first);
    },
  };
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parseInteger(text: TfValue, base: number): TfValue {
  if (text.kind !== "string") throw new EvaluationError(`a string is required, not a ${text.kind}`);
  if (base < 2 || base > 62) throw new EvaluationError("the base must be from 2 to 62");
  const digits = stringArgument(text).replace(/^[+-]/, "");
  const value = digitsOf(base <= 36 ? digits.toLowerCase() : digits, base);
  if (value === undefined)
    throw new EvaluationError(`${JSON.stringify(text.value.slice(0, 80))} is no integer of base ${base}`);
  return num(fromInteger(text.value.startsWith("-") ? -value : value));
}

/** More digits than 512 bits hold in base 2. */
const MAX_DIGITS = 512;

function digitsOf(digits: string, base: number): bigint | undefined {
  if (digits === "" || digits.length > MAX_DIGITS) return undefined;
  let value = 0n;
  for (const digit of digits) {
    const worth = DIGITS.indexOf(digit);
    if (worth === -1 || worth >= base) return undefined;
    value = value * BigInt(base) + BigInt(worth);
  }
  return value;
}

function sum(values: TfValue): TfValue {
  if (!("items" in values)) throw new EvaluationError("a list, set or tuple of numbers is required");
  const [first, ...others] = itemsOf(values).map((item) => addend(item));
  if (!first) throw new EvaluationError("an empty list has no sum");
  return others.reduce((total, each) => applyBinary("+", total, each), first);
}

function addend(item: TfValue): TfValue {
  if (item.kind === "null") throw new EvaluationError("null can't be added");
  return convert(item, NUMBER);
}
