import { describe, expect, it } from "vitest";
import { EXIT, exitCodeOf, exitCodeOfReading, FAIL_ON, type FailOn } from "../../src/engine/exit-code.ts";
import type { Diagnostic, Finding, Severity } from "../../src/finding.ts";

const finding = (severity: Severity, waived = false) =>
  ({ severity, ...(waived ? { waiver: { rule: "r" } } : {}) }) as unknown as Finding;
const unreadable: Diagnostic = { severity: "error", message: "It can't be read." };
const doubtful: Diagnostic = { severity: "warning", message: "It is odd." };

/** What fails under each level, said once more in other words. */
const LEVELS: Readonly<Record<FailOn, (severity: Severity, isNew: boolean) => boolean>> = {
  error: (severity) => severity === "error",
  warning: (severity) => severity !== "note",
  new: (severity, isNew) => severity === "error" && isNew,
  never: () => false,
};

describe("the exit code of a run", () => {
  it("is decided by the level, for every severity, new or not, waived or not", () => {
    for (const failOn of FAIL_ON)
      for (const severity of ["error", "warning", "note"] as const)
        for (const isNew of [true, false])
          for (const isWaived of [true, false]) {
            const one = finding(severity, isWaived);
            const report = { findings: [one], diagnostics: [] };
            const comparison = { new: isNew ? [one] : [] };
            const fails = !isWaived && LEVELS[failOn](severity, isNew);
            expect(exitCodeOf({ report, comparison }, failOn)).toBe(fails ? EXIT.findings : EXIT.clean);
          }
  });

  it("takes everything for new where there is no base", () => {
    const report = { findings: [finding("error")], diagnostics: [] };
    expect(exitCodeOf({ report }, "new")).toBe(EXIT.findings);
  });

  it("weighs findings more than what can't be read, and that more than a policy to come", () => {
    const report = { findings: [finding("error")], diagnostics: [unreadable] };
    expect(exitCodeOf({ report, breaksPolicy: true }, "error")).toBe(EXIT.findings);
    expect(exitCodeOf({ report, breaksPolicy: true }, "never")).toBe(EXIT.unreadable);
    const clean = { findings: [], diagnostics: [doubtful] };
    expect(exitCodeOf({ report: clean, breaksPolicy: true }, "error")).toBe(EXIT.usage);
    expect(exitCodeOf({ report: clean }, "error")).toBe(EXIT.clean);
  });

  it("says of what judges nothing only whether all was read", () => {
    expect(exitCodeOfReading({ diagnostics: [doubtful, unreadable] })).toBe(EXIT.unreadable);
    expect(exitCodeOfReading({ diagnostics: [doubtful] })).toBe(EXIT.clean);
  });
});
