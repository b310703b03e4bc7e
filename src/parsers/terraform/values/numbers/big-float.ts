import { LimitError } from "../limit-error.ts";

/** The precision that Terraform reads and computes numbers with. */
const FULL_PRECISION = 512;
const DOUBLE_PRECISION = 53;
/** Decimal exponents beyond this would take seconds to compute with, and mean nothing here. */
const MAX_EXPONENT = 5_000;

/** The binary floating-point number `mantissa × 2^exponent`; an infinity is `±1 × 2^Infinity`. */
export interface BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Bits of the mantissa that count: decides how many digits its shortest text needs. */
  readonly precision: number;
}

/** A number that is out of the range that is computed with. */
export class NumberRangeError extends LimitError {}

export const POSITIVE_INFINITY: BigFloat = { mantissa: 1n, exponent: Infinity, precision: FULL_PRECISION };
export const NEGATIVE_INFINITY: BigFloat = { mantissa: -1n, exponent: Infinity, precision: FULL_PRECISION };

/** An infinity divided by an infinity, and the like: Terraform rejects it. */
export class NotANumberError extends Error {}

export function isInfinite(x: BigFloat): boolean {
  return x.exponent === Infinity;
}

export function fromInteger(value: bigint): BigFloat {
  return rounded(value, 0, FULL_PRECISION);
}

/** The double itself, bit for bit, not the decimal number that it is written as. */
export function fromDouble(value: number): BigFloat {
  if (!Number.isFinite(value)) return value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return rounded(BigInt(mantissa), exponent, DOUBLE_PRECISION);
}

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eEpP])([+-]?\d+))?$/;

/** Reads what Terraform takes for a number: decimal digits with a fraction and a power of ten (`e`) or of two (`p`). */
export function parseNumber(text: string): BigFloat | undefined {
  const infinity = /^([+-]?)[iI]nf$/.exec(text);
  if (infinity) return infinity[1] === "-" ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = match[4] ?? "", , letter, power = "0"] = match;
  const exponent = Number(power);
  if (text.length > MAX_EXPONENT || Math.abs(exponent) > MAX_EXPONENT)
    throw new NumberRangeError(`the number ${text.slice(0, 20)} is out of range`);
  const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`);
  const isBinary = letter === "p" || letter === "P";
  return scaled(digits, (isBinary ? 0 : exponent) - fraction.length, isBinary ? exponent : 0);
}

/** `digits × 10^ten × 2^two` */
function scaled(digits: bigint, ten: number, two: number): BigFloat {
  if (ten >= 0) return rounded(digits * 10n ** BigInt(ten), two, FULL_PRECISION);
  return quotient(digits, 10n ** BigInt(-ten), two, FULL_PRECISION);
}

export function add(a: BigFloat, b: BigFloat): BigFloat {
  if (isInfinite(a) || isInfinite(b)) {
    if (isInfinite(a) && isInfinite(b) && a.mantissa !== b.mantissa) throw new NotANumberError();
    return isInfinite(a) ? a : b;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  return rounded(aligned(a, exponent) + aligned(b, exponent), exponent, Math.max(a.precision, b.precision));
}

export function negate(x: BigFloat): BigFloat {
  return { ...x, mantissa: -x.mantissa };
}

export function subtract(a: BigFloat, b: BigFloat): BigFloat {
  return add(a, negate(b));
}

export function multiply(a: BigFloat, b: BigFloat): BigFloat {
  if (isInfinite(a) || isInfinite(b)) {
    if (a.mantissa === 0n || b.mantissa === 0n) throw new NotANumberError();
    return a.mantissa > 0n === b.mantissa > 0n ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  }
  // A product gets the room that it needs, whatever the precision of its factors.
  return rounded(a.mantissa * b.mantissa, a.exponent + b.exponent, FULL_PRECISION);
}

export function divide(a: BigFloat, b: BigFloat): BigFloat {
  const precision = Math.max(a.precision, b.precision);
  if (isInfinite(a) || b.mantissa === 0n) {
    if (isInfinite(b) || a.mantissa === 0n) throw new NotANumberError();
    return a.mantissa > 0n === b.mantissa >= 0n ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  }
  if (isInfinite(b)) return rounded(0n, 0, precision);
  return quotient(a.mantissa, b.mantissa, a.exponent - b.exponent, precision);
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compare(a: BigFloat, b: BigFloat): number {
  if (isInfinite(a) || isInfinite(b)) return infinityRank(a) - infinityRank(b);
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = aligned(a, exponent) - aligned(b, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The whole part, rounded towards zero. */
export function truncate(x: BigFloat): bigint {
  if (x.exponent >= 0) return x.mantissa << BigInt(x.exponent);
  const whole = magnitude(x.mantissa) >> BigInt(-x.exponent);
  return x.mantissa < 0n ? -whole : whole;
}

export function isWhole(x: BigFloat): boolean {
  return !isInfinite(x) && (x.exponent >= 0 || x.mantissa % (1n << BigInt(-x.exponent)) === 0n);
}

/** The nearest double. */
export function toDouble(x: BigFloat): number {
  if (isInfinite(x)) return x.mantissa > 0n ? Infinity : -Infinity;
  const { mantissa, exponent } = rounded(x.mantissa, x.exponent, DOUBLE_PRECISION);
  // In two steps, since 2^exponent alone may be out of range where the product is not.
  const half = Math.trunc(exponent / 2);
  return Number(mantissa) * 2 ** half * 2 ** (exponent - half);
}

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function bitLength(value: bigint): number {
  const digits = magnitude(value).toString(16);
  return value === 0n ? 0 : digits.length * 4 - Math.clz32(Number.parseInt(digits[0] as string, 16)) + 28;
}

function infinityRank(x: BigFloat): number {
  return isInfinite(x) ? Number(x.mantissa) : 0;
}

function aligned(x: BigFloat, exponent: number): bigint {
  return x.mantissa << BigInt(x.exponent - exponent);
}

/** `a ÷ b × 2^exponent`, with two bits more than the precision, the last of which says whether there is a rest. */
function quotient(a: bigint, b: bigint, exponent: number, precision: number): BigFloat {
  const shift = Math.max(0, precision + 2 + bitLength(b) - bitLength(a));
  const shifted = a << BigInt(shift);
  const whole = shifted / b;
  const sticky = shifted % b === 0n ? 0n : a < 0n === b < 0n ? 1n : -1n;
  return rounded(whole * 2n + sticky, exponent - shift - 1, precision);
}

/** Rounds to the nearest number of so many bits, and halfway to the even one. */
function rounded(mantissa: bigint, exponent: number, precision: number): BigFloat {
  if (Math.abs(exponent) > 8 * MAX_EXPONENT) throw new NumberRangeError("a number is out of range");
  const excess = bitLength(mantissa) - precision;
  if (excess <= 0) return normalised(mantissa, exponent, precision);
  const size = magnitude(mantissa);
  const unit = 1n << BigInt(excess);
  const rest = size & (unit - 1n);
  const whole = size >> BigInt(excess);
  const half = unit >> 1n;
  const up = rest > half || (rest === half && (whole & 1n) === 1n) ? 1n : 0n;
  return normalised(mantissa < 0n ? -(whole + up) : whole + up, exponent + excess, precision);
}

/** Equal numbers have equal mantissas: without factors of two. */
function normalised(mantissa: bigint, exponent: number, precision: number): BigFloat {
  if (mantissa === 0n) return { mantissa, exponent: 0, precision };
  const zeros = bitLength(mantissa & -mantissa) - 1;
  return { mantissa: mantissa >> BigInt(zeros), exponent: exponent + zeros, precision };
}
