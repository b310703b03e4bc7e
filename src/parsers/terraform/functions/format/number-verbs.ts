import { type BigFloat, isInfinite, magnitude } from "../../values/numbers/big-float.ts";
import { formatted } from "../../values/numbers/text.ts";
import type { Verb } from "./verb.ts";

const BASES: Readonly<Record<string, { base: number; prefix: string }>> = {
  b: { base: 2, prefix: "0b" },
  d: { base: 10, prefix: "" },
  o: { base: 8, prefix: "0" },
  x: { base: 16, prefix: "0x" },
  X: { base: 16, prefix: "0X" },
};

/** Whether the verb takes whole numbers alone. */
export function isIntegerVerb(letter: string): boolean {
  return Object.hasOwn(BASES, letter);
}

/** A whole number as Go's `%d` and its like print it. */
export function formatInteger(value: bigint, { letter, flags, width, precision }: Verb): string {
  const { base, prefix } = BASES[letter] as { base: number; prefix: string };
  if (precision === 0 && value === 0n) return "";
  const plain = magnitude(value).toString(base);
  const digits = (letter === "X" ? plain.toUpperCase() : plain).padStart(precision ?? 0, "0");
  const sign = `${signOf(value < 0n, flags)}${flags.has("#") ? prefix : ""}`;
  const isFilled = flags.has("0") && !flags.has("-") && precision === undefined;
  return isFilled
    ? sign + digits.padStart((width ?? 0) - sign.length, "0")
    : padded(sign + digits, width, flags);
}

/** A number as Go's `%e`, `%f` and `%g` print it. */
export function formatFloat(value: BigFloat, { letter, flags, width, precision }: Verb): string {
  const format = letter.toLowerCase() as "e" | "f" | "g";
  const text = formatted(value, format, precision ?? (format === "g" ? -1 : 6)).replace(/^[+-]/, "");
  const digits = letter === format ? text : text.toUpperCase();
  const sign =
    isInfinite(value) && value.mantissa > 0n
      ? flags.has(" ")
        ? " "
        : "+"
      : signOf(value.mantissa < 0n, flags);
  if (flags.has("0") && !isInfinite(value)) return sign + digits.padStart((width ?? 0) - sign.length, "0");
  return padded(sign + digits, width, flags);
}

function signOf(isNegative: boolean, flags: ReadonlySet<string>): string {
  if (isNegative) return "-";
  return flags.has("+") ? "+" : flags.has(" ") ? " " : "";
}

function padded(text: string, width: number | undefined, flags: ReadonlySet<string>): string {
  return flags.has("-") ? text.padEnd(width ?? 0) : text.padStart(width ?? 0);
}
