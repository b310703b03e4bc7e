import { type Finding, findingsByChange, type PolicyChange, type Report } from "../finding.ts";
import { countsBySeverity, coverageMovement, remarksOf } from "../reporter.ts";
import { changedCost, usd } from "../reporters/markdown/cost.ts";
import { coverageSection } from "../reporters/markdown/coverage.ts";
import { escapeMarkdown } from "../reporters/markdown/escape.ts";
import { functionTable } from "../reporters/markdown/functions.ts";
import type { LinkTo } from "../reporters/markdown/place.ts";
import { poolTable, shownPools } from "../reporters/markdown/pools.ts";
import { title as titleOf } from "../reporters/markdown/report.ts";
import { fails, type Verdict } from "../verdict.ts";
import { diagnosticFold, findingFold, findingList } from "./findings.ts";
import { policyChangeSection } from "./policy-change.ts";

/** What a page shows. */
export interface PageContent {
  report: Report;
  policyChange?: PolicyChange;
  /** Sentences about how the run was done: where the policy came from, why there is no base. */
  remarks: readonly string[];
  linkTo: LinkTo;
  verdict: Verdict;
}

/**
 * GitHub's job summary has everything; a comment and a check run what the change does, and how much else there is. A note is the
 * comment of a forge that has no such summary.
 */
export type PageKind = "summary" | "comment" | "note";

/** Of what needs no action, a comment shows so much. */
const FEW = 5;

/** The outcome of a run as a page of Markdown: first what it comes to, then the fullest pool. @param most items in each list */
export function page(content: PageContent, most: number, kind: PageKind): string {
  const { report, policyChange, remarks, linkTo } = content;
  const { comparison } = report;
  const few = kind === "summary" ? most : Math.min(most, FEW);
  const lines = [
    `### ${title(content)}`,
    "",
    ...remarks.flatMap((remark) => [`> ${escapeMarkdown(remark)}`, ""]),
    ...poolTable(shownPools(report), few),
    ...costLine(report),
    ...openSections(content, most, kind),
    ...functionTable(
      comparison?.functions ?? [],
      linkTo,
      kind === "summary" ? most : Math.min(Math.ceil(most / 2), 2 * FEW),
    ),
    ...mendedFolds(content, few),
    ...beforeSection(content, most, kind),
    ...policyChangeSection(policyChange, linkTo, most),
    ...(kind === "summary" || !comparison || coverageMovement(report) !== undefined
      ? coverageSection(report, linkTo, few).flatMap((each) => [each, ""])
      : []),
    ...findingFold("Waived", report.findings.filter(isWaived), linkTo, few),
    ...diagnosticFold(remarksOf(report), linkTo, few),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The page of a change that does nothing: the outcome, and how much was there before. */
export function allClear(content: PageContent, kind: Exclude<PageKind, "summary">): string {
  return [title(content), ...beforeSection(content, 0, kind)].join("\n\n").trimEnd();
}

/** Whether a change leaves everything as it is: findings, functions, pools, cost and what could be read. */
export function doesNothing({ report, policyChange, verdict }: PageContent): boolean {
  const { findings, comparison, cost } = report;
  if (policyChange || verdict.exitCode !== 0) return false;
  if (!comparison) return findings.every(isWaived);
  const of = findingsByChange(findings);
  const moved = [of.new, of.worse, of.better, comparison.fixed, comparison.functions];
  return (
    moved.every((each) => each.length === 0) &&
    changedCost(cost, comparison).length === 0 &&
    coverageMovement(report) === undefined
  );
}

/** The outcome in a line, and what of it is new. */
export function title({ report, verdict }: PageContent): string {
  return titleOf(report, verdict);
}

/** What provisioned concurrency costs, before → after where a change moves it; nothing where there is none. */
function costLine({ cost, comparison }: Report): string[] {
  if (comparison) return changedCost(cost, comparison).flatMap((line) => [line, ""]);
  if (cost.monthlyUsd.atMost === 0) return [];
  return [
    `Provisioned concurrency, while idle: ${usd(cost.monthlyUsd)} a month, at prices of ${cost.pricesAsOf}.`,
    "",
  ];
}

/** What a reader has to act on: what is new or worse, or all where there is nothing to compare with. */
function openSections(content: PageContent, most: number, kind: PageKind): string[] {
  const { report } = content;
  const takers = kind === "summary" ? Number.POSITIVE_INFINITY : FEW;
  const of = findingsByChange(report.findings);
  if (report.comparison)
    return [
      ...sections(content, "New", of.new, most, takers),
      ...sections(content, "Worse", of.worse, most, takers),
    ];
  const open = report.findings.filter((finding) => !isWaived(finding));
  return sections(content, "Findings", open, most, takers);
}

function mendedFolds({ report: { findings, comparison }, linkTo }: PageContent, most: number): string[] {
  if (!comparison) return [];
  return [
    // Places of what is fixed are those of the base, which no link of this page leads to.
    ...findingFold("Fixed", comparison.fixed, () => undefined, most, "✅"),
    ...findingFold("Better", findingsByChange(findings).better, linkTo, most),
  ];
}

/** What was there before: a fold of the summary, to which a comment refers in a line. */
function beforeSection({ report, linkTo, verdict }: PageContent, most: number, kind: PageKind): string[] {
  const { unchanged } = findingsByChange(report.findings);
  if (!report.comparison || unchanged.length === 0) return [];
  if (kind === "summary") return findingFold("There before this change", unchanged, linkTo, most);
  const [were, them] = unchanged.length === 1 ? ["was", "it"] : ["were", "them"];
  const failing = unchanged.filter((each) => fails(each, verdict.failOn)).length;
  const fail = failing > 0 ? ` (\`fail-on: ${verdict.failOn}\` fails on ${failing} of them)` : "";
  const list = kind === "comment" ? "the job summary" : "the job's log";
  return [
    `${countsBySeverity(unchanged)} ${were} there before this change${fail}; ${list} lists ${them}.`,
    "",
  ];
}

function sections(
  { report: { rules }, linkTo }: PageContent,
  heading: string,
  findings: readonly Finding[],
  most: number,
  takers: number,
): string[] {
  return [
    ...findingList(heading, findings.filter(isViolation), rules, linkTo, most, takers),
    ...findingList(`${heading}, undetermined`, findings.filter(isUndetermined), rules, linkTo, most, takers),
  ];
}

function isWaived(finding: Finding): boolean {
  return finding.waiver !== undefined;
}

function isViolation({ verdict }: Finding): boolean {
  return verdict === "violation";
}

function isUndetermined({ verdict }: Finding): boolean {
  return verdict === "undetermined";
}
