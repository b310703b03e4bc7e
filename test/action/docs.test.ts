import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { readInputs } from "../../src/github/inputs.ts";

interface ActionFile {
  inputs: Record<string, { description: string; required: boolean; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
}

interface StepOfWorkflow {
  id?: string;
  uses?: string;
  with?: Record<string, unknown>;
}

const action = load(readFileSync("action.yml", "utf8")) as ActionFile;
const OURS = "lambda-concurrency-policy/lambda-concurrency-policy@";

const workflows = ["docs/action.md", "README.md"].flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/```yaml\n(name: [\s\S]*?)```/g)].map(([, text = ""], index) => ({
    name: `${file}, workflow ${index + 1}`,
    text,
  })),
);

describe("action.yml", () => {
  test("names the door that the build makes, for the runner's Node", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
  });

  test("has inputs in kebab-case, each described, none required", () => {
    for (const [name, input] of Object.entries(action.inputs)) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(input.description).toMatch(/\.$/);
      expect(input.required).toBe(false);
    }
  });

  test("has defaults that are those of the code", () => {
    const given = Object.entries(action.inputs).flatMap(([name, input]) =>
      input.default === undefined || name === "github-token"
        ? []
        : [[`INPUT_${name.toUpperCase()}`, input.default]],
    );
    expect(readInputs(Object.fromEntries(given))).toEqual(readInputs({}));
  });

  test("has no input that the code doesn't read, and reads none that it hasn't", () => {
    const asked = new Set<string>();
    readInputs(
      new Proxy({} as Record<string, string | undefined>, {
        get: (_, name) => void asked.add(String(name)),
      }),
    );
    expect([...asked].sort()).toEqual(
      Object.keys(action.inputs)
        .map((name) => `INPUT_${name.toUpperCase()}`)
        .sort(),
    );
  });

  test("promises the outputs that the code sets", () => {
    const code = ["outputs", "publish", "run-action"]
      .map((file) => readFileSync(`src/github/${file}.ts`, "utf8"))
      .join("\n");
    for (const name of Object.keys(action.outputs))
      expect(code, name).toMatch(new RegExp(`setOutput\\("${name}"|^ {4}${name}[:,]`, "m"));
  });
});

describe.each(workflows)("$name", ({ text }) => {
  const workflow = load(text) as {
    on: unknown;
    permissions: Record<string, string>;
    jobs: Record<string, { steps: StepOfWorkflow[] }>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("is a workflow that asks for no more than it needs", () => {
    expect(workflow.on).toBeDefined();
    expect(workflow.permissions).toMatchObject({ contents: "read" });
    const allowed = ["contents", "pull-requests", "security-events", "checks"];
    expect(allowed).toEqual(expect.arrayContaining(Object.keys(workflow.permissions)));
  });

  test("pins others' actions by commit, with the version beside it", () => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)$/gm)].filter(([, name]) => !name?.startsWith(OURS));
    expect(uses.length).toBeGreaterThan(0);
    for (const [line, name, comment] of uses) {
      expect(name, line).toMatch(/@[0-9a-f]{40}$/);
      expect(comment, line).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  test("gives this action inputs that it has, with values that it takes", () => {
    const ours = steps.filter((step) => step.uses?.startsWith(OURS));
    expect(ours).toHaveLength(1);
    for (const { with: given = {} } of ours) {
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
      const variables = Object.entries(given).map(([name, value]) => [
        `INPUT_${name.toUpperCase()}`,
        String(value),
      ]);
      expect(() => readInputs(Object.fromEntries(variables))).not.toThrow();
    }
  });

  test("reads outputs that there are", () => {
    const ids = steps.flatMap((step) => (step.uses?.startsWith(OURS) && step.id ? [step.id] : []));
    for (const [, id, output] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      expect(ids).toContain(id);
      expect(Object.keys(action.outputs)).toContain(output);
    }
  });

  test("leaves no credentials in the checkout", () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")))
      expect(step.with).toMatchObject({ "persist-credentials": false });
  });
});
