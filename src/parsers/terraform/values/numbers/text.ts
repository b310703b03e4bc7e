import { type BigFloat, bitLength, isInfinite, magnitude } from "./big-float.ts";

/** A decimal number `0.digits × 10^point`; no digits for zero. */
interface Decimal {
  digits: string;
  point: number;
}

/** The shortest decimal text, without an exponent, that is read as the same number: how Terraform writes numbers. */
export function shortestText(x: BigFloat): string {
  return formatted(x, "f", -1);
}

/**
 * A number by one of Go's formats: `f` (decimal), `e` (with an exponent) or `g` (the shorter one).
 * @param precision digits after the point, or for `g` in all; -1: as few as tell the number apart
 */
export function formatted(x: BigFloat, format: "e" | "f" | "g", precision: number): string {
  const sign = x.mantissa < 0n ? "-" : "";
  if (isInfinite(x)) return sign ? "-Inf" : "+Inf";
  const exact = decimalOf(magnitude(x.mantissa), x.exponent);
  const decimal = precision < 0 ? shortest(x, exact) : roundedTo(exact, digitsFor(format, precision, exact));
  return sign + laidOut(decimal, format, precision);
}

function digitsFor(format: "e" | "f" | "g", precision: number, { point }: Decimal): number {
  if (format === "e") return precision + 1;
  return format === "f" ? point + precision : Math.max(precision, 1);
}

function laidOut(decimal: Decimal, format: "e" | "f" | "g", precision: number): string {
  const { digits, point } = decimal;
  if (format === "f") return plain(decimal, Math.max(precision < 0 ? digits.length - point : precision, 0));
  if (format === "e") return scientific(decimal, precision < 0 ? Math.max(digits.length - 1, 0) : precision);
  const threshold =
    precision < 0
      ? 6
      : Math.max(precision, 1) > digits.length && digits.length >= point
        ? digits.length
        : Math.max(precision, 1);
  const exponent = point - 1;
  if (digits !== "" && (exponent < -4 || exponent >= threshold))
    return scientific(decimal, Math.max(digits.length - 1, 0));
  return plain(decimal, Math.max(digits.length - point, 0));
}

function plain({ digits, point }: Decimal, fractionLength: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (fractionLength === 0) return whole;
  const fraction = point >= 0 ? digits.slice(point) : "0".repeat(Math.min(-point, fractionLength)) + digits;
  return `${whole}.${fraction.slice(0, fractionLength).padEnd(fractionLength, "0")}`;
}

function scientific({ digits, point }: Decimal, fractionLength: number): string {
  const exponent = digits === "" ? 0 : point - 1;
  const fraction = fractionLength > 0 ? `.${digits.slice(1).padEnd(fractionLength, "0")}` : "";
  return `${digits[0] ?? "0"}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** Exactly `mantissa × 2^exponent` in decimal digits. */
function decimalOf(mantissa: bigint, exponent: number): Decimal {
  if (mantissa === 0n) return { digits: "", point: 0 };
  const shift = Math.max(-exponent, 0);
  const text = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(shift)).toString();
  return { digits: text.replace(/0+$/, ""), point: text.length - shift };
}

/** Rounds to so many digits, and halfway to the even one. */
function roundedTo(decimal: Decimal, count: number): Decimal {
  const { digits } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { digits: "", point: 0 };
  const next = digits.charCodeAt(count) - 48;
  const isHalfway = next === 5 && count + 1 === digits.length;
  const up = isHalfway ? count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1 : next >= 5;
  return up ? roundedUp(decimal, count) : cut(decimal, count);
}

function cut({ digits, point }: Decimal, count: number): Decimal {
  const kept = digits.slice(0, count).replace(/0+$/, "");
  return kept === "" ? { digits: "", point: 0 } : { digits: kept, point };
}

function roundedUp({ digits, point }: Decimal, count: number): Decimal {
  const kept = digits.slice(0, count).replace(/9+$/, "");
  if (kept === "") return { digits: "1", point: point + 1 };
  return { digits: `${kept.slice(0, -1)}${Number(kept.at(-1)) + 1}`, point };
}

/** The fewest digits that lie nearer to this number than to its neighbours of the same precision. */
function shortest({ mantissa, exponent, precision }: BigFloat, exact: Decimal): Decimal {
  const size = magnitude(mantissa);
  // With the last bit worth half a unit of the precision, the neighbours' borders are one off.
  const shift = precision + 1 - bitLength(size);
  const scaled = size << BigInt(Math.max(shift, 0));
  if (size === 0n) return exact;
  const lower = decimalOf(scaled - 1n, exponent - shift);
  const upper = decimalOf(scaled + 1n, exponent - shift);
  const inclusive = (scaled & 2n) === 0n;
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = digitAt(exact, at);
    const low = digitAt(lower, at);
    const high = digitAt(upper, at);
    const mayCut = low !== digit || (inclusive && at + 1 === lower.digits.length);
    const mayRaise = digit !== high && (inclusive || digit + 1 < high || at + 1 < upper.digits.length);
    if (mayCut && mayRaise) return roundedTo(exact, at + 1);
    if (mayCut) return cut(exact, at + 1);
    if (mayRaise) return roundedUp(exact, at + 1);
  }
  return exact;
}

function digitAt({ digits }: Decimal, at: number): number {
  return at < digits.length ? digits.charCodeAt(at) - 48 : 0;
}
