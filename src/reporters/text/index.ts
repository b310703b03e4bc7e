import type { Finding, Report } from "../../finding.ts";
import { type Reporter, verdictFor } from "../../reporter.ts";
import { costText } from "./cost.ts";
import { coverageText } from "./coverage.ts";
import { diagnosticText } from "./diagnostic.ts";
import { findingText } from "./finding.ts";
import { ledgerText } from "./ledger.ts";
import { printableFirst } from "./printable.ts";
import { summaryText } from "./summary.ts";
import { type View, viewFor } from "./view.ts";
import { waivedText } from "./waived.ts";

const text: Reporter = {
  name: "text",
  description: "for people: findings with code frames, the ledger, a summary",
  render(report, options) {
    const view = viewFor(options);
    const sections = findingSections(report, view);
    if (!options.quiet) {
      const waived = waivedText(report, view);
      if (waived.length > 0) sections.push(waived);
      sections.push(...report.diagnostics.map((each) => [diagnosticText(each, view)]));
      sections.push(...report.ledger.pools.map((pool) => ledgerText(pool, view)));
      const cost = costText(report.cost);
      if (cost.length > 0) sections.push(cost);
      if (options.coverage) sections.push(...coverageText(report.coverage, view));
      sections.push(summaryText(report, view, verdictFor(report, options)));
    }
    return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
  },
};

export default text;

/** The open findings root by root, each root's by place. With one root, it needs no heading. */
function findingSections(report: Report, view: View): string[][] {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const explained = new Set<string>();
  const byRoot = new Map<string, Finding[]>();
  for (const finding of report.findings.filter(({ waiver }) => !waiver))
    byRoot.set(finding.root, [...(byRoot.get(finding.root) ?? []), finding]);
  return [...byRoot].flatMap(([root, findings]) => [
    ...(report.summary.roots > 1 ? [[heading(root, report, view)]] : []),
    ...findings.map((finding) => {
      const rule = rules.get(finding.ruleId);
      // Why and what to do are said the first time that there is something new to say of either.
      const news = (words: string | undefined) => {
        const key = `${finding.ruleId} ${words}`;
        const isNew = !explained.has(key);
        explained.add(key);
        return isNew ? words : undefined;
      };
      const advice = { why: news(rule?.rationale), remedy: news(finding.remedy ?? rule?.remedy) };
      return findingText(finding, report.sources, advice, view);
    }),
  ]);
}

/** A root with its format and the environments that it was evaluated for. */
function heading(root: string, { model }: Report, { paint }: View): string {
  const deployments = model.deployments.filter((each) => each.root === root);
  const environments = [...new Set(deployments.map((each) => each.environment))].join(", ");
  const format = deployments[0]?.format ?? "";
  return `${paint.bold(paint.underline(printableFirst(root)))} ${paint.dim(`(${format}: ${environments})`)}`;
}
