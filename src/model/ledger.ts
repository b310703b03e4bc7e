import type { SourceLocation } from "../source/location.ts";
import type { Amount } from "../values/amounts.ts";
import type { Interval } from "../values/interval.ts";
import type { Value } from "../values/value.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { LiveRegion } from "./live.ts";
import type { PoolIdentity } from "./pool-identity.ts";

/** What an account's region allows, from the code, the policy or AWS's defaults. */
export interface PoolLimits {
  /** Concurrent executions of the account in the region; AWS's default is 1,000. */
  limit: number;
  /** What AWS keeps unreserved: 100, on young accounts 50 or 10. */
  unreservedFloor: number;
  /** Reserved by functions that this run doesn't see, as somebody keeps the number by hand; what counts is a pool's `elsewhere`. */
  reservedElsewhere: number;
  /** Where the code or the policy says so; absent for AWS's defaults. */
  at?: SourceLocation;
  /** The limit that the policy states, whichever counts; absent where it states none. */
  stated?: StatedLimit;
  /** Whether a policy enforces what it says of the account: then no code allows more. */
  isEnforced?: true;
}

/** A limit that somebody states, and where. */
export interface StatedLimit {
  limit: number;
  at: SourceLocation;
}

/** What a function takes from its pool under some outcomes of undecided conditions. */
export interface LedgerAmount extends Amount {
  /** Whether there is the function, and it reserves nothing. */
  sharesPool: boolean;
}

/** What one function, all its instances together, takes from its pool. */
export interface LedgerEntry {
  /** The entity id of the function. */
  function: string;
  address: string;
  label?: string;
  /** How people are shown it: its label or its address, with its root where another one has the same. */
  name: string;
  root: string;
  deploymentId: string;
  environment: string;
  /** Where the number that decides the entry is written. */
  at: SourceLocation;
  instances: Interval;
  /** The reservation of one instance. */
  reserved: Value<number>;
  /** Provisioned concurrency of one instance over all its aliases and versions, scaling maxima included. */
  provisioned: Interval;
  /** What it takes, for each combination of what that depends on. */
  amounts: readonly LedgerAmount[];
  /** What it takes from the pool: its reservation, or what it provisions when it has none. */
  takes: Interval;
  /** Why the least and the most differ. */
  because: string[];
  /** The other declarations of the same function, by other roots: it is counted once, by the one that takes most. */
  also?: readonly LedgerEntry[];
  /** Of a function that the checkout doesn't declare: it takes what is provisioned on it here. */
  isExternal?: true;
}

/** The concurrency of one account in one region. */
export interface LedgerPool extends PoolIdentity, Omit<PoolLimits, "reservedElsewhere" | "isEnforced"> {
  /** Sum of reservations of functions seen. */
  reserved: Interval;
  /** Sum of provisioned concurrency of functions without a reservation. */
  provisionedUnreserved: Interval;
  /** Taken by functions that this run doesn't see. */
  elsewhere: Elsewhere;
  /** limit − floor − reserved − provisioned outside reservations − elsewhere; negative when over. */
  available: Interval;
  /** What the account has in the region, as a snapshot says. */
  live?: LiveRegion;
  /** The limit that the code asks for, whichever counts. */
  declared?: StatedLimit;
  /** The limit to which the change that is judged raises it: it counts once it is merged. */
  raised?: { limit: number; at?: SourceLocation };
  /** A higher limit that the code asks for, where the policy enforces the account's. */
  overruled?: { limit: number; at: SourceLocation };
  /** The biggest takers first. */
  entries: LedgerEntry[];
}

export interface Ledger {
  /** Sorted by account, then region. */
  pools: LedgerPool[];
}
