import { createHash } from "node:crypto";
import type { Report } from "../../finding.ts";
import { poolsWorthShowing, unchangedPools } from "../../model/estate-change.ts";
import { type Reporter, verdictFor } from "../../reporter.ts";
import type { Verdict } from "../../verdict.ts";
import { changedFunctions, changeLine } from "./changes.ts";
import { costSection } from "./cost.ts";
import { coverageSection } from "./coverage.ts";
import { diagnosticsSection, findingSections } from "./findings.ts";
import { foldedPage } from "./fold.ts";
import { functionsSection } from "./functions.ts";
import { fullestPool, ledgerSection } from "./ledger.ts";
import { html, type Markup, raw } from "./markup.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/** One page that needs nothing else: no font, no picture, no request. */
const reporter: Reporter = {
  name: "html",
  description: "one self-contained page: pools as bars, searchable functions and findings",
  render(of, options) {
    const pools = poolsWorthShowing(of.comparison?.pools ?? unchangedPools(of.ledger.pools));
    const sections = [
      ...ledgerSection(pools),
      ...findingSections(of),
      ...changedFunctions(of.comparison),
      ...functionsSection(of),
      ...costSection(of.cost, of.comparison),
      ...coverageSection(of),
      ...diagnosticsSection(of),
    ];
    return foldedPage(page(of, fullestPool(pools), sections, options.version, verdictFor(of, options)).text);
  },
};

export default reporter;

const NOTHING = "Nothing to report";
const CLASSES = { failure: "error", neutral: "warning", success: "good" } as const;
const WORDS = { failure: "Fails: ", neutral: "Passes: ", success: "Passes: " } as const;

function page(
  report: Report,
  fullest: Markup | undefined,
  sections: readonly Markup[],
  version: string,
  { conclusion, trouble }: Verdict,
): Markup {
  const { summary, today } = report;
  const said = counts(summary);
  // Only these two texts may act on the page, whatever else might get into it.
  const policy = `default-src 'none'; style-src '${hash(STYLE)}'; script-src '${hash(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lambda concurrency</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
<h1>Lambda concurrency</h1>
<p class="verdict ${CLASSES[conclusion]}">${said === NOTHING ? "" : WORDS[conclusion]}${trouble === undefined ? "" : `${trouble}; `}${said}</p>
${changeLine(report)}${fullest}
<p class="muted">${counted(summary.functions, "function")} in ${counted(summary.roots, "root")}, on ${today}</p>
<nav aria-label="On this page"><ul>${sections.flatMap(link)}</ul></nav>
</header>
<main>
${sections}
</main>
<footer><p>lambda-concurrency-policy ${version}</p></footer>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
}

function link(section: Markup): Markup[] {
  const [, id, title] = /<h2 id="([a-z]+)">([^<]*)<\/h2>/.exec(section.text) ?? [];
  return id === undefined || title === undefined ? [] : [html`<li><a href="#${id}">${raw(title)}</a></li>`];
}

function counts({ errors, warnings, notes, undetermined, waived }: Report["summary"]): string {
  const parts: [number, string][] = [
    [errors, errors === 1 ? "error" : "errors"],
    [warnings, warnings === 1 ? "warning" : "warnings"],
    [notes, notes === 1 ? "note" : "notes"],
    [undetermined, "undetermined"],
    [waived, "waived"],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.join(", ") || NOTHING;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
