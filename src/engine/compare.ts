import type { Finding, Report } from "../finding.ts";
import type { LedgerPool } from "../model/ledger.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction } from "../model/model.ts";
import { provisionedOf } from "../model/provisioned.ts";
import { compareText, type SourceLocation } from "../source/location.ts";
import { type Interval, intervalWords } from "../values/interval.ts";
import type { Value } from "../values/value.ts";
import { covers } from "./baseline.ts";

/** What a change does to an estate: the report of its head held against that of its base. */
export interface Comparison {
  /** Open findings of the head that the base doesn't have, or has more mildly or in fewer environments. */
  new: readonly Finding[];
  /** Open findings of the base that the head doesn't have. */
  fixed: readonly Finding[];
  /** Open findings of the head that the base has too. */
  unchanged: readonly Finding[];
  /** Sorted by root and address. */
  functions: readonly FunctionChange[];
  /** Every pool of either side, sorted by account and region. */
  pools: readonly PoolChange[];
  /** USD per month of provisioned concurrency on both sides, over all environments. */
  monthlyUsd: { before: Interval; after: Interval };
}

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

/** A function's concurrency in words: a number, a range, `none` or `unknown`. */
export interface Concurrency {
  reserved: string;
  provisioned: string;
}

/** A pool on both sides; one that only one side draws from is undefined on the other. */
export interface PoolChange {
  account: string;
  region: string;
  before: LedgerPool | undefined;
  after: LedgerPool | undefined;
}

type Compared = Pick<Report, "findings" | "model" | "ledger" | "cost">;

/** Holds the head of a change against its base. Both must have been judged by one policy, or its changes show as the code's. */
export function compareReports(base: Compared, head: Compared): Comparison {
  const before = open(base.findings);
  const after = open(head.findings);
  const earlier = new Map(before.map((finding) => [finding.fingerprint, finding]));
  const later = new Set(head.findings.map((finding) => finding.fingerprint));
  const isKnown = (finding: Finding) => {
    const known = earlier.get(finding.fingerprint);
    return known !== undefined && covers(known, finding);
  };
  return {
    new: after.filter((finding) => !isKnown(finding)),
    fixed: before.filter((finding) => !later.has(finding.fingerprint)),
    unchanged: after.filter(isKnown),
    functions: functionChanges(base.model, head.model),
    pools: poolChanges(base.ledger.pools, head.ledger.pools),
    monthlyUsd: { before: base.cost.monthlyUsd, after: head.cost.monthlyUsd },
  };
}

function open(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => !finding.waiver);
}

function functionChanges(base: Model, head: Model): FunctionChange[] {
  const before = new Map(base.functions.map((fn) => [fn.id, fn]));
  const after = new Map(head.functions.map((fn) => [fn.id, fn]));
  const merged = new Map<string, FunctionChange>();
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort(compareText)) {
    const change = changeOf({ fn: before.get(id), model: base }, { fn: after.get(id), model: head });
    if (!change) continue;
    const { environments, ...what } = change;
    const same = merged.get(JSON.stringify(what));
    if (!same) merged.set(JSON.stringify(what), change);
    else same.environments = [...new Set([...same.environments, ...environments])];
  }
  return [...merged.values()].sort(
    (a, b) => compareText(a.root, b.root) || compareText(a.address, b.address),
  );
}

interface Side {
  fn: LambdaFunction | undefined;
  model: Model;
}

function changeOf(base: Side, head: Side): FunctionChange | undefined {
  const before = concurrencyOf(base);
  const after = concurrencyOf(head);
  if (before?.reserved === after?.reserved && before?.provisioned === after?.provisioned) return undefined;
  const { fn, model } = head.fn ? head : base;
  if (!fn) return undefined;
  const { root, environment } = model.deploymentOf(fn);
  return {
    kind: !before ? "added" : !after ? "removed" : "changed",
    address: fn.address,
    ...(fn.label === undefined ? {} : { label: fn.label }),
    root,
    environments: [environment],
    at: fn.reservedConcurrency.at.file === fn.at.file ? fn.reservedConcurrency.at : fn.at,
    before,
    after,
  };
}

function concurrencyOf({ fn, model }: Side): Concurrency | undefined {
  if (!fn) return undefined;
  return {
    reserved: valueWords(fn.reservedConcurrency),
    provisioned: intervalWords(provisionedOf(fn, model)),
  };
}

function valueWords(value: Value<number>): string {
  if (value.state === "known") return String(value.value);
  return value.state === "unset" ? "none" : "unknown";
}

function poolChanges(base: readonly LedgerPool[], head: readonly LedgerPool[]): PoolChange[] {
  const key = ({ account, region }: LedgerPool) => `${account}\n${region}`;
  const before = new Map(base.map((pool) => [key(pool), pool]));
  const after = new Map(head.map((pool) => [key(pool), pool]));
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText).map((each) => {
    const [account = "", region = ""] = each.split("\n");
    return { account, region, before: before.get(each), after: after.get(each) };
  });
}
