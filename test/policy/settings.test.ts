import { describe, expect, it } from "vitest";
import { defaultPolicy } from "../../src/policy/default.ts";
import { MemoryFileSystem } from "../support/memory-fs.ts";
import { loadGood, RULES, TODAY } from "./support.ts";

const [required, inRange, routing, hasPolicy] = RULES as [
  (typeof RULES)[0],
  (typeof RULES)[0],
  (typeof RULES)[0],
  (typeof RULES)[0],
];

/** Severities of the four rules, and of what can't be determined. */
function severities(text: string, environment?: string): string[] {
  const policy = loadGood(text);
  return [required, inRange, routing, hasPolicy].map((rule) => {
    const { severity, undetermined } = policy.settingsFor(rule, environment);
    return `${severity}/${undetermined}`;
  });
}

describe("presets", () => {
  it.each([
    ["extends: recommended", ["error/warning", "warning/warning", "error/warning", "note/note"]],
    ["extends: strict", ["error/error", "error/error", "error/error", "note/note"]],
    ["extends: deployable", ["off/off", "off/off", "error/warning", "off/off"]],
    ["extends: [deployable, strict]", ["error/error", "error/error", "error/error", "note/note"]],
    ["{}", ["error/warning", "warning/warning", "error/warning", "note/note"]],
    ["", ["error/warning", "warning/warning", "error/warning", "note/note"]],
  ])("%s", (text, expected) => {
    expect(severities(text)).toEqual(expected);
  });

  it("recommended holds without a policy file", () => {
    const policy = defaultPolicy({ rules: RULES, fs: new MemoryFileSystem({}), today: TODAY });
    expect(policy.settingsFor(required)).toEqual({ severity: "error", undetermined: "warning", options: {} });
    expect(policy.settingsFor(inRange, "default")).toEqual({
      severity: "warning",
      undetermined: "warning",
      options: { min: 1 },
    });
    expect(policy.environmentNames).toEqual(["default"]);
    expect(policy.limitsFor(undefined, undefined)).toEqual({
      limit: 1000,
      unreservedFloor: 100,
      reservedElsewhere: 0,
    });
  });
});

describe("settings of a rule", () => {
  const policy = loadGood(`
rules:
  reserved-concurrency-in-range: { severity: error, max: 500 }
  scaling-target-has-policy: off
environments:
  prod: { production: true, rules: { reserved-concurrency-in-range: { min: 5, undetermined: error } } }
  dev: { rules: { reserved-concurrency-in-range: note, reserved-concurrency-required: off } }
  test: { rules: { reserved-concurrency-in-range: off } }
`);

  it("are the policy's, with the rule's own defaults for what it leaves open", () => {
    expect(policy.settingsFor(inRange)).toEqual({
      severity: "error",
      undetermined: "warning",
      options: { min: 1, max: 500 },
    });
    expect(policy.settingsFor(hasPolicy)).toEqual({ severity: "off", undetermined: "off", options: {} });
  });

  it("are overlaid by the environment's: options one by one", () => {
    expect(policy.settingsFor(inRange, "prod")).toEqual({
      severity: "error",
      undetermined: "error",
      options: { min: 5, max: 500 },
    });
  });

  it("keep the options where the environment says a severity alone", () => {
    expect(policy.settingsFor(inRange, "dev")).toEqual({
      severity: "note",
      undetermined: "note",
      options: { min: 1, max: 500 },
    });
    expect(policy.settingsFor(required, "dev").severity).toBe("off");
    expect(policy.settingsFor(required, "prod").severity).toBe("error");
  });

  it("of an environment that the policy doesn't name are those of everywhere", () => {
    expect(policy.settingsFor(inRange, "unmatched")).toEqual(policy.settingsFor(inRange));
  });

  it("can be those of a rule that is off, whatever its options", () => {
    expect(policy.settingsFor(inRange, "test")).toEqual({
      severity: "off",
      undetermined: "off",
      options: {},
    });
  });
});

describe("the severity of what can't be determined", () => {
  it.each([
    ["undetermined: error", undefined, "error/error"],
    ["undetermined: off", undefined, "error/off"],
    [
      "undetermined: error\nrules: { reserved-concurrency-required: { undetermined: note } }",
      undefined,
      "error/note",
    ],
    ["undetermined: error\nrules: { reserved-concurrency-required: warning }", undefined, "warning/warning"],
    [
      "rules: { reserved-concurrency-required: { severity: note, undetermined: error } }",
      undefined,
      "note/error",
    ],
    ["environments: { prod: { production: true }, dev: { undetermined: off } }", "dev", "error/off"],
    ["environments: { prod: { production: true }, dev: { undetermined: off } }", "prod", "error/warning"],
    [
      "environments: { prod: { production: true, undetermined: off } }\nrules: { reserved-concurrency-required: { undetermined: error } }",
      "prod",
      "error/error",
    ],
  ])("%s in %s: %s", (text, environment, expected) => {
    expect(severities(text, environment)[0]).toBe(expected);
  });
});

describe("the rest of a policy", () => {
  it("gives budgets with their place", () => {
    const { view } = loadGood("budgets:\n  monthly-usd: 400\n  per-function-usd: 99.5\n");
    expect(view.monthlyBudget).toMatchObject({ total: 400, perFunction: 99.5, at: { start: { line: 1 } } });
    expect(loadGood("{}").view.monthlyBudget).toEqual({});
  });

  it("gives the reservation that a fix proposes", () => {
    expect(loadGood("default-reserved: 20\n").view.defaultReserved).toBe(20);
  });
});
