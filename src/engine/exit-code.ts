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

/** What fails a run; `new`: errors that the base doesn't have. */
export type FailOn = "error" | "warning" | "new" | "never";

/** Whether a finding makes a run fail: waived ones never do. */
export function fails(finding: Finding, failOn: FailOn): boolean {
  if (failOn === "never" || finding.waiver) return false;
  return bySeverity(finding.severity, failOn === "new" ? "error" : failOn) <= 0;
}

/**
 * The one place that decides a run's exit code. Findings weigh more than unreadable input.
 * @param comparison what is new; without one, everything is
 */
export function exitCodeOf(
  report: Pick<Report, "findings" | "diagnostics">,
  failOn: FailOn,
  comparison?: { new: readonly Finding[] },
): number {
  const findings = failOn === "new" ? (comparison?.new ?? report.findings) : report.findings;
  if (findings.some((finding) => fails(finding, failOn))) return EXIT.findings;
  if (report.diagnostics.some((diagnostic) => diagnostic.severity === "error")) return EXIT.unreadable;
  return EXIT.clean;
}
