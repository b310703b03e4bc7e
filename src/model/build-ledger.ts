import { compareText } from "../source/location.ts";
import { add, exactly, hull, type Interval, multiply, remainder, sum } from "../values/interval.ts";
import { alternativesOf, type Value } from "../values/value.ts";
import type { Ledger, LedgerEntry, LedgerPool, PoolLimits } from "./ledger.ts";
import type { Model } from "./linked-model.ts";
import type { LambdaFunction } from "./model.ts";
import { provisionedOf } from "./provisioned.ts";

/** What an account allows in a region; undefined stands for one that isn't known. */
export type LimitsFor = (account: string | undefined, region: string | undefined) => PoolLimits;

/** Sums what every function takes from its account's pool in its region, least and most. */
export function buildLedger(model: Model, limitsFor: LimitsFor): Ledger {
  const pools = new Map<string, { identity: PoolIdentity; entries: LedgerEntry[] }>();
  for (const fn of model.functions) {
    const identity = identityOf(fn, model);
    const key = `${identity.account}\n${identity.region}`;
    const pool = pools.get(key) ?? { identity, entries: [] };
    pool.entries.push(entryOf(fn, model));
    pools.set(key, pool);
  }
  const sorted = [...pools.values()].sort(
    (a, b) =>
      compareText(a.identity.account, b.identity.account) ||
      compareText(a.identity.region, b.identity.region),
  );
  return { pools: sorted.map(({ identity, entries }) => poolOf(identity, entries, limitsFor)) };
}

type PoolIdentity = Pick<LedgerPool, "account" | "accountKnown" | "region" | "regionKnown">;

/** Where the account isn't known, each environment has its own: two environments rarely share one, and a false sum would be worse. */
function identityOf(fn: LambdaFunction, model: Model): PoolIdentity {
  const { environment } = model.deploymentOf(fn);
  const account = fn.account.state === "known" ? fn.account.value : undefined;
  const region = fn.region.state === "known" ? fn.region.value : undefined;
  return {
    account: account ?? `account of ${environment}`,
    accountKnown: account !== undefined,
    region: region ?? `region of ${environment}`,
    regionKnown: region !== undefined,
  };
}

function entryOf(fn: LambdaFunction, model: Model): LedgerEntry {
  const { root, environment } = model.deploymentOf(fn);
  const provisioned = provisionedOf(fn, model);
  const { atLeast, atMost } = fn.instances;
  const instances = { atLeast, atMost };
  const takes = multiply(taken(fn.reservedConcurrency, provisioned), instances);
  const entry: LedgerEntry = {
    function: fn.id,
    address: fn.address,
    root,
    deploymentId: fn.deploymentId,
    environment,
    at: fn.reservedConcurrency.at,
    instances,
    reserved: fn.reservedConcurrency,
    provisioned,
    takes,
    because: reasonsOf(fn, model),
  };
  if (fn.label !== undefined) entry.label = fn.label;
  return entry;
}

/** A reservation takes itself, and holds what is provisioned; without one, what is provisioned is taken from the pool. */
function taken(reserved: Value<number>, provisioned: Interval): Interval {
  const ways = alternativesOf(reserved);
  if (!ways) return { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
  return ways
    .map((way) => (way.state === "known" ? exactly(Math.max(0, way.value)) : provisioned))
    .reduce(hull);
}

function reasonsOf(fn: LambdaFunction, model: Model): string[] {
  const values = [fn.reservedConcurrency, ...model.provisionedFor(fn).map((each) => each.amount)];
  return [...new Set(values.flatMap((value) => (value.state === "unknown" ? [value.because] : [])))];
}

function poolOf(identity: PoolIdentity, entries: LedgerEntry[], limitsFor: LimitsFor): LedgerPool {
  const limits = limitsFor(
    identity.accountKnown ? identity.account : undefined,
    identity.regionKnown ? identity.region : undefined,
  );
  const isReserved = (entry: LedgerEntry) => entry.reserved.state !== "unset";
  const reserved = sum(entries.filter(isReserved).map((entry) => entry.takes));
  const provisionedUnreserved = sum(
    entries.filter((entry) => !isReserved(entry)).map((entry) => entry.takes),
  );
  const spoken = add(add(reserved, provisionedUnreserved), {
    atLeast: limits.reservedElsewhere,
    atMost: limits.reservedElsewhere,
  });
  return {
    ...identity,
    ...limits,
    reserved,
    provisionedUnreserved,
    available: remainder(limits.limit - limits.unreservedFloor, spoken),
    entries: [...entries].sort(
      (a, b) => b.takes.atMost - a.takes.atMost || compareText(a.function, b.function),
    ),
  };
}
