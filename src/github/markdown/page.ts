import { type Comparison, type Finding, findingsByChange, type Report } from "../../finding.ts";
import type { PoolChange } from "../../model/estate-change.ts";
import { usd } from "../../reporters/markdown/cost.ts";
import { coverageSection } from "../../reporters/markdown/coverage.ts";
import { escapeMarkdown } from "../../reporters/markdown/escape.ts";
import { title as titleOf } from "../../reporters/markdown/report.ts";
import type { Verdict } from "../../verdict.ts";
import type { PolicyChange } from "../action-outcome.ts";
import { diagnosticFold, findingFold, findingList } from "./findings.ts";
import { functionTable } from "./functions.ts";
import type { LinkTo } from "./place.ts";
import { policyChangeSection } from "./policy-change.ts";
import { movement, poolCharts, poolTable } from "./pools.ts";

/** What a page shows. */
export interface PageContent {
  report: Report;
  policyChange?: PolicyChange;
  /** Sentences about how the run was done: where the policy came from, why there is no base. */
  remarks: readonly string[];
  linkTo: LinkTo;
  verdict: Verdict;
}

/** The outcome of a run as a page of GitHub Markdown. @param most items in each list */
export function page(content: PageContent, most: number, { charts }: { charts: boolean }): string {
  const { report, policyChange, remarks, linkTo } = content;
  const { comparison } = report;
  const pools = comparison?.pools ?? report.ledger.pools.map(alone);
  const lines = [
    `### ${title(content)}`,
    "",
    ...remarks.flatMap((remark) => [`> ${escapeMarkdown(remark)}`, ""]),
    ...poolTable(pools, most),
    ...costLine(report, comparison),
    ...openSections(content, most),
    ...functionTable(comparison?.functions ?? [], linkTo, most),
    ...olderSections(content, most),
    ...(charts ? poolCharts(pools, comparison !== undefined) : []),
    ...policyChangeSection(policyChange, linkTo, most),
    ...coverageSection(report.coverage, linkTo, most).flatMap((each) => [each, ""]),
    ...findingFold("Waived", report.findings.filter(isWaived), linkTo, most),
    ...diagnosticFold(report.diagnostics, linkTo, most),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The outcome in a line, and what of it is new. */
export function title({ report, verdict }: PageContent): string {
  const { findings, comparison } = report;
  const of = findingsByChange(findings);
  const worse = of.worse.length > 0 ? `, ${of.worse.length} worse` : "";
  const change = comparison ? `, ${of.new.length} new${worse}, ${comparison.fixed.length} fixed` : "";
  return `${titleOf(report, verdict)}${change}`;
}

/** What provisioned concurrency costs, before → after; nothing where there is none. */
function costLine({ cost }: Report, comparison: Comparison | undefined): string[] {
  const { before, after } = comparison?.monthlyUsd ?? { before: cost.monthlyUsd, after: cost.monthlyUsd };
  if (before.atMost === 0 && after.atMost === 0) return [];
  const amount = movement(usd(before), usd(after));
  return [`Provisioned concurrency, while idle: ${amount} a month, at prices of ${cost.pricesAsOf}.`, ""];
}

/** What a reader has to act on: what is new, or all where there is nothing to compare with. */
function openSections(content: PageContent, most: number): string[] {
  const { report } = content;
  const of = findingsByChange(report.findings);
  if (report.comparison)
    return [...sections(content, "New", of.new, most), ...sections(content, "Worse", of.worse, most)];
  const open = report.findings.filter((finding) => !isWaived(finding));
  return sections(content, "Findings", open, most);
}

function olderSections(content: PageContent, most: number): string[] {
  const { findings, comparison } = content.report;
  if (!comparison) return [];
  const of = findingsByChange(findings);
  return [
    // Places of what is fixed are those of the base, which no link of this page leads to.
    ...findingFold("Fixed", comparison.fixed, () => undefined, most, "✅"),
    ...sections(content, "Better", of.better, most),
    ...sections(content, "Not new", of.unchanged, most),
  ];
}

function sections(
  { report: { rules }, linkTo }: PageContent,
  heading: string,
  findings: readonly Finding[],
  most: number,
): string[] {
  return [
    ...findingList(heading, findings.filter(isViolation), rules, linkTo, most),
    ...findingList(`${heading}, undetermined`, findings.filter(isUndetermined), rules, linkTo, most),
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

function alone(pool: Report["ledger"]["pools"][number]): PoolChange {
  return { account: pool.account, region: pool.region, before: pool, after: pool };
}
