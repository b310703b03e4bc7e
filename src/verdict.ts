import { bySeverity, type Finding, type Report } from "./finding.ts";

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

/** What fails a run, as both doors take it; `new`: errors that the base doesn't have. */
export const FAIL_ON = ["error", "warning", "new", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** Whether a finding makes a run fail: waived ones never do. */
export function fails(finding: Finding, failOn: FailOn): boolean {
  if (failOn === "never" || finding.waiver) return false;
  return bySeverity(finding.severity, failOn === "new" ? "error" : failOn) <= 0;
}

/** What a verdict is decided by. */
export interface Outcome {
  report: Pick<Report, "findings" | "diagnostics">;
  /** What is new against a base; without one, everything is. */
  comparison?: { new: readonly Finding[] } | undefined;
  /** Whether the change has a policy that can't be used, which would break every run once it is merged. */
  breaksPolicy?: boolean;
}

/** What a run came to. Exit code, titles and the conclusion of a check all follow from it, so that none contradicts another. */
export interface Verdict {
  exitCode: number;
  conclusion: "failure" | "neutral" | "success";
  /** Before a title: red where the run fails, and nowhere else. */
  sign: "❌" | "⚠️" | "✅";
  /** What failed it besides findings, as the beginning of a title. */
  trouble?: string;
}

/** The one place that decides what a run comes to. Findings weigh more than unreadable input, and that more than a policy to come. */
export function verdictOf({ report, comparison, breaksPolicy = false }: Outcome, failOn: FailOn): Verdict {
  const counted = failOn === "new" ? (comparison?.new ?? report.findings) : report.findings;
  if (counted.some((finding) => fails(finding, failOn))) return failure(EXIT.findings);
  if (isUnreadable(report)) return failure(EXIT.unreadable, "not all could be read");
  if (breaksPolicy) return failure(EXIT.usage, "the policy that this change brings can't be used");
  const isClean = report.findings.every(({ waiver }) => waiver);
  return isClean
    ? { exitCode: EXIT.clean, conclusion: "success", sign: "✅" }
    : { exitCode: EXIT.clean, conclusion: "neutral", sign: "⚠️" };
}

function failure(exitCode: number, trouble?: string): Verdict {
  return { exitCode, conclusion: "failure", sign: "❌", ...(trouble === undefined ? {} : { trouble }) };
}

/** The exit code of what judges nothing: `policy model`, or writing a baseline. */
export function exitCodeOfReading(report: Pick<Report, "diagnostics">): number {
  return isUnreadable(report) ? EXIT.unreadable : EXIT.clean;
}

/** Whether the disk refused something, or a rule of a plug-in failed: what can't be understood is a finding. */
function isUnreadable({ diagnostics }: Pick<Report, "diagnostics">): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
