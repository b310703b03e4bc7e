import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** More folders than anybody would like to fetch one by one. */
const FOLDERS = 12;
const template = (name: string, more = "") =>
  `Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: ${name}${more} }\n`;

let origin: TestRepository;
let folder: string;

beforeAll(() => {
  folder = temporaryFolder("clones");
  origin = new TestRepository(join(folder, "origin"));
  const files = Array.from({ length: FOLDERS }, (_, i) => [`d${i}/template.yaml`, template(`f${i}`)]);
  origin.commit({ ...Object.fromEntries(files), "d2/notes.txt": "one\n", "d3/main.tf": "locals {}\n" });
  origin.commit({
    "d1/template.yaml": template("f1", ", ReservedConcurrentExecutions: 5"),
    "d2/notes.txt": "two\n",
  });
  for (const key of ["allowFilter", "allowAnySHA1InWant"]) origin.git("config", `uploadpack.${key}`, "true");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clone, which writes down how often it calls the other side from then on. */
function clone(
  name: string,
  options: readonly string[],
  ...cone: string[]
): { path: string; calls: () => number } {
  const path = join(folder, name);
  origin.git("clone", "--quiet", ...options, `file://${origin.path}`, path);
  const made = new TestRepository(path);
  if (cone.length > 0) made.git("sparse-checkout", "set", ...cone);
  const [script, log] = [join(folder, `${name}.sh`), join(folder, `${name}.log`)];
  writeFileSync(script, `#!/bin/sh\necho call >> '${log}'\nexec git-upload-pack "$@"\n`);
  chmodSync(script, 0o755);
  made.git("config", "remote.origin.uploadpack", script);
  return { path, calls: () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").length - 1 : 0) };
}

/** What a change is found to do. */
async function told(path: string): Promise<unknown> {
  const { out } = await callIn(path, "run", "--format", "json", "--base", "HEAD~1");
  const { findings, comparison, coverage } = JSON.parse(out);
  const states = findings.map((each: { subject: string; change: string; location: { file: string } }) =>
    [each.change, each.location.file].join(" "),
  );
  return [states, comparison.fixed.length, comparison.functions, comparison.pools, coverage.unread];
}

describe("a clone that doesn't hold everything tells what a whole one does", () => {
  it.each([
    ["shallow", ["--depth=2"], [], 0],
    ["partial", ["--filter=blob:none"], [], 1],
    ["sparse", ["--sparse"], ["d1"], 0],
    ["partial-sparse", ["--filter=blob:none", "--sparse"], ["d1"], 2],
    ["without-trees", ["--filter=tree:0", "--sparse"], ["d1"], 4],
  ])("%s", async (name, options, cone, mostCalls) => {
    const whole = clone(`whole-for-${name}`, []);
    const { path, calls } = clone(name, options, ...cone);
    const expected = await told(whole.path);
    expect(await told(path)).toEqual(expected);
    expect(calls()).toBeLessThanOrEqual(mostCalls);
    // What has been fetched once is here.
    const before = calls();
    expect(await told(path)).toEqual(expected);
    expect(calls()).toBe(before);
  });

  it("says what isn't here where its remote doesn't answer, and calls nothing fixed for it", async () => {
    const { path } = clone("alone", ["--filter=blob:none", "--sparse"], "d1");
    new TestRepository(path).git("remote", "set-url", "origin", "file:///nowhere");
    const { out, err } = await callIn(path, "run", "--base", "HEAD~1");
    expect(err).toBe("");
    expect(out).toContain(
      "1 file of the base HEAD~1 can't be read here, so all that is found in it counts as new.",
    );
    expect(out).toContain("12 files that the sparse checkout leaves out can't be had from git here either");
    expect(out).toContain("0 new, 0 worse, 0 better, 0 fixed, 1 unchanged");
    expect(out).not.toContain("removed");
  });
});
