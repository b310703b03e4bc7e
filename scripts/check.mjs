// Everything that must hold before a change lands, in the order in which a failure is cheapest to learn.
// `--without-tests` leaves the tests out, for callers that have just run them.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const steps = [
  ["generated files are current", "node", ["scripts/generate.mjs", "--check"]],
  ["types", "npx", ["--no-install", "tsc", "-p", "."]],
  ["lint and format", "npx", ["--no-install", "biome", "ci", "--error-on-warnings", "."]],
  ["import boundaries", "npx", ["--no-install", "depcruise", "--config", ".dependency-cruiser.cjs", "src"]],
  ["nothing is dead", "npx", ["--no-install", "knip"]],
  ["dist/ is fresh", "node", ["scripts/build.mjs", "--check"]],
  ["tests", "npx", ["--no-install", "vitest", "run"]],
];

const failed = [];
for (const [what, command, args] of steps) {
  if (what === "tests" && process.argv.includes("--without-tests")) continue;
  const started = Date.now();
  console.log(`\n── ${what}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) failed.push(what);
  console.log(`${status === 0 ? "ok" : "FAILED"} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.join(", ")}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
