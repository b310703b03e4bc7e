import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** What git was asked for meanwhile: the words of each process, without the settings before them. */
export async function gitProcesses(run: () => unknown): Promise<string[]> {
  const folder = temporaryFolder("counted-git");
  const log = join(folder, "log");
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  writeFileSync(log, "");
  writeFileSync(join(folder, "git"), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${git}' "$@"\n`);
  chmodSync(join(folder, "git"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = `${folder}${delimiter}${path}`;
  try {
    await run();
  } finally {
    process.env["PATH"] = path;
  }
  const lines = readFileSync(log, "utf8").split("\n").filter(Boolean);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return lines.map((line) => line.replace(/^--git-dir=\S+ (?:-c \S+ )*/, ""));
}
