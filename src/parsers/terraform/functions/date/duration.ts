import { EvaluationError } from "../../values/value.ts";

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const PART = /(\d+)?(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
/** More digits of a fraction than this are less than a nanosecond of an hour. */
const MAX_FRACTION = 18;

/** Nanoseconds of a duration in Go's form, such as `1h30m` or `-1.5s`. */
export function parseDuration(text: string): bigint {
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  const body = text.slice(sign.length);
  if (body === "0") return 0n;
  let total = 0n;
  let at = 0;
  do {
    PART.lastIndex = at;
    const match = PART.exec(body);
    const [part = "", whole = "", fraction = "", unit = ""] = match ?? [];
    if (!match || whole + fraction === "")
      throw new EvaluationError(`${JSON.stringify(text.slice(0, 40))} is no duration such as 1h30m`);
    const digits = fraction.slice(0, MAX_FRACTION);
    total += (BigInt(whole + digits) * (NANOSECONDS[unit] as bigint)) / 10n ** BigInt(digits.length);
    at += part.length;
  } while (at < body.length);
  if (BigInt.asIntN(64, total) !== total)
    throw new EvaluationError(`the duration ${text.slice(0, 40)} is too long`);
  return sign === "-" ? -total : total;
}
