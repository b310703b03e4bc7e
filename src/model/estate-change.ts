import type { SourceLocation } from "../source/location.ts";
import { type Interval, intervalWords, UNBOUNDED } from "../values/interval.ts";
import type { LedgerPool } from "./ledger.ts";

/** A function that a change adds, removes or gives other numbers, in the environments where it does so alike. */
export interface FunctionChange {
  kind: "added" | "removed" | "changed";
  address: string;
  label?: string;
  root: string;
  environments: string[];
  /** In the head; in the base for one that is removed. */
  at: SourceLocation;
  /** What it has on each side; undefined where it isn't. */
  before: Concurrency | undefined;
  after: Concurrency | undefined;
}

/** What one instance of a function has. */
export interface Concurrency {
  /** null: it reserves nothing. Unbounded: nobody knows. */
  reserved: Interval | null;
  provisioned: Interval;
}

/** A pool on both sides; one that only one side draws from is undefined on the other. */
export interface PoolChange {
  account: string;
  region: string;
  before: LedgerPool | undefined;
  after: LedgerPool | undefined;
}

/** A reservation in words: a number, a range, `none` or `unknown`. */
export function reservationWords(amount: Interval | null): string {
  if (amount === null) return "none";
  const isOpen = amount.atLeast === UNBOUNDED.atLeast && amount.atMost === UNBOUNDED.atMost;
  return isOpen ? "unknown" : intervalWords(amount);
}
