import { compareText } from "../source/location.ts";
import { type Amount, combineAmounts, rangeOf, sumOfAmounts } from "../values/amounts.ts";
import { ALWAYS, type Guards } from "../values/guard.ts";
import { absences, countWhereThere } from "../values/instances.ts";
import { add, exactly, type Interval, multiply, NOTHING, remainder, UNBOUNDED } from "../values/interval.ts";
import { alternativesUnder } from "../values/judge.ts";
import { type Known, known, knownValue } from "../values/value.ts";
import { type DeclaredLimits, declaredLimits, limitsWith } from "./declared-limits.ts";
import { type CountedHere, type ElsewhereSource, elsewhereFrom } from "./elsewhere.ts";
import { deployedOnce } from "./identity.ts";
import type { Ledger, LedgerAmount, LedgerEntry, LedgerPool, PoolLimits } from "./ledger.ts";
import type { Model } from "./linked-model.ts";
import type { LiveRegion } from "./live.ts";
import { withLive } from "./live-limits.ts";
import type { LambdaFunction } from "./model.ts";
import { identityIn, type PoolIdentity, poolKey } from "./pool-identity.ts";
import { provisionedOf, provisioning, provisionsAnything } from "./provisioned.ts";
import { toldApart } from "./told-apart.ts";

/** What an account allows in a region; undefined means one that isn't known. */
export type LimitsFor = (account: string | undefined, region: string | undefined) => PoolLimits;

/** What a ledger is made with, besides the model. */
export interface LedgerSetting {
  limitsFor: LimitsFor;
  /** The limits that code asked for before the change that is judged; undefined where there is none. */
  before?: DeclaredLimits | undefined;
  /** Who says what others take: claims before snapshots. */
  others?: readonly ElsewhereSource[];
  /** What an account has in a region, as a snapshot says; undefined where none does. */
  liveIn?: (pool: PoolIdentity) => LiveRegion | undefined;
}

/** Sums what every function takes from its account's pool in its region, least and most. */
export function buildLedger(model: Model, { limitsFor, before, others = [], liveIn }: LedgerSetting): Ledger {
  const pools = new Map<string, PoolSeen>();
  for (const group of deployedOnce([...model.functions, ...model.externalFunctions], model)) {
    const [fn] = group as [LambdaFunction];
    const identity = identityOf(fn, model);
    const key = poolKey(identity);
    const pool: PoolSeen = pools.get(key) ?? {
      identity,
      entries: [],
      declared: new Set(),
      unnamed: 0,
      provisioned: new Map(),
    };
    const entry = largestOf(group.map((each) => entryOf(each, model)));
    pool.entries.push(entry);
    const name = knownValue(fn.name);
    if (name !== undefined && fn.isExternal) pool.provisioned.set(name, entry.takes);
    else if (name !== undefined) pool.declared.add(name);
    else if (!fn.isExternal) pool.unnamed += fn.instances.atMost;
    pools.set(key, pool);
  }
  const sorted = [...pools.values()].sort(
    (a, b) =>
      compareText(a.identity.account, b.identity.account) ||
      compareText(a.identity.region, b.identity.region),
  );
  const declared = declaredLimits(model);
  return {
    pools: sorted.map((seen) => {
      const { identity } = seen;
      const { account, accountKnown, region, regionKnown } = identity;
      const stated = limitsFor(accountKnown ? account : undefined, regionKnown ? region : undefined);
      const key = poolKey(identity);
      const had = before && { declared: before.get(key) };
      const limits = limitsWith(stated, declared.get(key), had);
      const live = accountKnown && regionKnown ? liveIn?.(identity) : undefined;
      const asked = declared.get(key);
      return {
        ...poolOf(seen, live ? withLive(limits, live, stated.isEnforced === true) : limits, others),
        ...(asked ? { declared: asked } : {}),
        ...(live ? { live } : {}),
      };
    }),
  };
}

/** What a checkout has of a pool. */
interface PoolSeen extends CountedHere {
  identity: PoolIdentity;
  entries: LedgerEntry[];
  declared: Set<string>;
  unnamed: number;
  provisioned: Map<string, Interval>;
}

/** Of a function that several roots declare: by the declaration that takes most, with the others beside it. */
function largestOf(entries: readonly LedgerEntry[]): LedgerEntry {
  const [only, another] = entries as [LedgerEntry, ...LedgerEntry[]];
  if (!another) return only;
  const [first, ...others] = [...entries].sort(
    (a, b) => b.takes.atLeast - a.takes.atLeast || b.takes.atMost - a.takes.atMost,
  ) as [LedgerEntry, ...LedgerEntry[]];
  return { ...first, also: others };
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

/** What functions take that provision nothing, so that it follows from what they say themselves: base and head of a change share most of them. */
const takenAlone = new WeakMap<LambdaFunction, LedgerEntry>();

function entryOf(fn: LambdaFunction, model: Model): LedgerEntry {
  if (fn.isExternal || provisionsAnything(fn, model)) return countedEntry(fn, model);
  const entry = takenAlone.get(fn) ?? countedEntry(fn, model);
  takenAlone.set(fn, entry);
  return entry;
}

function countedEntry(fn: LambdaFunction, model: Model): LedgerEntry {
  const { root, environment } = model.deploymentOf(fn);
  const { atLeast, atMost } = fn.instances;
  const amounts = amountsTaken(fn, model);
  return {
    function: fn.id,
    address: fn.address,
    ...(fn.label === undefined ? {} : { label: fn.label }),
    name: fn.label ?? fn.address,
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

function poolOf(
  seen: PoolSeen,
  { reservedElsewhere, ...limits }: ReturnType<typeof limitsWith>,
  others: readonly ElsewhereSource[],
): LedgerPool {
  const { identity, entries } = seen;
  const isReserved = (entry: LedgerEntry) => !entry.isExternal && entry.reserved.state !== "unset";
  const amountsOf = (some: readonly LedgerEntry[]) => some.map((entry) => entry.amounts);
  const reserved = sumOfAmounts(amountsOf(entries.filter(isReserved)));
  const provisionedUnreserved = sumOfAmounts(amountsOf(entries.filter((entry) => !isReserved(entry))));
  const elsewhere = elsewhereFrom(identity, { amount: reservedElsewhere, at: limits.at }, others, seen);
  const spoken = add(sumOfAmounts(amountsOf(entries)), elsewhere.takes);
  return {
    ...identity,
    ...limits,
    reserved,
    provisionedUnreserved,
    elsewhere,
    available: remainder(limits.limit - limits.unreservedFloor, spoken),
    entries: toldApart(
      [...entries].sort((a, b) => b.takes.atMost - a.takes.atMost || compareText(a.function, b.function)),
    ),
  };
}
