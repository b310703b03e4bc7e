import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import terraformPlan from "../../../src/parsers/terraform-plan/index.ts";
import { readCase } from "../../support/cases.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

const SAMPLES = [
  "first-apply/plan.json",
  "modules/plan.json",
  "state/state.json",
  "cloud-control/plan.json",
  "partial/tfplan.json",
].map((name) => readFileSync(join(import.meta.dirname, "cases", name), "utf8"));

function read(text: string): Record<string, unknown> {
  return readCase(terraformPlan, new MemoryFileSystem({ "plan.json": text }), inputsFor("prod"));
}

describe("plans that are broken, or made to break us", () => {
  it("reads or refuses a plan that was cut off", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        expect(() => read(text.slice(0, Math.floor(text.length * share)))).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  it("survives values of any kind in any place", () => {
    const json = fc.json({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(), json, (text, at, value) => {
        expect(() => read(replaceValue(text, at, value))).not.toThrow();
      }),
      { numRuns: 120 },
    );
  });

  it("says where a plan is broken", () => {
    expect(
      read('{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{'),
    ).toEqual({
      diagnostics: [
        expect.stringMatching(
          /^error: The Terraform plan can't be read\. Not valid YAML: .* @ plan\.json:1:\d+-\d+$/,
        ),
      ],
      roots: {},
    });
  });

  it("leaves alone what only looks like a plan", () => {
    expect(read('{"note":"format_version terraform_version values"}')).toEqual({ roots: {} });
    expect(read('["format_version", "terraform_version", "values"]')).toEqual({ roots: {} });
    expect(read("not JSON")).toEqual({ roots: {} });
  });

  it("follows references through many modules, and stops where they go in circles", () => {
    const started = performance.now();
    expect(() => read(JSON.stringify(circlingPlan(40)))).not.toThrow();
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("reads a large plan in seconds", () => {
    const started = performance.now();
    const { roots } = read(JSON.stringify(largePlan(3_000))) as {
      roots: Record<string, { functions: object }>;
    };
    expect(Object.keys(roots["plan.json"]?.functions ?? {})).toHaveLength(3_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

/** Puts a value in the place of the n-th value of a JSON text. */
function replaceValue(text: string, n: number, value: string): string {
  const starts = [...text.matchAll(/: (?=["\d[{tfn-])/g)].map((match) => match.index + 2);
  const start = starts[n % starts.length] ?? 0;
  const end = text.indexOf("\n", start);
  return `${text.slice(0, start)}${value}${text[end - 1] === "," ? "," : ""}${text.slice(end)}`;
}

/** Modules whose outputs refer to each other, and variables that refer to outputs of their own module. */
function circlingPlan(modules: number): unknown {
  const calls = Object.fromEntries(
    Array.from({ length: modules }, (_, index) => [
      `m${index}`,
      {
        source: "./m",
        expressions: {
          v: { references: Array.from({ length: modules }, (_, other) => `module.m${other}.out`) },
        },
        module: { outputs: { out: { expression: { references: ["var.v"] } } } },
      },
    ]),
  );
  const mapping = {
    address: "aws_lambda_event_source_mapping.a",
    mode: "managed",
    type: "aws_lambda_event_source_mapping",
    name: "a",
  };
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: [{ ...mapping, values: {} }] } },
    resource_changes: [{ address: mapping.address, change: { after_unknown: { function_name: true } } }],
    configuration: {
      root_module: {
        resources: [{ ...mapping, expressions: { function_name: { references: ["module.m0.out"] } } }],
        module_calls: calls,
      },
    },
  };
}

function largePlan(functions: number): unknown {
  const resources = Array.from({ length: functions }, (_, index) => ({
    address: `aws_lambda_function.f[${index}]`,
    mode: "managed",
    type: "aws_lambda_function",
    name: "f",
    index,
    values: { function_name: `f-${index}`, memory_size: 128, reserved_concurrent_executions: 1 },
  }));
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources } },
  };
}
