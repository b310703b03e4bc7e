import { bySeverity, type Diagnostic, type Report } from "../../finding.ts";
import { remarksOf } from "../../reporter.ts";
import type { Detail } from "./detail.ts";
import { diagnosticText } from "./diagnostic.ts";
import type { View } from "./view.ts";

/** What there is to say of the input: each remark, or the gravest of each kind. What is an error is always told. */
export function remarksText(report: Report, view: View, { remarks: most }: Detail): string[] {
  if (most === "each") return report.diagnostics.flatMap((each) => diagnosticText(each, view).split("\n"));
  const diagnostics = remarksOf(report);
  const kinds = kindsOf(diagnostics, report).sort(([a], [b]) => bySeverity(a.severity, b.severity));
  const errors = kinds.filter(([{ severity }]) => severity === "error").length;
  const shown = kinds.slice(0, Math.max(most, errors));
  const left = diagnostics.length - shown.length;
  return [
    ...shown.flatMap(([first, ...alike]) => [
      ...diagnosticText(first, view).split("\n"),
      ...(alike.length > 0 ? [`  and ${alike.length} more like it`] : []),
    ]),
    ...(left > 0 ? [`and ${left} more about the input: --all`] : []),
  ];
}

type Kind = [Diagnostic, ...Diagnostic[]];

/** Remarks that differ in names and numbers alone are of one kind. */
function kindsOf(diagnostics: readonly Diagnostic[], { model }: Report): Kind[] {
  const environments = new Set(model.deployments.map(({ environment }) => environment));
  const kinds = new Map<string, Kind>();
  for (const each of diagnostics) {
    const words = each.message
      .replace(/"[^"]*"/g, '""')
      .split(/[\s,:;]+/)
      .filter((word) => !/[\d_./[\]{}$-]/.test(word) && !environments.has(word));
    const key = [each.severity, ...words].join(" ");
    const kind = kinds.get(key);
    if (kind) kind.push(each);
    else kinds.set(key, [each]);
  }
  return [...kinds.values()];
}
