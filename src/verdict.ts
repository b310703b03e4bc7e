import { bySeverity, type Finding, type Report, type Severity } from "./finding.ts";

export const EXIT = {
  /** Nothing at or above the level that fails. */
  clean: 0,
  /** Findings at or above the level that fails. */
  findings: 1,
  /** The call or the policy file is wrong; nothing was checked. */
  usage: 2,
  /** An input that should have been read could not be, or an internal error. */
  unreadable: 3,
} as const;

/** What fails a run, as all doors take it; `new` and `new-warning`: what is new or worse against a base. */
export const FAIL_ON = ["error", "warning", "new", "new-warning", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What fails a run that isn't told: with a base, what the change does; without one, all that is an error. */
export function defaultFailOn(hasBase: boolean): FailOn {
  return hasBase ? "new" : "error";
}

const LEVELS: Readonly<Record<Exclude<FailOn, "never">, { from: Severity; isOfChange: boolean }>> = {
  error: { from: "error", isOfChange: false },
  warning: { from: "warning", isOfChange: false },
  new: { from: "error", isOfChange: true },
  "new-warning": { from: "warning", isOfChange: true },
};

/** Whether a level is about what a change does, so that it wants a base. */
export function isAgainstBase(failOn: FailOn): boolean {
  return failOn !== "never" && LEVELS[failOn].isOfChange;
}

/** Whether a finding is this change's: new or worse. Without a base, all are. */
export function isOfChange({ change }: Pick<Finding, "change">): boolean {
  return change === undefined || change === "new" || change === "worse";
}

/** Whether a finding makes a run fail: waived ones never do. */
export function fails(finding: Finding, failOn: FailOn): boolean {
  if (failOn === "never" || finding.waiver) return false;
  const level = LEVELS[failOn];
  return bySeverity(finding.severity, level.from) <= 0 && (!level.isOfChange || isOfChange(finding));
}

/** What a verdict is decided by. */
export interface Outcome {
  report: Pick<Report, "findings" | "diagnostics">;
  /** Whether the change has a policy that can't be used, which would break every run once it is merged. */
  breaksPolicy?: boolean;
}

/** What a run came to. Exit code, titles and the conclusion of a check all follow from it, so that none contradicts another. */
export interface Verdict {
  exitCode: number;
  conclusion: "failure" | "neutral" | "success";
  /** Before a title: red where the run fails, and nowhere else. */
  sign: "❌" | "⚠️" | "✅";
  /** What it was told to fail on. */
  failOn: FailOn;
  /** What failed it besides findings, as the beginning of a title. */
  trouble?: string;
}

/** The one place that decides what a run comes to. Findings weigh more than unreadable input, and that more than a policy to come. */
export function verdictOf({ report, breaksPolicy = false }: Outcome, failOn: FailOn): Verdict {
  const failure = (exitCode: number, trouble?: string): Verdict => ({
    ...{ exitCode, conclusion: "failure", sign: "❌", failOn },
    ...(trouble === undefined ? {} : { trouble }),
  });
  if (report.findings.some((finding) => fails(finding, failOn))) return failure(EXIT.findings);
  if (isUnreadable(report)) return failure(EXIT.unreadable, "not all could be read");
  if (breaksPolicy) return failure(EXIT.usage, "the policy that this change brings can't be used");
  // Of a change, what was there before speaks neither for it nor against it.
  const isClean = report.findings.every((finding) => finding.waiver || !isOfChange(finding));
  return isClean
    ? { exitCode: EXIT.clean, conclusion: "success", sign: "✅", failOn }
    : { exitCode: EXIT.clean, conclusion: "neutral", sign: "⚠️", failOn };
}

/** The exit code of what judges nothing: `policy model`, or writing a baseline. */
export function exitCodeOfReading(report: Pick<Report, "diagnostics">): number {
  return isUnreadable(report) ? EXIT.unreadable : EXIT.clean;
}

/** Whether the disk refused something, or a rule of a plug-in failed: what can't be understood is a finding. */
function isUnreadable({ diagnostics }: Pick<Report, "diagnostics">): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
