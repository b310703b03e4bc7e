import type { Finding, Report } from "../../finding.ts";
import { isOfChange } from "../../verdict.ts";
import { countsText } from "./counts.ts";
import { type Detail, EVERYTHING } from "./detail.ts";
import { findingText } from "./finding.ts";
import { printableFirst } from "./printable.ts";
import { selected } from "./selection.ts";
import type { View } from "./view.ts";

/** Findings as sections, the weightiest first. */
export interface FindingSections {
  sections: string[][];
  /** How many findings there are to tell of. */
  count: number;
  /** How many findings aren't named where so many sections are shown, and how many there are of which rule. */
  restOf(shown: number): string[];
}

/** The open findings that are shown, or all of them, root by root. */
export function findingSections(report: Report, view: View, detail: Detail): FindingSections {
  const told = toldFindings(report, detail);
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const explained = new Set<string>();
  const groups = selected(byRoot(told), detail);
  let root: string | undefined;
  let place: string | undefined;
  const sections = groups.map((group) => {
    const finding = group.places[0]?.[0];
    if (!finding) return [];
    // With one root, it needs no heading; and by weight, roots take turns.
    const head =
      detail === EVERYTHING && report.summary.roots > 1 && finding.root !== root
        ? heading(finding.root, report, view)
        : [];
    root = finding.root;
    const rule = rules.get(finding.ruleId);
    // Why and what to do are said the first time that there is something new to say of either.
    const news = (words: string | undefined) => {
      const key = `${finding.ruleId} ${words}`;
      const isNew = !explained.has(key);
      explained.add(key);
      return isNew ? words : undefined;
    };
    const advice = {
      why: detail.why ? news(rule?.rationale) : undefined,
      remedy: news(finding.remedy ?? rule?.remedy),
    };
    // The same lines of code are shown once in a row.
    const here = view.place(finding.at);
    const sources = here === place && detail !== EVERYTHING ? new Map() : report.sources;
    place = here;
    return [...head, ...findingText(group, sources, advice, view, detail)];
  });
  const restOf = (shown: number) => {
    const named = groups.slice(0, shown).flatMap(({ places }) => places.flat());
    const left = told.length - named.length;
    return left === 0 ? [] : [view.paint.bold(`and ${left} more: --all`), ...countsText(told, detail.rules)];
  };
  return { sections, count: told.length, restOf };
}

/** What a run shows: all that is open, or what a change brings. */
function toldFindings({ findings, comparison }: Report, detail: Detail): Finding[] {
  const open = findings.filter(({ waiver }) => !waiver);
  return comparison && detail !== EVERYTHING ? open.filter(isOfChange) : open;
}

function byRoot(findings: readonly Finding[]): Finding[] {
  const roots = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = roots.get(finding.root);
    if (own) own.push(finding);
    else roots.set(finding.root, [finding]);
  }
  return [...roots.values()].flat();
}

/** A root with its format and the environments that it was evaluated for; nothing of what was never evaluated. */
function heading(root: string, { model }: Report, { paint }: View): string[] {
  const deployments = model.deployments.filter((each) => each.root === root);
  const [first] = deployments;
  if (!first) return [];
  const environments = [...new Set(deployments.map((each) => each.environment))].join(", ");
  return [
    `${paint.bold(paint.underline(printableFirst(root)))} ${paint.dim(`(${first.format}: ${environments})`)}`,
    "",
  ];
}
