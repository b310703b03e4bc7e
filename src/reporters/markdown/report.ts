import { type Comparison, type Finding, findingsByChange, type Report } from "../../finding.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { Verdict } from "../../verdict.ts";
import { changedCost, costSection } from "./cost.ts";
import { coverageSection } from "./coverage.ts";
import { diagnosticsSection, findingSections, waivedSection } from "./findings.ts";
import { functionTable } from "./functions.ts";
import { poolTable, shownPools, takerFolds } from "./pools.ts";

/** Rows of a table of pools or functions. */
const MOST_ROWS = 50;

export interface MarkdownOptions {
  /** The most bytes of UTF-8 that the text may have; what is least important is left out first, and that is said. */
  maxBytes?: number;
  /** Links a place to a page that shows it. */
  linkTo?: (at: SourceLocation) => string | undefined;
  /** What the run came to. */
  verdict: Verdict;
}

/** The report for people on GitHub: what it comes to, the fullest pools, what is to be done, and the rest folded away. */
export function markdownReport(
  report: Report,
  { maxBytes = Number.POSITIVE_INFINITY, linkTo = () => undefined, verdict }: MarkdownOptions,
): string {
  const { comparison } = report;
  const pools = shownPools(report);
  const sections = [
    `## ${title(report, verdict)}`,
    ...joined(poolTable(pools, MOST_ROWS)),
    ...findingSections(report, linkTo),
    ...joined(functionTable(comparison?.functions ?? [], linkTo, MOST_ROWS, "###")),
    ...takerFolds(pools.slice(0, MOST_ROWS)),
    ...(comparison ? changedCost(report.cost, comparison) : costSection(report.cost)),
    ...coverageSection(report, linkTo),
    ...waivedSection(report, linkTo),
    ...diagnosticsSection(report, linkTo),
  ];
  return fitted(sections, maxBytes);
}

function joined(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join("\n").trimEnd()];
}

/** What came out, in one line, and what of it is this change's. */
export function title({ summary, findings, comparison }: Report, { sign, trouble }: Verdict): string {
  const { roots, functions, errors, warnings, notes, undetermined, waived } = summary;
  const counts: [number, string][] = [
    [errors, "error"],
    [warnings, "warning"],
    [notes, "note"],
  ];
  const found = counts.filter(([count]) => count > 0).map(([count, word]) => counted(count, word));
  if (undetermined > 0) found.push(`${undetermined} undetermined`);
  const result = found.length > 0 ? found.join(", ") : "nothing to report";
  const rest = waived > 0 ? `; ${waived} waived` : "";
  const before = trouble === undefined ? "" : `${trouble}; `;
  const change = comparison ? changeCounts(findings, comparison) : undefined;
  const inAll = found.length > 0 ? `${result} in all` : "nothing left to report";
  const told = change === undefined ? result : `${change}; ${inAll}`;
  return `${sign} Lambda concurrency: ${before}${told}${rest} (${counted(functions, "function")} in ${counted(roots, "root")})`;
}

/** What a change does, as counts of what there is of each; undefined where there never was anything. */
function changeCounts(findings: readonly Finding[], { fixed }: Comparison): string | undefined {
  const { new: fresh, worse, better, unchanged } = findingsByChange(findings);
  const counts: [readonly Finding[], string][] = [
    [fresh, "new"],
    [worse, "worse"],
    [better, "better"],
    [fixed, "fixed"],
  ];
  const words = counts.filter(([{ length }]) => length > 0).map(([{ length }, word]) => `${length} ${word}`);
  if (words.length > 0) return words.join(", ");
  return unchanged.length > 0 ? "nothing new" : undefined;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** As many sections as fit, in order. */
function fitted(sections: readonly string[], maxBytes: number): string {
  const cut = "\n\n_The rest is left out for its length; the JSON report has all of it._\n";
  let text = "";
  for (const section of sections) {
    const next = text === "" ? section : `${text}\n\n${section}`;
    if (Buffer.byteLength(next) + Buffer.byteLength(cut) > maxBytes) return `${text}${cut}`;
    text = next;
  }
  return `${text}\n`;
}
