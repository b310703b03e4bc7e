// npm run test:node24 : the tests of the Action on the runner's Node, 24, which npm installs the first time (190 MB, no scripts run).
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installed } from "./lib/on-demand.mjs";

const VERSION = "24.21.0";
const platform = process.platform === "win32" ? "win" : process.platform;
const folder = installed(`node-${platform}-${process.arch}`, VERSION);
const node = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
const root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync(
  "npx",
  ["--no-install", "vitest", "run", "test/action", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ACTION_NODE: node },
  },
);
process.exitCode = status ?? 1;
