import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fn, pullRequest } from "../action/pull-request.ts";
import { bundleAction, runStep } from "../action/run-bundle.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string>>;

const LOOSE = "extends: recommended\nrules:\n  reserved-concurrency-required: off\n";
const OURS = "lambda-concurrency-policy";
const BASE = { "infra/main.tf": fn("orders", 10) };
const CHANGE = { "infra/careless.tf": fn("careless"), "policy.yml": LOOSE };
const step = (uses: string) => `jobs:\n  gate:\n    steps:\n      - uses: ${uses}\n`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files) {
  repository.commit({ ...BASE, ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ ...CHANGE, ...change });
  return callIn(repository.path, "run", "--base", "main");
}

describe("a change's first policy doesn't judge where the base uses the check", () => {
  test.each<[string, Files]>([
    ["in a workflow", { ".github/workflows/ci.yml": step(`Acme/Lambda-Concurrency-Policy@v1`) }],
    [
      "in an action of its own",
      { ".github/actions/gate/action.yml": `runs:\n  steps:\n    - uses: acme/${OURS}@v1\n` },
    ],
    ["in a script", { "scripts/ci.sh": `npx ${OURS} run --base origin/main\n` }],
    ["in a Makefile", { Makefile: `gate:\n\tnpx ${OURS} run\n` }],
    ["in a file that nobody has heard of", { "ci/steps/09-gate.dhall": `"npx ${OURS} run"` }],
    ["with a policy for a part of it", { "other/policy.yml": "extends: strict\n" }],
    [
      "maybe, in a workflow of another repository",
      {
        ".github/workflows/ci.yml": "jobs:\n  gate:\n    uses: acme/central/.github/workflows/gate.yml@v1\n",
      },
    ],
    [
      "maybe, in a pipeline of another project",
      { ".gitlab-ci.yml": "include:\n  - project: acme/central\n    file: gate.yml\n" },
    ],
  ])("%s", async (_, base) => {
    const { exitCode, out } = await gate(base, {});
    expect(exitCode, out).toBe(1);
    expect(out).toContain("policy.yml of this change counts once it is merged");
  });

  test("but does where the base has nothing of it, whatever else the base has", async () => {
    const base = {
      ".github/workflows/ci.yml": step("actions/checkout@v5"),
      ".gitlab-ci.yml": "include:\n  - local: jobs/test.yml\n",
      "policy.yml": "package: authz\nallow: true\n",
    };
    const { exitCode, out } = await gate(base, { ".github/workflows/gate.yml": step(`acme/${OURS}@v1`) });
    expect(exitCode, out).toBe(0);
    expect(out).toContain(
      "The base has neither a policy nor a workflow with this check, so policy.yml of this change is used.",
    );
  });
});

describe("a step whose workflow the runner names lets the change's first policy judge", () => {
  let bundle: Awaited<ReturnType<typeof bundleAction>>;
  beforeAll(async () => {
    bundle = await bundleAction();
  });
  const wrapped = step("acme/wrapped@v1");
  const called = "jobs:\n  other:\n    uses: acme/central/.github/workflows/lint.yml@v1\n";
  const own = step(`acme/${OURS}@v1`);
  const ci = "acme/shop/.github/workflows/ci.yml@refs/pull/7/merge";

  test.each<[string, number, { base: Files; change: Files; workflow: string; event?: string }]>([
    [
      "where the change adds the workflow",
      0,
      { base: {}, change: { ".github/workflows/ci.yml": own }, workflow: ci },
    ],
    [
      "where it adds the workflow beside one that calls another repository's",
      0,
      {
        base: { ".github/workflows/lint.yml": called },
        change: { ".github/workflows/ci.yml": own },
        workflow: ci,
      },
    ],
    [
      "where it adds the step to a workflow",
      0,
      {
        base: { ".github/workflows/ci.yml": step("actions/checkout@v5") },
        change: { ".github/workflows/ci.yml": own },
        workflow: ci,
      },
    ],
    [
      "not where the base has the workflow as it is",
      1,
      { base: { ".github/workflows/ci.yml": wrapped }, change: {}, workflow: ci },
    ],
    [
      "not where the base's workflow calls another repository's",
      1,
      {
        base: { ".github/workflows/ci.yml": called },
        change: { ".github/workflows/ci.yml": `${called}# mine\n` },
        workflow: ci,
      },
    ],
    [
      "not where the workflow is another repository's",
      1,
      {
        base: {},
        change: { ".github/workflows/ci.yml": own },
        workflow: "acme/central/.github/workflows/required.yml@refs/heads/main",
      },
    ],
    [
      "not where the event runs the workflow of the base",
      1,
      { base: {}, change: { ".github/workflows/ci.yml": own }, workflow: ci, event: "pull_request_target" },
    ],
  ])("%s", async (_, expected, { base, change, workflow, event }) => {
    const pull = pullRequest({ ...BASE, ...base }, { ...CHANGE, ...change });
    const { exitCode, stdout } = await runStep({
      bundle: bundle.file,
      workspace: pull.repository,
      event: { ...pull.event, ...(event ? { name: event } : {}) },
      inputs: { comment: "never" },
      environment: { GITHUB_WORKFLOW_REF: workflow },
    });
    pull.repository.remove();
    expect(exitCode, stdout).toBe(expected);
  });
});
