import type { Coverage } from "../../finding.ts";
import { coverageWords } from "../../reporter.ts";
import { html, type Markup } from "./markup.ts";

/** What of the checkout was not read, and what would help. */
export function coverageSection(coverage: Coverage): Markup[] {
  const words = coverageWords(coverage);
  if (words === undefined) return [];
  const unread = coverage.unread.map(({ what, because, hint, calls }) => {
    const [first] = calls;
    const place = first ? `${first.at.file}:${first.at.start.line}` : "";
    return html`<tr><td><code>${what}</code></td><td><code>${place}</code></td><td>${because}. ${hint}</td></tr>`;
  });
  const leftOut = coverage.leftOut.map(
    ({ path, because }) => html`<tr><td><code>${path}</code></td><td></td><td>left out: ${because}</td></tr>`,
  );
  return [
    html`<section>
<h2 id="coverage">Coverage</h2>
<p>${words}</p>
<table><thead><tr><th>what</th><th>where</th><th>why</th></tr></thead><tbody>${[...unread, ...leftOut]}</tbody></table>
</section>
`,
  ];
}
