import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTurn, table } from "../lib/processes.mjs";

/** The Action in an empty workspace against a Node that does nothing: below 5 times; and its size: below 2 MB. */
export default function actionStart() {
  const action = fileURLToPath(new URL("../../dist/action.js", import.meta.url));
  const workspace = mkdtempSync(join(tmpdir(), "bench-action-"));
  const options = {
    cwd: workspace,
    env: { PATH: process.env.PATH, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace },
  };
  const medians = inTurn(
    [
      { name: "node -e 0", command: process.execPath, args: ["-e", "0"], options },
      { name: "the Action, nothing to check", command: process.execPath, args: [action], options },
    ],
    21,
  );
  rmSync(workspace, { recursive: true });
  const bare = medians.get("node -e 0");
  table([
    ["process", "median ms", "ratio"],
    ...[...medians].map(([name, ms]) => [name, ms.toFixed(1), (ms / bare).toFixed(2)]),
  ]);
  console.log(`dist/action.js: ${(statSync(action).size / 1e6).toFixed(2)} MB`);
}
