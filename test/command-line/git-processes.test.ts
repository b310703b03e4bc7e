import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Repository } from "../../src/engine/checkout/git/repository.ts";
import { callIn } from "../support/command-line.ts";
import { gitProcesses } from "../support/counted-git.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const FOLDERS = 40;
const template = (name: string, more = "") =>
  `Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: { FunctionName: ${name}${more} }\n`;
const numbered = <T>(make: (each: number) => T) => Array.from({ length: FOLDERS }, (_, each) => make(each));

let folder: string;
let origin: TestRepository;

beforeAll(() => {
  folder = temporaryFolder("git-processes");
  origin = new TestRepository(join(folder, "origin"));
  const all = numbered((each) => [
    [`t${each}/template.yaml`, template(`f${each}`)],
    [`r${each}/main.tf`, `resource "aws_lambda_function" "f${each}" {\n  function_name = "r${each}"\n}\n`],
    [`r${each}/terraform.tfvars`, `a = ${each}\n`],
  ]);
  origin.commit(Object.fromEntries(all.flat()));
  const changed = numbered((each) => [
    `t${each}/template.yaml`,
    template(`f${each}`, ", ReservedConcurrentExecutions: 5"),
  ]);
  origin.commit(Object.fromEntries(changed));
  for (const key of ["allowFilter", "allowAnySHA1InWant"]) origin.git("config", `uploadpack.${key}`, "true");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function clone(name: string, options: readonly string[], ...cone: string[]): string {
  const path = join(folder, name);
  origin.git("clone", "--quiet", ...options, `file://${origin.path}`, path);
  if (cone.length > 0) new TestRepository(path).git("sparse-checkout", "set", ...cone);
  return path;
}

const commands = (processes: readonly string[]) => processes.map((each) => each.split(" ")[0]);
const withBase = (path: string) => () =>
  callIn(path, "run", "--format", "json", "--base", "HEAD~1", "--fail-on", "never");

describe("git is asked in a few processes, however many files a change has", () => {
  it("a whole clone: for the base, where it parted, what is tracked, what the base holds, and what of it is another text", async () => {
    const path = clone("whole", []);
    expect(commands(await gitProcesses(withBase(path))).sort()).toEqual(
      ["cat-file", "cat-file", "ls-files", "ls-tree", "rev-parse", "rev-parse"].sort(),
    );
  });

  it("a shallow clone: the same", async () => {
    const path = clone("shallow", ["--depth=2"]);
    expect(await gitProcesses(withBase(path))).toHaveLength(6);
  });

  it("a clone without the base's files: the fetching of all of them besides, in one go", async () => {
    const path = clone("partial", ["--filter=blob:none"]);
    const asked = commands(await gitProcesses(withBase(path)));
    expect(asked.filter((each) => each === "fetch" || each === "-c")).toHaveLength(1);
    expect(asked.length).toBeLessThanOrEqual(9);
  });

  it("a sparse one without them: the fetching of both sides besides", async () => {
    const path = clone("sparse", ["--filter=blob:none", "--sparse"], "t1");
    const asked = commands(await gitProcesses(withBase(path)));
    expect(asked.length).toBeLessThanOrEqual(20);
  });

  it("which paths a commit lacks: one, whatever they are called", async () => {
    const path = clone("lacking", []);
    const repository = Repository.at(path);
    const paths = ["t1", "nope", "t2/template.yaml", "t2/nope.yaml", "with a space", "ä\nb", "t1:x"];
    let lacking: string[] | undefined;
    const asked = await gitProcesses(() => {
      lacking = repository?.lacking("HEAD", paths);
    });
    expect(lacking).toEqual(["nope", "t2/nope.yaml", "with a space", "t1:x"]);
    expect(asked).toHaveLength(1);
  });
});

describe("where two lines of development parted", () => {
  it("is what git's own command says, also where nothing is checked out or they have nothing in common", () => {
    const repository = new TestRepository(join(folder, "parted"));
    expect(Repository.at(repository.path)?.partingFrom("0".repeat(40))).toEqual({});
    const start = repository.commit({ "main.tf": "" });
    repository.git("checkout", "--quiet", "-b", "change");
    const head = repository.commit({ "main.tf": "a" });
    repository.git("checkout", "--quiet", "main");
    const tip = repository.commit({ "other.tf": "" });
    repository.git("checkout", "--quiet", "change");
    const parting = (commit: string) => Repository.at(repository.path)?.partingFrom(commit);
    expect(parting(tip)).toEqual({ head, parted: start });
    expect(parting(head)).toEqual({ head, parted: head });
    expect(parting(start)).toEqual({ head, parted: start });
    repository.git("merge", "--quiet", "--no-edit", tip);
    const merged = repository.git("rev-parse", "HEAD");
    expect(parting(tip)).toEqual({ head: merged, parted: repository.git("merge-base", tip, "HEAD") });
    repository.git("checkout", "--quiet", "--orphan", "apart");
    const apart = repository.commit({ "apart.tf": "" });
    expect(parting(tip)).toEqual({ head: apart });
  });
});
