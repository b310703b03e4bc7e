import type { Report } from "../../finding.ts";
import { coverageMovement, coverageWords, newlyUnread } from "../../reporter.ts";
import { html, type Markup } from "./markup.ts";

/** What of the checkout was not read, and what would help. */
export function coverageSection(report: Report): Markup[] {
  const { coverage } = report;
  const words = coverageMovement(report) ?? coverageWords(coverage);
  if (words === undefined) return [];
  const unread = newlyUnread(report).map(({ what, because, hint, calls }) => {
    const [first] = calls;
    const place = first ? `${first.at.file}:${first.at.start.line}` : "";
    return html`<tr><td><code>${what}</code></td><td><code>${place}</code></td><td>${because}. ${hint}</td></tr>`;
  });
  const leftOut = coverage.leftOut.map(
    ({ path, because }) => html`<tr><td><code>${path}</code></td><td></td><td>left out: ${because}</td></tr>`,
  );
  return [
    html`<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<p>${words}</p>
<div class="scroll"><table><caption>What was not read, and what would help</caption><thead><tr><th scope="col">what</th><th scope="col">where</th><th scope="col">why</th></tr></thead><tbody>${[...unread, ...leftOut]}</tbody></table></div>
</section>
`,
  ];
}
