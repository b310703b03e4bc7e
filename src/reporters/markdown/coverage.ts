import type { Coverage } from "../../finding.ts";
import { coverageWords } from "../../reporter.ts";
import type { SourceLocation } from "../../source/location.ts";
import { code, escapeMarkdown } from "./escape.ts";

/** More of what is unread is in the JSON report. */
const MOST = 50;

/** What of the checkout was not read, folded away. Empty where all of it was. */
export function coverageSection(
  coverage: Coverage,
  linkTo: (at: SourceLocation) => string | undefined,
  most = MOST,
): string[] {
  const { unread, leftOut } = coverage;
  const words = coverageWords(coverage);
  if (words === undefined) return [];
  const lines = [
    ...unread.map(({ what, because, hint, calls }) => {
      const [first] = calls;
      const place = first ? `${placeOf(first.at, linkTo)} ` : "";
      const times = calls.length > 1 ? ` (${calls.length} times)` : "";
      return `- ${place}${code(what)}${times}: ${escapeMarkdown(`${because}. ${hint}`)}`;
    }),
    ...leftOut.map(({ path, because }) => `- left out: ${code(path)}: ${escapeMarkdown(because)}`),
  ];
  const more = lines.length > most ? [`- … and ${lines.length - most} more`] : [];
  const body = [...lines.slice(0, most), ...more].join("\n");
  return [`<details><summary>${escapeMarkdown(words)}</summary>\n\n${body}\n\n</details>`];
}

function placeOf(at: SourceLocation, linkTo: (at: SourceLocation) => string | undefined): string {
  const text = code(`${at.file}:${at.start.line}`);
  const url = linkTo(at);
  return url === undefined ? text : `[${text}](${url})`;
}
