import { daysBetween } from "../patterns/dates.ts";

/** What `waiver-rules` asks for. */
export interface WaiverRules {
  "require-reason"?: boolean | undefined;
  "require-owner"?: boolean | undefined;
  "require-expiry"?: boolean | undefined;
  "max-days"?: number | undefined;
}

/** What a waiver says for itself. */
export interface WaiverWords {
  owner?: string | undefined;
  reason?: string | undefined;
  expires?: string | undefined;
}

/** A requirement of `waiver-rules` that a waiver doesn't meet. */
export interface Unmet {
  /** The key that is wrong; undefined for one that is missing. */
  key?: keyof WaiverWords;
  /** Goes on from "this waiver …". */
  message: string;
}

/** Holds a waiver against `waiver-rules`. */
export function requirementsUnmet(
  waiver: WaiverWords,
  rules: WaiverRules | undefined,
  today: string,
): Unmet[] {
  if (!rules) return [];
  const unmet: Unmet[] = [];
  const {
    "require-reason": reason,
    "require-owner": owner,
    "require-expiry": expiry,
    "max-days": maxDays,
  } = rules;
  if (reason && !waiver.reason) unmet.push({ message: "gives no reason" });
  if (owner && !waiver.owner) unmet.push({ message: "names no owner" });
  // A waiver for ever is longer than any number of days.
  if ((expiry || maxDays !== undefined) && !waiver.expires) unmet.push({ message: "does not expire" });
  const days = waiver.expires === undefined ? 0 : daysBetween(today, waiver.expires);
  if (maxDays !== undefined && days > maxDays) {
    unmet.push({ key: "expires", message: `expires in ${days} days, but ${maxDays} is the most` });
  }
  return unmet;
}
