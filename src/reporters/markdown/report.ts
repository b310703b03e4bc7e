import type { Report } from "../../finding.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { Verdict } from "../../verdict.ts";
import { costSection } from "./cost.ts";
import { coverageSection } from "./coverage.ts";
import { diagnosticsSection, findingSections, waivedSection } from "./findings.ts";
import { ledgerSection } from "./ledger.ts";

export interface MarkdownOptions {
  /** The most bytes of UTF-8 that the text may have; what is least important is left out first, and that is said. */
  maxBytes?: number;
  /** Links a place to a page that shows it. */
  linkTo?: (at: SourceLocation) => string | undefined;
  /** What the run came to. */
  verdict: Verdict;
  /** Put between the verdict and the rest: what has changed. */
  change?: string;
}

/** The report for people on GitHub. */
export function markdownReport(
  report: Report,
  { maxBytes = Number.POSITIVE_INFINITY, linkTo = () => undefined, change, verdict }: MarkdownOptions,
): string {
  const sections = [
    `## ${title(report, verdict)}`,
    ...(change ? [change] : []),
    ...findingSections(report, linkTo),
    ...ledgerSection(report.ledger),
    ...costSection(report.cost),
    ...coverageSection(report.coverage, linkTo),
    ...waivedSection(report, linkTo),
    ...diagnosticsSection(report, linkTo),
  ];
  return fitted(sections, maxBytes);
}

/** What came out, in one line. */
export function title({ summary }: Report, { sign, trouble }: Verdict): string {
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
  return `${sign} Lambda concurrency: ${before}${result}${rest} (${counted(functions, "function")} in ${counted(roots, "root")})`;
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
