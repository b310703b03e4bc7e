import type { SourceLocation } from "../../../source/location.ts";
import type { Reason, ReasonKind, StringPart, TfValue, Type, UnknownValue } from "../values/value.ts";

export const DYNAMIC: Type = { kind: "dynamic" };
export const STRING: Type = { kind: "string" };
export const NUMBER: Type = { kind: "number" };
export const BOOL: Type = { kind: "bool" };

/** More reasons than this for one value are noise. */
const MAX_REASONS = 4;

/** A value that can't be known, with the one reason for it. */
export function unknownBecause(
  kind: ReasonKind,
  detail: string,
  at: SourceLocation,
  more: { type?: Type; parts?: StringPart[]; notNull?: boolean } = {},
): UnknownValue {
  return { kind: "unknown", reasons: [{ kind, detail, at }], origin: { at }, ...more, type: more.type ?? DYNAMIC };
}

/** An unknown value that follows from others. */
export function unknownFrom(values: readonly TfValue[], type: Type = DYNAMIC): UnknownValue {
  return { kind: "unknown", type, reasons: reasonsOf(values) };
}

/** Why some values are unknown: each reason once, the first ones when there are many. */
export function reasonsOf(values: readonly TfValue[]): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const value of values) {
    for (const reason of value.kind === "unknown" ? value.reasons : []) {
      if (reasons.size < MAX_REASONS) reasons.set(reason.detail, reason);
    }
  }
  return [...reasons.values()];
}
