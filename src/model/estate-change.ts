import type { SourceLocation } from "../source/location.ts";
import { type Interval, intervalWords, NOTHING, remainder, UNBOUNDED } from "../values/interval.ts";
import type { LedgerPool } from "./ledger.ts";

/** A function that a change adds, removes or gives other numbers, in the environments where it does so alike. */
export interface FunctionChange {
  kind: "added" | "removed" | "changed";
  address: string;
  /** How people are shown it: its label or its address, with its root where another one has the same. */
  name: string;
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

/** A pool as both sides see it: one that doesn't draw from it leaves all of it. */
export function onBothSides(change: PoolChange): PoolChange {
  const { before, after } = change;
  return {
    ...change,
    before: before ?? (after && undrawn(after)),
    after: after ?? (before && undrawn(before)),
  };
}

function undrawn(pool: LedgerPool): LedgerPool {
  const { limit, unreservedFloor, elsewhere } = pool;
  const available = remainder(limit - unreservedFloor, elsewhere.takes);
  return { ...pool, entries: [], reserved: NOTHING, provisionedUnreserved: NOTHING, available };
}

/** Pools that stand by themselves, as if nothing had changed them. */
export function unchangedPools(pools: readonly LedgerPool[]): PoolChange[] {
  return pools.map((pool) => ({ account: pool.account, region: pool.region, before: pool, after: pool }));
}

/** Pools that are worth a look, the fullest first: never empty ones; of a change, those that it moves and those that are over. */
export function poolsWorthShowing(pools: readonly PoolChange[]): PoolChange[] {
  const shown = pools.filter(
    ({ before, after }) =>
      isOver(after) || (isUsed(before, after) && (before === after || moves(before, after))),
  );
  return shown.map(onBothSides).sort((a, b) => fullness(b.after ?? b.before) - fullness(a.after ?? a.before));
}

/** Whether even the least that is taken is more than there is. */
export function isOver(pool: LedgerPool | undefined): boolean {
  return pool !== undefined && pool.available.atMost < 0;
}

/** What a pool has to give, and what is taken of it for certain. */
export function takenOf({ limit, unreservedFloor, available }: LedgerPool): { taken: number; room: number } {
  const room = limit - unreservedFloor;
  return { room, taken: room - available.atMost };
}

function isUsed(...sides: readonly (LedgerPool | undefined)[]): boolean {
  return sides.some((pool) => pool?.entries.some((entry) => entry.takes.atMost > 0));
}

function moves(before: LedgerPool | undefined, after: LedgerPool | undefined): boolean {
  const numbers = (pool: LedgerPool | undefined) =>
    pool && [
      ...[pool.limit, pool.unreservedFloor],
      ...[pool.reserved, pool.provisionedUnreserved, pool.elsewhere.takes].flatMap(({ atLeast, atMost }) => [
        atLeast,
        atMost,
      ]),
    ];
  return String(numbers(before)) !== String(numbers(after));
}

function fullness(pool: LedgerPool | undefined): number {
  if (!pool) return -1;
  const { taken, room } = takenOf(pool);
  if (room > 0) return taken / room;
  return taken > 0 ? Number.POSITIVE_INFINITY : 0;
}
