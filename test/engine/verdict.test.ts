import { describe, expect, it } from "vitest";
import type { ChangeState, Diagnostic, Finding, Severity } from "../../src/finding.ts";
import { EXIT, exitCodeOfReading, FAIL_ON, type FailOn, verdictOf } from "../../src/verdict.ts";

const finding = (severity: Severity, waived = false, change?: ChangeState) =>
  ({ severity, change, ...(waived ? { waiver: { rule: "r" } } : {}) }) as unknown as Finding;
const unreadable: Diagnostic = { severity: "error", message: "It can't be read." };
const doubtful: Diagnostic = { severity: "warning", message: "It is odd." };

/** What fails under each level, said once more in other words. */
const LEVELS: Readonly<Record<FailOn, (severity: Severity, change?: ChangeState) => boolean>> = {
  error: (severity) => severity === "error",
  warning: (severity) => severity !== "note",
  new: (severity, change) => severity === "error" && change !== "unchanged" && change !== "better",
  "new-warning": (severity, change) => severity !== "note" && change !== "unchanged" && change !== "better",
  never: () => false,
};

describe("the exit code of a run", () => {
  it("is decided by the level, for every severity and whatever the change does to it, waived or not", () => {
    for (const failOn of FAIL_ON)
      for (const severity of ["error", "warning", "note"] as const)
        for (const change of ["new", "worse", "better", "unchanged", undefined] as const)
          for (const isWaived of [true, false]) {
            const one = finding(severity, isWaived, change);
            const report = { findings: [one], diagnostics: [] };
            const fails = !isWaived && LEVELS[failOn](severity, change);
            expect(verdictOf({ report }, failOn).exitCode).toBe(fails ? EXIT.findings : EXIT.clean);
          }
  });

  it("takes everything for new where there is no base", () => {
    const report = { findings: [finding("error")], diagnostics: [] };
    expect(verdictOf({ report }, "new").exitCode).toBe(EXIT.findings);
  });

  it("weighs findings more than what can't be read, and that more than a policy to come", () => {
    const report = { findings: [finding("error")], diagnostics: [unreadable] };
    expect(verdictOf({ report, breaksPolicy: true }, "error").exitCode).toBe(EXIT.findings);
    expect(verdictOf({ report, breaksPolicy: true }, "never").exitCode).toBe(EXIT.unreadable);
    const clean = { findings: [], diagnostics: [doubtful] };
    expect(verdictOf({ report: clean, breaksPolicy: true }, "error").exitCode).toBe(EXIT.usage);
    expect(verdictOf({ report: clean }, "error").exitCode).toBe(EXIT.clean);
  });

  it("is red in a title and in a check exactly where the run fails", () => {
    for (const failOn of FAIL_ON)
      for (const findings of [[], [finding("error")], [finding("warning")], [finding("error", true)]])
        for (const diagnostics of [[], [doubtful], [unreadable]])
          for (const breaksPolicy of [true, false]) {
            const verdict = verdictOf({ report: { findings, diagnostics }, breaksPolicy }, failOn);
            const fails = verdict.exitCode !== EXIT.clean;
            expect(verdict.sign === "❌").toBe(fails);
            expect(verdict.conclusion === "failure").toBe(fails);
            expect(verdict.sign === "✅").toBe(!fails && findings.every(({ waiver }) => waiver));
            expect(verdict.trouble === undefined).toBe(!fails || verdict.exitCode === EXIT.findings);
          }
  });

  it("says of what judges nothing only whether all was read", () => {
    expect(exitCodeOfReading({ diagnostics: [doubtful, unreadable] })).toBe(EXIT.unreadable);
    expect(exitCodeOfReading({ diagnostics: [doubtful] })).toBe(EXIT.clean);
  });
});
