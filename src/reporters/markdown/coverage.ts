import type { Report } from "../../finding.ts";
import { coverageMovement, coverageWords, newlyUnread } from "../../reporter.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { type LinkTo, place } from "./place.ts";

/** More of what is unread is in the JSON report. */
const MOST = 50;

/** What of the checkout was not read, folded away, and what that was before a change that moves it. Empty where all of it was read. */
export function coverageSection(
  report: Pick<Report, "coverage" | "comparison">,
  linkTo: LinkTo,
  most = MOST,
): string[] {
  const { coverage, comparison } = report;
  const words = coverageMovement(report) ?? coverageWords(coverage);
  if (words === undefined) return [];
  // Of a change, what it brings: the JSON report has all that is there.
  const unread = newlyUnread(report);
  const before = new Set(comparison?.coverage.before.leftOut.map(({ path }) => path));
  const leftOut = coverage.leftOut.filter(({ path }) => !before.has(path));
  const lines = [
    ...unread.map(({ what, because, hint, calls }) => {
      const [first] = calls;
      const where = first ? `${place(first.at, linkTo)} ` : "";
      const times = calls.length > 1 ? ` (${calls.length} times)` : "";
      return `- ${where}${code(what)}${times}: ${escapeMarkdown(`${because}. ${hint}`)}`;
    }),
    ...leftOut.map(({ path, because }) => `- left out: ${code(path)}: ${escapeMarkdown(because)}`),
  ];
  if (lines.length === 0) return [escapeMarkdown(words)];
  const more = lines.length > most ? [`- … and ${lines.length - most} more`] : [];
  const body = [...lines.slice(0, most), ...more].join("\n");
  return [`<details><summary>${escapeMarkdown(words)}</summary>\n\n${body}\n\n</details>`];
}
