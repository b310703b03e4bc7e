import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/command-line/main.ts";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// Where a hand slips, the answer names what was meant, or what helps here.

let repository: TestRepository;
const folders: string[] = [];
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => {
  repository.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const call = (...words: string[]) => callIn(repository.path, ...words);

describe("policy help", () => {
  test("is the help, and that of a command", async () => {
    expect((await call("help")).out).toBe((await call("--help")).out);
    expect((await call("help", "explain")).out).toBe((await call("explain", "--help")).out);
    expect((await call("help")).out).toContain("policy help [command]");
  });

  test("of no command names the one that was meant", async () => {
    expect(await call("help", "exlpain")).toMatchObject({
      exitCode: 2,
      err: 'policy: There is no command "exlpain".\n  Did you mean policy help explain?\n',
    });
    expect((await call("help", "xyzzyx")).err).toContain("There are: run, comment, model,");
  });
});

describe("a word that is no option or command", () => {
  test.each([
    ["--config", "Did you mean --policy?"],
    ["--output=x", "Did you mean --format?"],
    ["--colour", "Did you mean --no-color?"],
    ["--enviroment=prod", "Did you mean --environment?"],
  ])("%s", async (word, hint) => {
    expect((await call("run", word)).err).toContain(hint);
  });

  test.each([
    ["check", "run"],
    ["validate", "run"],
    ["rnu", "run"],
    ["explan", "explain"],
  ])("%s", async (word, meant) => {
    expect((await call(word)).err).toContain(`Did you mean the command policy ${meant}?`);
  });

  test("an environment", async () => {
    repository.commit({
      "policy.yml": "environments: { prod: { production: true }, dev: {} }\n",
      "main.tf": fn("a", 1),
    });
    expect((await call("run", "-e", "prdo")).err).toContain("Did you mean prod? It has: prod, dev.");
  });
});

test("--no-color wins over all else", async () => {
  repository.commit({ "main.tf": fn("a") });
  const run = async (...words: string[]) => {
    let out = "";
    const sink = {
      write: (text: string) => {
        out += text;
      },
      isTerminal: true,
      width: 100,
    };
    const environment = { FORCE_COLOR: "1" };
    await main(words, { cwd: repository.path, environment, today: "2026-11-01", out: sink, err: sink });
    return out;
  };
  expect(await run("run", ".")).toContain("\u001b[");
  expect(await run("run", "--no-color", ".")).not.toContain("\u001b[");
});

test("nothing in the folder where the user stands is nothing below this folder", async () => {
  repository.commit({ "main.tf": fn("a", 1), "docs/x.md": "" });
  const { out } = await callIn(join(repository.path, "docs"), "run", ".");
  expect(out).toContain("Nothing to check was found below this folder.");
});

describe("a base that isn't here", () => {
  /** A clone as a workflow makes it: one commit of one branch. */
  function clone(...options: string[]): string {
    const folder = temporaryFolder("clone");
    folders.push(folder);
    const words = ["clone", "--quiet", ...options, `file://${repository.path}`, folder];
    execFileSync("git", words, { stdio: "ignore" });
    return folder;
  }

  /** Does what the hint says: a command, and the base that it speaks of. */
  function follow(folder: string, err: string): void {
    const [, command = ""] = /(git fetch [^\n,]+)/.exec(err) ?? [];
    execFileSync("git", command.split(" ").slice(1), { cwd: folder, stdio: "ignore" });
  }

  test.each([
    ["of one commit", ["--depth=1", "--branch=change"]],
    ["of one branch", ["--single-branch", "--branch=change"]],
  ])("in a clone %s is had by the command that is given", async (_, options) => {
    repository.commit({ "main.tf": fn("a", 1) });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": fn("a", 2) });
    const folder = clone(...options);
    const first = await callIn(folder, "run", "--base", "origin/main");
    expect(first.exitCode).toBe(2);
    expect(first.err).toContain("+refs/heads/main:refs/remotes/origin/main");
    follow(folder, first.err);
    expect((await callIn(folder, "run", "--base", "origin/main")).exitCode).toBe(0);
  });

  test("may be a branch of the server", async () => {
    repository.commit({ "main.tf": fn("a", 1) });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "main.tf": fn("a", 2) });
    const folder = clone("--branch=change");
    expect((await callIn(folder, "run", "--base", "main")).err).toContain("Did you mean origin/main?");
    expect((await callIn(folder, "run", "--base", "origin/mian")).err).toContain("Did you mean origin/main?");
    execFileSync("git", ["remote", "rename", "origin", "upstream"], { cwd: folder });
    expect((await callIn(folder, "run", "--base", "upstream/release-2026")).err).toContain(
      "git fetch upstream +refs/heads/release-2026:refs/remotes/upstream/release-2026",
    );
  });

  test("of a repository without a remote is one of its branches", async () => {
    repository.commit({ "main.tf": fn("a", 1) });
    expect((await call("run", "--base", "mian")).err).toContain("Did you mean main?");
    expect((await call("run", "--base", "release-2026")).err).toContain("Branches here: main.");
  });
});
