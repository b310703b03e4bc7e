/** The least and the most that a number can be; `atMost` is Infinity when nothing bounds it. */
export interface Interval {
  atLeast: number;
  atMost: number;
}

export const NOTHING: Interval = { atLeast: 0, atMost: 0 };

/** Nothing is known but that it isn't negative. */
export const UNBOUNDED: Interval = { atLeast: 0, atMost: Number.POSITIVE_INFINITY };

export function exactly(amount: number): Interval {
  return { atLeast: amount, atMost: amount };
}

export function add(a: Interval, b: Interval): Interval {
  return { atLeast: a.atLeast + b.atLeast, atMost: a.atMost + b.atMost };
}

export function sum(intervals: Iterable<Interval>): Interval {
  let total = NOTHING;
  for (const interval of intervals) total = add(total, interval);
  return total;
}

/** Both not negative. 0 × ∞ is 0: nothing of anything is nothing. */
export function multiply(a: Interval, b: Interval): Interval {
  return { atLeast: product(a.atLeast, b.atLeast), atMost: product(a.atMost, b.atMost) };
}

/** The least interval that covers both. */
export function hull(a: Interval, b: Interval): Interval {
  return { atLeast: Math.min(a.atLeast, b.atLeast), atMost: Math.max(a.atMost, b.atMost) };
}

/** What is left of `total` after `taken`; may be negative. */
export function remainder(total: number, taken: Interval): Interval {
  return { atLeast: total - taken.atMost, atMost: total - taken.atLeast };
}

export function isExact(interval: Interval): boolean {
  return interval.atLeast === interval.atMost;
}

/** An interval in words: `50`, `10 to 50`, `10 or more`. */
export function intervalWords(interval: Interval): string {
  const { atLeast, atMost } = interval;
  if (isExact(interval)) return String(atLeast);
  if (!Number.isFinite(atMost)) return Number.isFinite(atLeast) ? `${atLeast} or more` : "unknown";
  return Number.isFinite(atLeast) ? `${atLeast} to ${atMost}` : `${atMost} or less`;
}

function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
