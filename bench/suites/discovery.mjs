import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { estate } from "../lib/estates.mjs";
import { cpuInTurn, table } from "../lib/processes.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const FOLDERS = 1_000;
const FILES = 100;
const ROUNDS = 9;
const ENDINGS = ["py", "md", "txt", "png", "go", "java", "css", "html", "ts", "c"];
const TEMPLATE = "Resources: { F: { Type: AWS::Lambda::Function } }\n";

/** One template, and beside it files that nobody asks for. */
function* files(folders) {
  yield [".gitignore", "*.log\nbuild/\n/dist\n*.tmp\n!keep.tmp\n.env*\ncoverage\nnode_modules/\n"];
  yield ["infra/template.yaml", TEMPLATE];
  for (let folder = 0; folder < folders; folder++)
    for (let file = 0; file < FILES; file++)
      yield [`packages/p${folder % 40}/m${folder}/file-${file}.${ENDINGS[file % ENDINGS.length]}`, ""];
}

/** What 100,000 files that no parser asks for add to a run, in times of what git takes to list them. The target is 3 times. */
export default function discovery() {
  const few = inGit(estate("discovery-few", files(0)), true);
  const trees = [
    ["tracked", inGit(estate("discovery-tracked", files(FOLDERS)), true)],
    ["not tracked, not ignored", inGit(estate("discovery-untracked", files(FOLDERS)), false)],
  ];
  const table_ = [[`${FOLDERS * FILES} files`, "git ls-files, CPU ms", "added to a run, CPU ms", "times"]];
  for (const [name, folder] of trees) {
    const run = (each) => ({
      command: process.execPath,
      args: [cli, "run", ".", "--fail-on", "never"],
      options: { cwd: each },
    });
    const list = ["ls-files", "--cached", "--others", "--exclude-standard"];
    const cpu = cpuInTurn(
      [
        { name: "git", command: "git", args: list, options: { cwd: folder } },
        { name: "few", ...run(few) },
        { name: "many", ...run(folder) },
      ],
      ROUNDS,
    );
    const git = cpu.get("git").middle;
    const added = cpu.get("many").middle - cpu.get("few").middle;
    table_.push([name, git.toFixed(0), added.toFixed(0), (added / git).toFixed(2)]);
  }
  table(table_);
}

function inGit(folder, isTracked) {
  if (existsSync(join(folder, ".git"))) return folder;
  const git = (...args) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", isTracked ? "." : ".gitignore");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "--message", "All");
  return folder;
}
