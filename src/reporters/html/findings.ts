import {
  type Diagnostic,
  type Finding,
  findingsByChange,
  type Report,
  type RuleInfo,
} from "../../finding.ts";
import { changeWords, listedOf, remarksOf } from "../../reporter.ts";
import { clippedLine } from "../../source/clip.ts";
import { compareText, type SourceLocation } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { fixedSection } from "./changes.ts";
import { html, type Markup } from "./markup.ts";
import { searchField } from "./search.ts";

const MOST_LINES = 4;
/** Longer lines are clipped around what they are about. */
const LONGEST_CODE = 200;

/** Violations, then what can't be determined, then what is waived; of a change, by what it does to them, and old ones folded. */
export function findingSections(report: Report): Markup[] {
  const open = report.findings.filter(({ waiver }) => !waiver);
  const waived = report.findings.filter(({ waiver }) => waiver);
  const of = findingsByChange(open);
  return [
    ...(report.comparison
      ? [
          ...section("new", "New", "Search what is new", of.new, report),
          ...section("worse", "Worse", "Search what is worse", of.worse, report),
          ...section("better", "Better", "Search what is better", of.better, report),
          ...fixedSection(report),
          ...section(
            "before",
            "There before this change",
            "Search what was there",
            of.unchanged,
            report,
            true,
          ),
        ]
      : openSections(open, report)),
    ...section("waived", "Waived", "Search what is waived", waived, report),
  ];
}

function openSections(open: readonly Finding[], report: Report): Markup[] {
  const violations = open.filter(({ verdict }) => verdict === "violation");
  const undetermined = open.filter(({ verdict }) => verdict === "undetermined");
  const words = "Search what can't be determined";
  return [
    ...section("findings", "Findings", "Search findings", violations, report),
    ...section("undetermined", "Can't be determined", words, undetermined, report),
  ];
}

function section(
  id: string,
  title: string,
  search: string,
  findings: readonly Finding[],
  report: Report,
  isFolded = false,
): Markup[] {
  if (findings.length === 0) return [];
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const list = html`${countsByRule(findings)}${searchField(`${id}-rows`, search, findings.length)}
<ol class="findings" id="${id}-rows">${findings.map((finding) => item(finding, report, rules.get(finding.ruleId)))}</ol>`;
  const body = isFolded ? html`<details><summary>Show them</summary>${list}</details>` : list;
  return [
    html`<section aria-labelledby="${id}"><h2 id="${id}">${title} (${findings.length})</h2>${body}</section>`,
  ];
}

/** More findings than this aren't taken in at a glance. */
const MANY = 20;

/** Of a long list, what it is made of, the most first. */
function countsByRule(findings: readonly Finding[]): Markup | undefined {
  if (findings.length <= MANY) return undefined;
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  const words = [...counts]
    .sort(([a, x], [b, y]) => y - x || compareText(a, b))
    .map(([id, count]) => `${count} ${id}`);
  return html`<p class="muted">${words.join(", ")}</p>
`;
}

function item(finding: Finding, { sources }: Report, rule: RuleInfo | undefined): Markup {
  const { severity, ruleId, at, label, subject, environments, waiver } = finding;
  const { lead, close, others: places } = listedOf(finding);
  const others = places.map((each) => html`<li><code>${place(each.at)}</code> ${each.message}</li>`);
  return html`<li data-row class="is-${severity}">
<p><strong class="${severity}">${severity}</strong>${remarks(finding)} <a href="${rule?.docsUrl ?? "#"}">${ruleId}</a> <code>${place(at)}</code></p>
<p>${lead}</p>
${takerList(finding)}${close === undefined ? undefined : html`<p>${close}</p>\n`}<p class="muted"><code>${label ?? subject}</code> in ${environments.join(", ")}</p>
${frame(at, sources.get(at.file))}${others.length > 0 ? html`<ul>${others}</ul>` : undefined}
${waiver ? html`<p>Waived: ${waiverWords(waiver)}.</p>` : rule ? html`<p><strong>What to do:</strong> ${finding.remedy ?? rule.remedy}</p>` : undefined}</li>
`;
}

/** Who has how much, one a line. */
function takerList(finding: Finding): Markup | undefined {
  const { items, more } = listedOf(finding);
  if (items.length === 0) return undefined;
  const lines = items.map(
    ({ amount, name, isName, at }) =>
      html`<li><strong>${amount}</strong> ${isName ? html`<code>${name}</code>` : name}${at ? html` <span class="muted">${place(at)}</span>` : undefined}</li>`,
  );
  return html`<ul class="takers">${lines}${more === undefined ? undefined : html`<li>${more}</li>`}</ul>
`;
}

/** How far a change moves it, and whether it is certain. That it is new says the heading. */
function remarks(finding: Finding): Markup[] {
  const undetermined = finding.verdict === "undetermined" ? finding.verdict : undefined;
  const change = finding.change === "new" ? undefined : changeWords(finding);
  return [undetermined, change].flatMap((words) =>
    words === undefined ? [] : [html` <span class="state">${words}</span>`],
  );
}

function waiverWords({ owner, reason, expires }: NonNullable<Finding["waiver"]>): string {
  const words = [reason, owner && `by ${owner}`, expires && `until ${expires}`];
  return words.filter((word) => word !== undefined).join(", ");
}

function frame(at: SourceLocation, file: SourceFile | undefined): Markup | undefined {
  if (!file) return undefined;
  const last = Math.min(at.end.line, at.start.line + MOST_LINES - 1);
  const lines: string[] = [];
  for (let number = at.start.line; number <= last; number++) {
    const from = number === at.start.line ? at.start.column - 1 : 0;
    const { before, marked, after } = clippedLine(file.line(number), { from, to: from }, LONGEST_CODE);
    lines.push(`${number} | ${before}${marked}${after}`);
  }
  return html`<pre>${lines.join("\n")}</pre>`;
}

/** What could not be read or was found by name. */
export function diagnosticsSection(report: Report): Markup[] {
  const diagnostics = remarksOf(report);
  if (diagnostics.length === 0) return [];
  const line = ({ severity, message, hint, at }: Diagnostic) =>
    html`<li><strong class="${severity}">${severity}</strong> ${at ? html`<code>${place(at)}</code> ` : undefined}${message} ${hint}</li>`;
  return [
    html`<section aria-labelledby="input"><h2 id="input">About the input (${diagnostics.length})</h2><ul>${diagnostics.map(line)}</ul></section>`,
  ];
}

function place({ file, start }: SourceLocation): string {
  return `${file}:${start.line}:${start.column}`;
}
