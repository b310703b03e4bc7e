import { bySeverity, type Finding, type Report } from "../finding.ts";

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

/** What an exit code is decided by. */
export interface Outcome {
  report: Pick<Report, "findings" | "diagnostics">;
  /** What is new against a base; without one, everything is. */
  comparison?: { new: readonly Finding[] } | undefined;
  /** Whether the change has a policy that can't be used, which would break every run once it is merged. */
  breaksPolicy?: boolean;
}

/** The one place that decides a run's exit code. Findings weigh more than unreadable input, and that more than a policy to come. */
export function exitCodeOf({ report, comparison, breaksPolicy = false }: Outcome, failOn: FailOn): number {
  const findings = failOn === "new" ? (comparison?.new ?? report.findings) : report.findings;
  if (findings.some((finding) => fails(finding, failOn))) return EXIT.findings;
  if (isUnreadable(report)) return EXIT.unreadable;
  return breaksPolicy ? EXIT.usage : EXIT.clean;
}

/** The exit code of what judges nothing: `policy model`, or writing a baseline. */
export function exitCodeOfReading(report: Pick<Report, "diagnostics">): number {
  return isUnreadable(report) ? EXIT.unreadable : EXIT.clean;
}

function isUnreadable({ diagnostics }: Pick<Report, "diagnostics">): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
