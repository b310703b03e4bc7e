import type { Finding, Severity } from "../../finding.ts";

/** GitHub shows no more of one level for a step, and says nothing of the others. */
export const MAX_ANNOTATIONS = 10;

/** Workflow commands that annotate lines, the first ones first; the last of a level says how many more there are. */
export function annotationLines(findings: readonly Finding[], where = "the job summary"): string {
  const commands = (["error", "warning", "note"] as const).flatMap((severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    if (all.length <= MAX_ANNOTATIONS) return all.map(annotation);
    const shown = all.slice(0, MAX_ANNOTATIONS - 1);
    const more = all.length - shown.length;
    const text = `${more} more of this level are listed in ${where}.`;
    return [
      ...shown.map(annotation),
      `::${command(severity)} title=lambda-concurrency-policy::${escapeData(text)}`,
    ];
  });
  return commands.map((line) => `${line}\n`).join("");
}

function annotation({
  ruleId,
  severity,
  verdict,
  message,
  subject,
  label,
  environments,
  at,
}: Finding): string {
  const { start, end } = at;
  // Columns on several lines make GitHub drop the annotation's place.
  const columns =
    start.line === end.line ? { col: start.column, endColumn: Math.max(end.column, start.column) } : {};
  const title = verdict === "undetermined" ? `${ruleId} (undetermined)` : ruleId;
  const properties = { file: at.file, line: start.line, endLine: end.line, ...columns, title };
  const text = `${message}\n${label ?? subject} in ${environments.join(", ")}`;
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  return `::${command(severity)} ${written.join(",")}::${escapeData(text)}`;
}

function command(severity: Severity): string {
  return severity === "note" ? "notice" : severity;
}

/** See https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
