import type { Occurrence } from "../../finding.ts";
import { describePool } from "../../model/describe.ts";
import type { Ledger } from "../../model/ledger.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import { knownValue, type Value } from "../../values/value.ts";
import { type functionPairs, rootOf, type Side } from "./function-changes.ts";

/**
 * Whether something that the base found rests on what the head can't tell any more: a reservation, a provisioned amount, an account
 * or a region that was known. Nobody knows whether that is fixed.
 * @param pools those of the base
 * @param mayHide whether a root has got something unread, in which a function that is gone may be
 */
export function noLongerKnown(
  pairs: ReturnType<typeof functionPairs>,
  { pools }: Ledger,
  mayHide: (root: string) => boolean,
): (occurrence: Occurrence) => boolean {
  const ids = new Set<string>();
  const keys = new Set<string>();
  const added = pairs.flatMap(([was, is]) => (!was && is ? [is] : []));
  for (const [was, pair] of pairs) {
    if (!was || was.fn === pair?.fn) continue;
    const found = pair ? [pair] : added.filter((each) => mayBeSame(was, each));
    const isHidden = !pair && mayHide(rootOf(was));
    if (!isHidden && !found.some((is) => isLessKnown(was, is))) continue;
    const { fn, model } = was;
    const { environment, root } = model.deploymentOf(fn);
    ids.add(fn.id);
    keys.add(keyOf(environment, root, fn.address));
    const name = knownValue(fn.name);
    if (name !== undefined) keys.add(keyOf(environment, name));
  }
  const open = pools
    .filter(({ entries }) => entries.some((entry) => ids.has(entry.function)))
    .map(describePool);
  return ({ environment, root, address, of }) =>
    keys.has(keyOf(environment, root, address)) ||
    (of !== undefined &&
      (keys.has(keyOf(environment, of)) || open.some((pool) => of === pool || of.startsWith(`${pool} by `))));
}

/** In another root, where the account isn't told, say, nothing else pairs them. */
function mayBeSame({ fn: was }: Side, { fn: is }: Side): boolean {
  const [before, after] = [knownValue(was.name), knownValue(is.name)];
  return after !== undefined && before !== undefined ? before === after : was.address === is.address;
}

function isLessKnown(was: Side, is: Side): boolean {
  const [before, after] = [provisionedOf(was.fn, was.model), provisionedOf(is.fn, is.model)];
  return (
    isLost(was.fn.reservedConcurrency, is.fn.reservedConcurrency) ||
    isPlaceLost(was.fn.account, is.fn.account) ||
    isPlaceLost(was.fn.region, is.fn.region) ||
    (Number.isFinite(before?.atMost ?? 0) && !Number.isFinite(after?.atMost ?? 0))
  );
}

/** What isn't set is known not to be. */
function isLost(before: Value<unknown>, after: Value<unknown>): boolean {
  return before.state !== "unknown" && after.state === "unknown";
}

/** Where a function is, is never nowhere. */
function isPlaceLost(before: Value<unknown>, after: Value<unknown>): boolean {
  return before.state === "known" && after.state !== "known";
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
