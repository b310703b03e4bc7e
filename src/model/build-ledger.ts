import { compareText } from "../source/location.ts";
import { type Amount, combineAmounts, rangeOf, sumOfAmounts } from "../values/amounts.ts";
import { ALWAYS, type Guards } from "../values/guard.ts";
import { absences, countWhereThere } from "../values/instances.ts";
import { add, exactly, type Interval, multiply, NOTHING, remainder, UNBOUNDED } from "../values/interval.ts";
import { alternativesUnder } from "../values/judge.ts";
import { type Known, known, knownValue } from "../values/value.ts";
import { type DeclaredLimits, declaredLimits, limitsWith } from "./declared-limits.ts";
import { deployedOnce } from "./identity.ts";
import type { Ledger, LedgerAmount, LedgerEntry, LedgerPool, PoolLimits } from "./ledger.ts";
import type { Model } from "./linked-model.ts";
import type { LambdaFunction } from "./model.ts";
import { identityIn, type PoolIdentity, poolKey } from "./pool-identity.ts";
import { provisionedOf, provisioning } from "./provisioned.ts";

/** What an account allows in a region; undefined means one that isn't known. */
export type LimitsFor = (account: string | undefined, region: string | undefined) => PoolLimits;

/**
 * Sums what every function takes from its account's pool in its region, least and most.
 * @param before the limits that code asked for before the change that is judged; undefined where there is none
 */
export function buildLedger(model: Model, limitsFor: LimitsFor, before?: DeclaredLimits): Ledger {
  const pools = new Map<string, { identity: PoolIdentity; entries: LedgerEntry[] }>();
  for (const group of deployedOnce([...model.functions, ...model.externalFunctions], model)) {
    const [fn] = group as [LambdaFunction];
    const identity = identityOf(fn, model);
    const key = poolKey(identity);
    const pool = pools.get(key) ?? { identity, entries: [] };
    pool.entries.push(largestOf(group.map((each) => entryOf(each, model))));
    pools.set(key, pool);
  }
  const sorted = [...pools.values()].sort(
    (a, b) =>
      compareText(a.identity.account, b.identity.account) ||
      compareText(a.identity.region, b.identity.region),
  );
  const declared = declaredLimits(model);
  return {
    pools: sorted.map(({ identity, entries }) => {
      const { account, accountKnown, region, regionKnown } = identity;
      const stated = limitsFor(accountKnown ? account : undefined, regionKnown ? region : undefined);
      const key = poolKey(identity);
      const had = before && { declared: before.get(key) };
      return poolOf(identity, entries, limitsWith(stated, declared.get(key), had));
    }),
  };
}

/** Of a function that several roots declare: by the declaration that takes most, with the others beside it. */
function largestOf(entries: readonly LedgerEntry[]): LedgerEntry {
  const [first, ...others] = [...entries].sort(
    (a, b) => b.takes.atLeast - a.takes.atLeast || b.takes.atMost - a.takes.atMost,
  ) as [LedgerEntry, ...LedgerEntry[]];
  return others.length === 0 ? first : { ...first, also: others };
}

/**
 * A Lambda@Edge function is one of us-east-1; its replicas draw on the pools of the regions that run them, which no code says.
 * See https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */
const EDGE_REGION = "us-east-1";

function identityOf(fn: LambdaFunction, model: Model): PoolIdentity {
  const { environment } = model.deploymentOf(fn);
  const atEdge = knownValue(model.runsAtEdge(fn)) === true;
  return identityIn(fn.account, atEdge ? known(EDGE_REGION, fn.at) : fn.region, environment);
}

function entryOf(fn: LambdaFunction, model: Model): LedgerEntry {
  const { root, environment } = model.deploymentOf(fn);
  const { atLeast, atMost } = fn.instances;
  const amounts = amountsTaken(fn, model);
  const entry: LedgerEntry = {
    function: fn.id,
    address: fn.address,
    root,
    deploymentId: fn.deploymentId,
    environment,
    at: fn.reservedConcurrency.at,
    instances: { atLeast, atMost },
    reserved: fn.reservedConcurrency,
    provisioned: provisionedOf(fn, model),
    amounts,
    takes: rangeOf(amounts),
    because: reasonsOf(fn, model),
    ...(fn.isExternal ? { isExternal: true } : {}),
  };
  if (fn.label !== undefined) entry.label = fn.label;
  return entry;
}

/**
 * What all instances of a function take from the pool, for each combination of what that depends on.
 * A reservation takes itself, and holds what is provisioned; without one, what is provisioned is taken from the pool.
 */
function amountsTaken(fn: LambdaFunction, model: Model): LedgerAmount[] {
  if (fn.isExternal) return amountsOfExternal(fn, model);
  // Quotas of capacity providers are apart from Lambda's: https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-quotas.html
  if (knownValue(fn.capacityProvider)) return [{ ...NOTHING, sharesPool: false }];
  const { when, atLeast } = fn.instances;
  const instances = countWhereThere(fn.instances);
  const there = (alternativesUnder(fn.reservedConcurrency, when) ?? [undefined]).flatMap((reserved) => {
    const guards = reserved?.when ? [reserved.when] : (when ?? ALWAYS);
    const sharesPool = reserved?.state === "unset";
    const each = sharesPool
      ? provisionedUnder(guards, fn, model, instances)
      : combineAmounts([], () => multiply(reservationOf(reserved), instances), guards);
    return each.map((amount): LedgerAmount => ({ ...amount, sharesPool }));
  });
  if (atLeast > 0 || !when) return there;
  return [...there, ...absences(fn.instances).map((guard) => ({ ...NOTHING, ...guard, sharesPool: false }))];
}

/**
 * What is provisioned is taken wherever its function is declared: from the pool, or as a part of a reservation that is no less. A function
 * that has no name here may be one that is counted already.
 */
function amountsOfExternal(fn: LambdaFunction, model: Model): LedgerAmount[] {
  const isNamed = fn.name.state === "known";
  return provisionedUnder(ALWAYS, fn, model, countWhereThere(fn.instances)).map((amount) => ({
    ...amount,
    atLeast: isNamed ? amount.atLeast : 0,
    sharesPool: false,
  }));
}

/** What all instances of a function provision under some outcomes. */
function provisionedUnder(guards: Guards, fn: LambdaFunction, model: Model, instances: Interval): Amount[] {
  const { choices, compute } = provisioning(fn, model);
  return combineAmounts(choices, (chosen) => multiply(compute(chosen), instances), guards);
}

function reservationOf(reserved: Known<number> | undefined): Interval {
  return reserved ? exactly(Math.max(0, reserved.value)) : UNBOUNDED;
}

function reasonsOf(fn: LambdaFunction, model: Model): string[] {
  const own = fn.isExternal ? fn.name : fn.reservedConcurrency;
  const values = [own, ...model.provisionedFor(fn).map((each) => each.amount)];
  return [...new Set(values.flatMap((value) => (value.state === "unknown" ? [value.because] : [])))];
}

function poolOf(identity: PoolIdentity, entries: LedgerEntry[], limits: PoolLimits): LedgerPool {
  const isReserved = (entry: LedgerEntry) => !entry.isExternal && entry.reserved.state !== "unset";
  const amountsOf = (some: readonly LedgerEntry[]) => some.map((entry) => entry.amounts);
  const reserved = sumOfAmounts(amountsOf(entries.filter(isReserved)));
  const provisionedUnreserved = sumOfAmounts(amountsOf(entries.filter((entry) => !isReserved(entry))));
  const spoken = add(sumOfAmounts(amountsOf(entries)), exactly(limits.reservedElsewhere));
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
