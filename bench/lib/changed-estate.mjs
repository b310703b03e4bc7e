import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { estate } from "./estates.mjs";

const IDENTITY = [
  "-c",
  "user.name=Bench",
  "-c",
  "user.email=bench@example.com",
  "-c",
  "commit.gpgsign=false",
];

/**
 * The folder of an estate in a repository of its own, of two commits: `HEAD~1` and a change of it.
 * @param files yields [path, text]
 * @param change what becomes of the text of a path; the same text for one that doesn't change
 */
export function changedEstate(name, files, change) {
  const all = [...files];
  const folder = estate(name, all);
  const done = join(folder, ".git", "changed");
  if (existsSync(done)) return folder;
  const git = (...args) => execFileSync("git", [...IDENTITY, ...args], { cwd: folder, stdio: "ignore" });
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--message", "estate");
  };
  rmSync(join(folder, ".git"), { recursive: true, force: true });
  git("init", "--quiet");
  commit();
  for (const [path, text] of all) {
    const changed = change(path, text);
    if (changed !== text) writeFileSync(join(folder, path), changed);
  }
  commit();
  git("gc", "--quiet");
  writeFileSync(done, "");
  return folder;
}

/** How many files the last commit changes. */
export function changedFiles(folder) {
  const names = execFileSync("git", ["diff", "--name-only", "HEAD~1", "HEAD"], {
    cwd: folder,
    encoding: "utf8",
  });
  return names.split("\n").filter(Boolean).length;
}
