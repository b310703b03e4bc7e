import type { Comparison, Coverage, Finding, Occurrence, Report } from "../../finding.ts";
import type { PoolChange } from "../../model/estate-change.ts";
import type { LedgerPool } from "../../model/ledger.ts";
import { compareText } from "../../source/location.ts";
import { gravest, stateOf } from "./change-state.ts";
import { functionChanges, functionPairs, rootOf } from "./function-changes.ts";
import { noLongerKnown } from "./no-longer-known.ts";
import { type Occurring, pairUp } from "./pair-up.ts";

type Compared = Pick<Report, "findings" | "model" | "ledger" | "cost" | "coverage" | "diagnostics">;

/** What a change does: to each finding, which says so, and besides. */
export interface Compare {
  findings: Finding[];
  comparison: Comparison;
}

/**
 * Holds the head of a change against its base. Both must have been judged by one policy, or its changes show as the code's.
 * @param name the revision of the base, as it was named
 */
export function compareReports(base: Compared, head: Compared, name: string): Compare {
  const pairs = functionPairs(base.model, head.model);
  const mayHide = nowUnreadIn(base.coverage, head.coverage);
  const isOpenNow = noLongerKnown(pairs, base.ledger, mayHide);
  const { findings, fixed } = compareFindings(base.findings, head, isOpenNow);
  return {
    findings,
    comparison: {
      base: name,
      fixed,
      functions: functionChanges(pairs.filter(([was, is]) => is || !was || !mayHide(rootOf(was)))),
      pools: poolChanges(base.ledger.pools, head.ledger.pools),
      monthlyUsd: { before: base.cost.monthlyUsd, after: head.cost.monthlyUsd },
      coverage: { before: base.coverage, after: head.coverage },
      remarksBefore: base.diagnostics,
    },
  };
}

/**
 * Whether a root has something in the head, and had not in the base, that may declare functions and isn't read: what is gone
 * there may be in it, and nobody knows whether it is fixed or removed.
 */
function nowUnreadIn(base: Coverage, head: Coverage): (root: string) => boolean {
  const callsIn = ({ unread }: Coverage) =>
    unread
      .filter(({ mayHoldFunctions }) => mayHoldFunctions)
      .flatMap(({ calls }) => calls.map(({ root, address }) => ({ root, key: `${root}\n${address}` })));
  const before = new Set(callsIn(base).map(({ key }) => key));
  const roots = new Set(
    callsIn(head)
      .filter(({ key }) => !before.has(key))
      .map(({ root }) => root),
  );
  return (root) => roots.has(root);
}

/** An occurrence with the finding that it is of. */
interface Found extends Occurring {
  finding: Finding;
}

function compareFindings(
  base: readonly Finding[],
  { findings, coverage }: Pick<Compared, "findings" | "coverage">,
  isOpenNow: (occurrence: Occurrence) => boolean,
): { findings: Finding[]; fixed: Finding[] } {
  const before = occurringIn(base.filter(isOpen));
  const after = occurringIn(findings.filter(isOpen));
  const pairs = pairUp(before, after);
  const known = new Set(pairs.values());
  const gone = before.filter((each) => !known.has(each));
  // What a waiver covers now isn't fixed.
  const waived = new Set(pairUp(gone, occurringIn(findings.filter((each) => !isOpen(each)))).values());
  const fixed = new Map<Finding, Occurrence[]>();
  for (const each of gone) {
    if (waived.has(each) || isUnseen(each.finding, coverage) || isOpenNow(each.occurrence)) continue;
    fixed.set(each.finding, [...(fixed.get(each.finding) ?? []), each.occurrence]);
  }
  const earlier = new Map<Finding, (Found | undefined)[]>();
  for (const each of after) {
    const found = earlier.get(each.finding) ?? [];
    found.push(pairs.get(each));
    earlier.set(each.finding, found);
  }
  return {
    findings: findings.map((each) => (isOpen(each) ? changed(each, earlier.get(each) ?? []) : each)),
    fixed: base.flatMap((each) => {
      const occurrences = fixed.get(each);
      return occurrences ? [onlyIn(each, occurrences)] : [];
    }),
  };
}

/** @param earlier what each of its occurrences was in the base, in their order */
function changed(finding: Finding, earlier: readonly (Found | undefined)[]): Finding {
  const { severity, verdict, occurrences } = finding;
  const states = earlier.map((found, index) => {
    const after = { severity, verdict, measure: occurrences[index]?.measure };
    return found ? stateOf({ ...found.finding, measure: found.occurrence.measure }, after) : "new";
  });
  const change = gravest(states);
  const [measureBefore] = earlier
    .flatMap((found) => found?.occurrence.measure ?? [])
    .sort((a, b) => b.over - a.over);
  return {
    ...finding,
    change,
    ...(change !== "new" && measureBefore ? { measureBefore } : {}),
  };
}

/** A finding in some of the environments that it is in. */
function onlyIn(finding: Finding, occurrences: readonly Occurrence[]): Finding {
  const left = new Set(occurrences.map(({ environment }) => environment));
  return {
    ...finding,
    environments: finding.environments.filter((each) => left.has(each)),
    occurrences,
  };
}

function occurringIn(findings: readonly Finding[]): Found[] {
  return findings.flatMap((finding) => finding.occurrences.map((occurrence) => ({ finding, occurrence })));
}

function isOpen({ waiver }: Finding): boolean {
  return waiver === undefined;
}

/** Whether the head could not read what the base has found something in: nobody knows whether that is fixed. */
function isUnseen({ at, root }: Finding, { unread }: Coverage): boolean {
  return unread.some(({ what }) =>
    [at.file, root].some((path) => path === what || path.startsWith(`${what}/`)),
  );
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
