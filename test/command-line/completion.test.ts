import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { completionScript, SHELLS } from "../../src/command-line/completion.ts";
import { COMMANDS, OPTIONS } from "../../src/command-line/option-list.ts";
import { callIn } from "../support/command-line.ts";

const has = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

/** What bash would offer behind some words, the last of which is begun. */
function offered(...words: string[]): string[] {
  const script = `${completionScript("bash")}
COMP_WORDS=(policy ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _policy; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8", cwd: tmpdir() });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

describe.each(SHELLS)("the script for %s", (shell) => {
  test("knows every command and option", async () => {
    const { out, exitCode } = await callIn(tmpdir(), "completion", shell);
    expect(exitCode).toBe(0);
    for (const command of Object.keys(COMMANDS)) expect(out).toContain(command);
    for (const option of Object.keys(OPTIONS))
      expect(out).toContain(shell === "fish" ? `-l ${option}` : `--${option}`);
  });

  test.runIf(has(shell))("is one that the shell can read", () => {
    const { status, stderr } = spawnSync(shell, ["-n"], { input: completionScript(shell), encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe.runIf(has("bash"))("bash offers", () => {
  test("commands first", () => {
    expect(offered("mod")).toEqual(["model"]);
  });
  test("a command's own options", () => {
    expect(offered("run", "--fix")).toEqual(["--fix", "--fix-dry-run"]);
    expect(offered("rules", "--fix")).toEqual([]);
  });
  test("an option's choices", () => {
    expect(offered("run", "--fail-on", "")).toEqual(["error", "warning", "new", "new-warning", "never"]);
  });
  test("rules to explain", () => {
    expect(offered("explain", "reserved-concurrency-r")).toEqual(["reserved-concurrency-required"]);
  });
});

test("another shell is said", async () => {
  expect(await callIn(tmpdir(), "completion", "powershell")).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining("bash, zsh, fish"),
  });
});
