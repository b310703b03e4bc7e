import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Asker } from "../../src/command-line/init/asker.ts";
import { NEW_POLICY_NAME } from "../../src/engine/policy-file.ts";
import { fn } from "../action/pull-request.ts";
import { callIn, callWith } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const WORKFLOW = ".github/workflows/lambda-concurrency.yml";
const BASELINE = "lambda-concurrency-baseline.json";
/** Somebody who leaves. */
const LEAVES = undefined;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.write("main.tf", fn("a"));
  repository.write("env/blue.tfvars", "");
  repository.write("env/prod.tfvars", "");
  repository.write("env/dev.tfvars", "");
});
afterEach(() => repository.remove());

const isThere = (path: string) => existsSync(join(repository.path, path));
const written = (path: string) => readFileSync(join(repository.path, path), "utf8");

/** Answers in order, and takes down what was asked, with what was offered. */
function person(...answers: unknown[]): { asker: Asker; asked: string[] } {
  const asked: string[] = [];
  const next = (question: string, offered: readonly { label: string }[] = []) => {
    asked.push([question, ...offered.map(({ label }) => label)].join(" | "));
    return Promise.resolve(answers.shift() as never);
  };
  return { asked, asker: { some: next, one: next, confirm: next } };
}

const init = (asker: Asker, ...argv: string[]) =>
  callWith(repository.path, { asker: () => Promise.resolve(asker) }, "init", ...argv);

test("asks which environment is production, about old findings, and before it writes", async () => {
  const { asker, asked } = person(["dev"], "new", true);
  const { exitCode, out } = await init(asker);
  expect(exitCode).toBe(0);
  expect(asked).toEqual([
    "Which environments are production? | prod | dev | another one",
    expect.stringMatching(/^There (?:is|are) \d+ errors? today/),
    `Write ${NEW_POLICY_NAME} and ${WORKFLOW}?`,
  ]);
  expect(out).toContain("dev (production)");
  expect(written(NEW_POLICY_NAME)).toMatch(/dev:\n {4}production: true/);
  expect(written(NEW_POLICY_NAME)).toMatch(/prod:\n {4}production: false/);
  expect(written(WORKFLOW)).toContain("        with:\n          fail-on: new\n");
});

test("shows the map before it asks whether to write", async () => {
  const { asker } = person(["prod"], "none", false);
  const { exitCode, out } = await init(asker);
  expect(out).toContain("What is deployed where:");
  expect(out).toContain("Nothing was written.");
  expect(exitCode).toBe(2);
  expect(isThere(NEW_POLICY_NAME)).toBe(false);
});

test("a baseline takes down what is there, and a run with it is clean", async () => {
  const { out } = await init(person(["prod"], "baseline", true).asker);
  expect(out).toContain(`policy run --baseline ${BASELINE}`);
  expect(await callIn(repository.path, "run", "--baseline", BASELINE)).toMatchObject({ exitCode: 0 });
});

test.each([
  ["which is production", [LEAVES]],
  ["old findings", [["prod"], LEAVES]],
  ["writing", [["prod"], "none", LEAVES]],
])("who leaves at the question of %s has written nothing", async (_, answers) => {
  const { exitCode, out } = await init(person(...answers).asker, "--workflow");
  expect([exitCode, out.endsWith("Nothing was written.\n")]).toEqual([2, true]);
  expect([isThere(NEW_POLICY_NAME), isThere(WORKFLOW)]).toEqual([false, false]);
});

test("another one is production when none of these is", async () => {
  await init(person([" another"], "none", true).asker);
  expect(written(NEW_POLICY_NAME)).toMatch(/prod:\n {4}production: true/);
});

test("nothing is asked that a flag says, and nothing at all with --yes", async () => {
  const { asker, asked } = person(true);
  await init(asker, "--production", "prod", "--fail-on", "new");
  expect(asked).toEqual([`Write ${NEW_POLICY_NAME} and ${WORKFLOW}?`]);
  const silent = person();
  await init(silent.asker, "--yes", "--policy", "other.yml");
  expect(silent.asked).toEqual([]);
  expect(isThere("other.yml")).toBe(true);
});

test("without a terminal flags say it", async () => {
  await callIn(repository.path, "init", "--production", "prod", "--baseline", "known.json");
  expect(await callIn(repository.path, "run", "--baseline", "known.json")).toMatchObject({ exitCode: 0 });
  const both = await callIn(
    repository.path,
    "init",
    "--policy",
    "b.yml",
    "--baseline",
    "b.json",
    "--fail-on",
    "new",
  );
  expect(both).toMatchObject({ exitCode: 2 });
  expect(isThere("b.yml")).toBe(false);
});

test("nothing is asked in vain where a policy is there, and a file that is there keeps the others from being written", async () => {
  repository.write(WORKFLOW, "name: mine\n");
  const { err } = await callIn(repository.path, "init", "--workflow");
  expect(err).toContain(`${WORKFLOW} is there already`);
  expect(isThere(NEW_POLICY_NAME)).toBe(false);
  repository.write(NEW_POLICY_NAME, "extends: strict\n");
  const { asker, asked } = person();
  expect(await init(asker)).toMatchObject({ exitCode: 2 });
  expect(asked).toEqual([]);
});
