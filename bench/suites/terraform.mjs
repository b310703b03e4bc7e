import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, table } from "../lib/processes.mjs";
import { estate } from "../lib/terraform-estate.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const ROUNDS = 5;

/** `policy run` on a Terraform estate of 1,000 files with 100 functions. The target is below a second of CPU beyond Node's start. */
export default function terraform() {
  const folder = estate({ files: 1_000, functions: 100 });
  const commands = [
    { name: "node -e 0", args: ["-e", "0"] },
    {
      name: "policy run (1,000 .tf files, 100 functions)",
      args: [cli, "run", "--quiet", "--fail-on", "never", "."],
    },
  ];
  const [bare, run] = commands.map(({ args }) =>
    median(Array.from({ length: ROUNDS }, () => cpu(args, folder))),
  );
  table([
    ["command", "median CPU ms"],
    [commands[0].name, bare.toFixed(0)],
    [commands[1].name, run.toFixed(0)],
    ["beyond Node's start", (run - bare).toFixed(0)],
  ]);
}

/** Said by the process itself at its end, so that other work on the machine doesn't count. */
const REPORT = encodeURIComponent(
  [
    'import { writeSync } from "node:fs";',
    'process.on("exit", () => writeSync(2, "\\ncpu " + JSON.stringify(process.cpuUsage()) + "\\n"));',
  ].join("\n"),
);

/** The CPU time of a whole process in milliseconds. */
function cpu(args, cwd) {
  const all = ["--import", `data:text/javascript,${REPORT}`, ...args];
  const { stderr, status } = spawnSync(process.execPath, all, { cwd, encoding: "utf8" });
  const [, usage] = /\ncpu (\{.*\})\n/.exec(stderr) ?? [];
  if (usage === undefined) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  const { user, system } = JSON.parse(usage);
  return (user + system) / 1000;
}
