import { z } from "zod/mini";
import type { Diagnostic, Finding, Occurrence } from "../../finding.ts";
import { compareText, startOfFile } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { childOf, locationOf, toData } from "../../source/yaml/tree.ts";
import type { Baseline, BaselineEntry } from "./baseline.ts";

const text = () => z.optional(z.string());

/** A problem as another run knows it again; see `Occurrence`. */
const OCCURRENCE = z.object({
  scope: z.string(),
  environment: z.string(),
  of: text(),
  account: text(),
  region: text(),
  part: text(),
  root: z.string(),
  address: z.string(),
  /** How far the law is broken; null where nothing bounds it. */
  over: z.optional(z.nullable(z.number())),
  unit: text(),
});

const ENTRY = z.object({
  fingerprint: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  environments: z.array(z.string()),
  subjects: z.optional(z.array(z.string())),
  verdict: z.optional(z.enum(["violation", "undetermined"])),
  occurrences: z.optional(z.array(OCCURRENCE)),
});

/** The first version knew a finding by its fingerprint alone. */
const READABLE: readonly unknown[] = [1, 2];
const SCHEMA_VERSION = 2;

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
  if (version?.kind !== "scalar" || !READABLE.includes(version.value))
    return bad(`This is no baseline of this version: its schemaVersion is not ${READABLE.join(" or ")}.`);
  const findings = childOf(document, "findings");
  if (findings?.kind !== "sequence") return bad("This is no baseline: it has no list of findings.");
  const baseline: BaselineEntry[] = [];
  for (const node of findings.items) {
    const entry = ENTRY.safeParse(toData(node));
    if (!entry.success)
      return bad("This entry lacks a fingerprint, a severity or environments.", locationOf(node));
    const { verdict = "violation", occurrences, ...known } = entry.data;
    baseline.push({
      ...known,
      verdict,
      ...(occurrences ? { occurrences: occurrences.map(occurrenceOf) } : {}),
      at: locationOf(node),
    });
  }
  return { baseline };
}

function occurrenceOf({ over, unit = "", ...rest }: z.infer<typeof OCCURRENCE>): Occurrence {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  const occurrence = Object.fromEntries(given) as Omit<typeof rest, "of"> as Occurrence;
  if (over === undefined) return occurrence;
  return { ...occurrence, measure: { over: over ?? Number.POSITIVE_INFINITY, unit } };
}

// What has moved by then is what another run finds, and says.
function occurrenceData({ measure, formerly: _, ...rest }: Occurrence) {
  if (!measure) return rest;
  return { ...rest, over: Number.isFinite(measure.over) ? measure.over : null, unit: measure.unit };
}

/** The text of a baseline file that knows some findings. The words next to the fingerprint are for people. */
export function baselineText(findings: readonly Finding[]): string {
  const entries = findings.map(
    ({ fingerprint, ruleId, subject, at, severity, environments, subjects, verdict, occurrences }) => ({
      fingerprint,
      rule: ruleId,
      subject,
      file: at.file,
      severity,
      ...(verdict === "violation" ? {} : { verdict }),
      environments,
      ...(subjects ? { subjects } : {}),
      occurrences: occurrences.map(occurrenceData),
    }),
  );
  const sorted = entries.sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      compareText(a.rule, b.rule) ||
      compareText(a.subject, b.subject) ||
      compareText(a.fingerprint, b.fingerprint),
  );
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, findings: sorted }, null, 2)}\n`;
}
