import { z } from "zod/mini";
import type { Diagnostic, Finding } from "../finding.ts";
import { compareText, startOfFile } from "../source/location.ts";
import type { SourceFile } from "../source/source-file.ts";
import { parseYaml } from "../source/yaml/parse.ts";
import { childOf, locationOf, toData } from "../source/yaml/tree.ts";
import type { Baseline, BaselineEntry } from "./baseline.ts";

const ENTRY = z.object({
  fingerprint: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  environments: z.array(z.string()),
  subjects: z.optional(z.array(z.string())),
});
const SCHEMA_VERSION = 1;

/** Reads a baseline file; or says what is wrong with it. */
export function readBaseline(file: SourceFile): { baseline: Baseline } | { problem: Diagnostic } {
  const { documents, problems } = parseYaml(file);
  const [document] = documents;
  const bad = (message: string, at = startOfFile(file.path)): { problem: Diagnostic } => ({
    problem: {
      severity: "error",
      message,
      hint: `Write it anew: policy run --write-baseline ${file.path}`,
      at,
    },
  });
  const [broken] = problems;
  if (broken) return bad(broken.message, broken.at);
  const version = childOf(document, "schemaVersion");
  if (version?.kind !== "scalar" || version.value !== SCHEMA_VERSION)
    return bad(`This is no baseline of this version: its schemaVersion is not ${SCHEMA_VERSION}.`);
  const findings = childOf(document, "findings");
  if (findings?.kind !== "sequence") return bad("This is no baseline: it has no list of findings.");
  const baseline: BaselineEntry[] = [];
  for (const node of findings.items) {
    const entry = ENTRY.safeParse(toData(node));
    if (!entry.success)
      return bad("This entry lacks a fingerprint, a severity or environments.", locationOf(node));
    baseline.push({ ...entry.data, at: locationOf(node) });
  }
  return { baseline };
}

/** The text of a baseline file that knows some findings. The words next to the fingerprint are for people. */
export function baselineText(findings: readonly Finding[]): string {
  const entries = findings.map(({ fingerprint, ruleId, subject, at, severity, environments, subjects }) => ({
    fingerprint,
    rule: ruleId,
    subject,
    file: at.file,
    severity,
    environments,
    ...(subjects ? { subjects } : {}),
  }));
  const sorted = entries.sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      compareText(a.rule, b.rule) ||
      compareText(a.subject, b.subject) ||
      compareText(a.fingerprint, b.fingerprint),
  );
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, findings: sorted }, null, 2)}\n`;
}
