import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { blocksOf } from "./blocks.ts";

const root = join(import.meta.dirname, "../..");
const OURS = "lambda-concurrency-policy/lambda-concurrency-policy";
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  on?: unknown;
  permissions?: unknown;
  jobs?: Record<string, { uses?: string; permissions?: unknown; steps?: Step[] }>;
}

/** The workflows of GitHub that people copy: blocks of documents, and files of examples. */
const workflows = execFileSync("git", ["ls-files", "*.md", "examples/**/.github/workflows/*.yml"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n")
  .flatMap((path): [string, Workflow][] => {
    const text = readFileSync(join(root, path), "utf8");
    const blocks = path.endsWith(".md")
      ? blocksOf(text).filter(({ language }) => language === "yaml")
      : [{ text, line: 1 }];
    return blocks.flatMap(({ text, line }): [string, Workflow][] => {
      if (!/^on:/m.test(text) || !/^jobs:/m.test(text)) return [];
      return [[`${path}:${line}`, load(text) as Workflow]];
    });
  });

test("there are workflows to copy", () => {
  expect(workflows.length).toBeGreaterThan(8);
});

describe.each(workflows)("the workflow at %s", (_, { on, permissions, jobs = {} }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  test("says what its token may do", () => {
    const isSaid = permissions !== undefined || Object.values(jobs).every((job) => job.permissions);
    expect(isSaid).toBe(true);
  });

  test("takes the actions of others by their commit, and ours by an exact release", () => {
    for (const { uses } of steps) {
      const [name = "", revision = ""] = uses?.split("@") ?? [];
      if (uses === undefined || uses.startsWith("./")) continue;
      expect(revision, uses).toMatch(name === OURS ? new RegExp(`^v${version}$`) : /^[0-9a-f]{40}$/);
    }
  });

  test("leaves no token in the checkout, and puts nothing that others write into a script", () => {
    for (const { uses, run, with: inputs } of steps) {
      if (uses?.startsWith("actions/checkout@")) expect(inputs?.["persist-credentials"]).toBe(false);
      expect(run ?? "").not.toMatch(/\$\{\{\s*(?:github\.(?:event|head_ref)|inputs)/);
    }
  });

  test("runs nothing of a checkout that anybody may have written where its token writes", () => {
    if (!JSON.stringify(on).includes("pull_request_target")) return;
    expect(steps.flatMap(({ uses, run }) => run ?? uses?.split("@")[0] ?? [])).toEqual([
      "actions/checkout",
      OURS,
    ]);
  });
});
