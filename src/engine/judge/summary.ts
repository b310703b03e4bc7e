import type { Diagnostic, Finding, Report, RuleInfo, Severity } from "../../finding.ts";
import { deployedOnce } from "../../model/identity.ts";
import type { Model } from "../../model/linked-model.ts";
import { type AnyRule, docsUrl } from "../../rule.ts";

/** What a run comes to, in numbers. */
export function summaryOf(roots: number, model: Model, findings: readonly Finding[]): Report["summary"] {
  const open = findings.filter((finding) => !finding.waiver);
  const count = (severity: Severity) =>
    open.filter((each) => each.verdict === "violation" && each.severity === severity).length;
  return {
    roots,
    functions: countOf(model),
    errors: count("error"),
    warnings: count("warning"),
    notes: count("note"),
    undetermined: open.filter((each) => each.verdict === "undetermined").length,
    waived: findings.length - open.length,
  };
}

/** How many functions there are, each once for all environments and for all roots that declare it. */
function countOf(model: Model): number {
  const declared = deployedOnce(model.functions, model).flatMap(([fn]) => fn ?? []);
  // One path may hold several stacks, each with a template of its own.
  const places = declared.map((fn) => JSON.stringify([model.deploymentOf(fn).root, fn.at.file, fn.address]));
  return new Set(places).size;
}

/** What reporters need of a rule. */
export function ruleInfo(rule: AnyRule, severity: Severity | "off"): RuleInfo {
  const { id, title, rationale, remedy, references } = rule;
  return { id, title, rationale, remedy, references, severity, docsUrl: docsUrl(rule) };
}

/** The same trouble met in several environments is said once. */
export function tidy(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [
    ...new Map(
      diagnostics.map((each) => [JSON.stringify([each.severity, each.message, each.hint, each.at]), each]),
    ).values(),
  ];
}
