import type { Comparison, Coverage } from "../../finding.ts";
import type { Concurrency, FunctionChange, PoolChange } from "../../model/estate-change.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { findingJson } from "./finding.ts";
import { amountJson, intervalJson } from "./location.ts";

/** What a change does, as the JSON report spells it. null stands for a side where something isn't. */
export function comparisonJson(
  { base, fixed, functions, pools, monthlyUsd, coverage }: Comparison,
  remedies: ReadonlyMap<string, string>,
) {
  return {
    base,
    fixed: fixed.map((finding) => findingJson(finding, remedies)),
    functions: functions.flatMap(functionJson),
    pools: pools.map(poolJson),
    cost: { before: intervalJson(monthlyUsd.before), after: intervalJson(monthlyUsd.after) },
    coverage: { before: coverageJson(coverage.before), after: coverageJson(coverage.after) },
  };
}

function functionJson({ address, root, environments, kind, before, after }: FunctionChange) {
  return environments.map((environment) => ({
    address,
    root,
    environment,
    change: kind,
    before: before ? concurrencyJson(before) : null,
    after: after ? concurrencyJson(after) : null,
  }));
}

/** A reservation is null where nothing is reserved. */
function concurrencyJson({ reserved, provisioned }: Concurrency) {
  return { reserved: reserved ? amountJson(reserved) : null, provisioned: amountJson(provisioned) };
}

function poolJson({ account, region, before, after }: PoolChange) {
  const pool = before ?? after;
  return {
    account: pool?.accountKnown ? account : null,
    region: pool?.regionKnown ? region : null,
    name: `${account}/${region}`,
    before: before ? numbersJson(before) : null,
    after: after ? numbersJson(after) : null,
  };
}

function numbersJson({ limit, reserved, provisionedUnreserved, available }: LedgerPool) {
  return {
    limit,
    reserved: intervalJson(reserved),
    provisionedUnreserved: intervalJson(provisionedUnreserved),
    available: intervalJson(available),
  };
}

function coverageJson({ checked, modules, leftOut, unread }: Coverage) {
  return { checked, modules, leftOut: leftOut.length, unread: unread.length };
}
