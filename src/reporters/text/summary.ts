import { findingsByChange, type Report } from "../../finding.ts";
import { FORMATS, type Format } from "../../model/format.ts";
import { coverageMovement, coverageWords } from "../../reporter.ts";
import { isOfChange, type Verdict } from "../../verdict.ts";
import { printable } from "./printable.ts";
import type { View } from "./view.ts";

/** What was read, how to go on, and at the very end what it comes to. */
export function summaryText(report: Report, view: View, verdict: Verdict): string[] {
  const next = nextStep(report, verdict);
  // Of a change, only where it makes that other than it was.
  const coverage = report.comparison ? coverageMovement(report) : coverageWords(report.coverage);
  return [
    understood(report),
    ...(coverage === undefined ? [] : [`${coverage} ${view.paint.dim("--coverage lists them.")}`]),
    ...(next === undefined ? [] : [view.paint.dim(next)]),
    conclusion(report, verdict, view),
  ];
}

function understood({ model, summary: { roots } }: Report): string {
  const perFormat = new Map<Format, Set<string>>();
  // Not by the stack's name, which one root has in each environment.
  for (const { format, id } of model.deployments)
    perFormat.set(format, (perFormat.get(format) ?? new Set()).add(id.slice(0, id.lastIndexOf("@"))));
  const formats = [...perFormat].map(([format, found]) => `${found.size} ${FORMATS[format]}`);
  const environments = [...new Set(model.deployments.map(({ environment }) => environment))];
  const where = environments.length > 0 ? `, for ${environments.join(", ")}` : "";
  return `Read ${counted(roots, "root")}${formats.length > 0 ? ` (${formats.join(", ")})` : ""}${where}.`;
}

function conclusion({ summary, findings, comparison }: Report, verdict: Verdict, { paint }: View): string {
  const { functions, errors, warnings, notes, undetermined, waived } = summary;
  const { trouble, conclusion: came, failOn } = verdict;
  const found = [
    [errors, "error", paint.red],
    [warnings, "warning", paint.yellow],
    [notes, "note", paint.cyan],
  ] as const;
  const words = found
    .filter(([count]) => count > 0)
    .map(([count, word, colour]) => colour(counted(count, word)));
  if (undetermined > 0) words.push(`${undetermined} undetermined`);
  if (waived > 0) words.push(`${waived} waived`);
  if (trouble !== undefined) words.unshift(paint.red(trouble));
  const of = findingsByChange(findings);
  const change = comparison ? ` (${of.new.length} new, ${of.worse.length} worse)` : "";
  const outcome = {
    failure: ` ${paint.red("Fails")}${trouble === undefined ? `, as --fail-on ${failOn} says` : ""}.`,
    neutral: ` ${paint.green("Passes")}, as --fail-on ${failOn} says.`,
    success:
      comparison && findings.length > waived ? ` ${paint.green("Passes")}, as --fail-on ${failOn} says.` : "",
  }[came];
  return `${paint.bold(`${counted(functions, "function")}:`)} ${words.join(", ") || paint.green("nothing to report")}${change}.${outcome}`;
}

const UNREAD = "infrastructure-read";

/** More findings than this aren't mended in one go. */
const WALL = 20;

/** The one thing that helps most now. */
function nextStep(
  { findings, policyFile, summary, comparison }: Report,
  { conclusion }: Verdict,
): string | undefined {
  const open = findings.filter(({ waiver }) => !waiver);
  const ofChange = open.filter(isOfChange);
  const fixable = ofChange.filter(({ fix, verdict: each }) => fix && each === "violation").length;
  const isWall = !comparison && conclusion === "failure" && open.length > WALL;
  const [first] = ofChange;
  if (summary.roots === 0) return undefined;
  if (policyFile === undefined)
    return "There is no policy file, so everything counts as production with AWS's default limit: policy init writes one.";
  if (isWall)
    return "policy run --write-baseline known.json keeps what there is; with --baseline known.json, only what is new or worse fails.";
  if (fixable > 0) return `policy run --fix-dry-run shows edits that fix ${fixable} of them.`;
  if (first?.ruleId === UNREAD)
    return `policy explain ${UNREAD} says more of the rule, --coverage of what was not read.`;
  return (
    first &&
    `policy explain ${first.ruleId} says more of a rule, policy explain ${asWord(first.subject)} of a number.`
  );
}

/** An address as it can be pasted after a command; one that quotes can't hold is not offered. */
function asWord(address: string): string {
  if (/^[\w.:/@-]+$/.test(address)) return address;
  return address.includes("'") || printable(address) !== address ? "<function>" : `'${address}'`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
