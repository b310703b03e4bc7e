import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTurn, table } from "../lib/processes.mjs";

/** The Action in an empty workspace against a Node that does nothing: below 5 times; and its size: below 2 MB. */
export default function actionStart() {
  const dist = fileURLToPath(new URL("../../dist", import.meta.url));
  const action = join(dist, "action.js");
  const workspace = mkdtempSync(join(tmpdir(), "bench-action-"));
  const written = mkdtempSync(join(tmpdir(), "bench-action-"));
  const options = {
    cwd: workspace,
    env: { PATH: process.env.PATH, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: written },
  };
  const medians = inTurn(
    [
      { name: "node -e 0", command: process.execPath, args: ["-e", "0"], options },
      { name: "the Action, nothing to check", command: process.execPath, args: [action], options },
    ],
    21,
  );
  for (const folder of [workspace, written]) rmSync(folder, { recursive: true });
  const bare = medians.get("node -e 0");
  table([
    ["process", "median ms", "ratio"],
    ...[...medians].map(([name, ms]) => [name, ms.toFixed(1), (ms / bare).toFixed(2)]),
  ]);
  const files = readdirSync(dist).filter(
    (name) => name.endsWith(".js") && !["cli.js", "index.js"].includes(name),
  );
  const bytes = files.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  console.log(`dist/action.js and all that it may load: ${(bytes / 1e6).toFixed(2)} MB`);
}
