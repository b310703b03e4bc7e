import type { SourceLocation } from "../../../source/location.ts";
import { DYNAMIC } from "./types.ts";
import type { Reason, ReasonKind, StringPart, TfValue, Type, UnknownValue } from "./value.ts";
import { childrenOf, within } from "./within.ts";

/** More reasons than this for one value are noise. */
const MAX_REASONS = 4;

/** A value that can't be known, with the one reason for it. */
export function unknownBecause(
  kind: ReasonKind,
  detail: string,
  at: SourceLocation,
  more: { type?: Type; parts?: StringPart[]; notNull?: boolean } = {},
): UnknownValue {
  return {
    kind: "unknown",
    reasons: [{ kind, detail, at }],
    // What isn't declared has no place but where it is used.
    ...(kind === "undeclared" ? {} : { origin: { at } }),
    ...more,
    type: more.type ?? DYNAMIC,
  };
}

/** An unknown value that follows from others. */
export function unknownFrom(values: readonly TfValue[], type: Type = DYNAMIC): UnknownValue {
  return { kind: "unknown", type, reasons: reasonsOf(values) };
}

/** Why some values, or values within them, are unknown: each reason once, the first ones when there are many. */
export function reasonsOf(values: readonly TfValue[]): Reason[] {
  const reasons = new Map<string, Reason>();
  collectReasons(values, reasons);
  return [...reasons.values()];
}

function collectReasons(values: Iterable<TfValue>, reasons: Map<string, Reason>): void {
  for (const value of values) {
    if (reasons.size >= MAX_REASONS) return;
    if (value.kind === "unknown") {
      for (const reason of value.reasons) if (reasons.size < MAX_REASONS) reasons.set(reason.detail, reason);
    } else if (!within(value).isWhollyKnown) collectReasons(childrenOf(value), reasons);
  }
}

/** The attributes of a lazy value, computed; unknown when they can't be listed. Other values are returned as they are. */
export function materialised(value: TfValue): Exclude<TfValue, { kind: "lazy" }> {
  if (value.kind !== "lazy") return value;
  const { get, origin, sensitive, address } = value;
  const marks = { ...(origin ? { origin } : {}), ...(sensitive ? { sensitive } : {}) };
  const keys = value.keys();
  if (!keys) {
    const at = origin?.at;
    const detail = `which instances ${address} has is not known`;
    return {
      kind: "unknown",
      type: DYNAMIC,
      reasons: at ? [{ kind: "computed", detail, at }] : [],
      ...marks,
    };
  }
  const entries = new Map([...keys].map((key) => [key, get.call(value, key)]));
  return { kind: "object", entries, ...marks };
}

/** Why a value is unknown, as one clause. */
export function reasonsIn(reasons: readonly Reason[]): string {
  return reasons.length === 0 ? "it can't be evaluated" : reasons.map((reason) => reason.detail).join("; ");
}
