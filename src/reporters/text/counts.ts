import type { Finding, Severity } from "../../finding.ts";

const LEVELS: readonly [Severity, string][] = [
  ["error", "errors"],
  ["warning", "warnings"],
  ["note", "notes"],
];

/** How many findings each rule has, the most first, as a table with a column for each severity that there is. @param most rules */
export function countsText(findings: readonly Finding[], most: number): string[] {
  const columns = LEVELS.filter(([level]) => findings.some(({ severity }) => severity === level));
  const counts = new Map<string, Map<Severity, number>>();
  for (const { ruleId, severity } of findings) {
    const own = counts.get(ruleId) ?? new Map<Severity, number>();
    counts.set(ruleId, own.set(severity, (own.get(severity) ?? 0) + 1));
  }
  const total = (own: ReadonlyMap<Severity, number>) =>
    [...own.values()].reduce((sum, each) => sum + each, 0);
  const rows = [...counts].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  const more = rows.length > most ? rows.splice(most).length : 0;
  const width = Math.max(...rows.map(([id]) => id.length));
  return [
    `  ${"rule".padEnd(width)}${columns.map(([, name]) => `  ${name}`).join("")}`,
    ...rows.map(([id, own]) =>
      `  ${id.padEnd(width)}${columns.map(([level, name]) => `  ${String(own.get(level) ?? "").padStart(name.length)}`).join("")}`.trimEnd(),
    ),
    ...(more > 0 ? [`  and ${more} more ${more === 1 ? "rule" : "rules"}`] : []),
  ];
}
