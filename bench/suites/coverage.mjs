import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { RESOLVE } from "../../scripts/lib/resolve.mjs";
import { estate, samFiles, terraformFiles } from "../lib/estates.mjs";
import { table } from "../lib/processes.mjs";

/** What a run does for the coverage alone, by the names of its functions. */
const OF_COVERAGE = new Set([
  "trackedFiles",
  "trackedBelow",
  "unreachedCode",
  "passedOver",
  "coverageOf",
  "isOf",
  "settersIn",
  "inputsIn",
  "reachedIn",
]);

/** The share of a run that goes into coverage, by V8's profile of the sources as they are: below 5 %. */
export default async function coverage() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "bench-coverage-"));
  const build = await rolldown({
    input: join(root, "src/cli.ts"),
    platform: "node",
    cwd: root,
    resolve: RESOLVE,
  });
  await build.write({ dir: folder, format: "cjs", minify: false, entryFileNames: "cli.cjs" });
  await build.close();
  const rows = [["estate", "run, CPU ms", "of it coverage", "share"]];
  for (const [name, files] of [
    ["terraform", terraformFiles(300, 10)],
    ["templates", samFiles(600)],
  ]) {
    const checkout = estate(`coverage-${name}`, files);
    for (const args of [
      ["init", "--quiet"],
      ["add", "--all"],
    ])
      execFileSync("git", args, { cwd: checkout });
    const shares = [0, 1, 2, 3, 4].map(() => profiled(folder, checkout)).sort((a, b) => a.share - b.share);
    const { all, own, share } = shares[2];
    rows.push([name, all.toFixed(0), own.toFixed(1), `${(share * 100).toFixed(1)} %`]);
  }
  rmSync(folder, { recursive: true });
  table(rows);
}

function profiled(folder, checkout) {
  const profiles = mkdtempSync(join(folder, "profile-"));
  const args = [
    "--cpu-prof",
    "--cpu-prof-interval",
    "200",
    "--cpu-prof-dir",
    profiles,
    join(folder, "cli.cjs"),
  ];
  execFileSync(process.execPath, [...args, "run", ".", "--fail-on", "never", "--format", "json"], {
    cwd: checkout,
    maxBuffer: 1 << 28,
  });
  const [name] = readdirSync(profiles);
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(profiles, name), "utf8"));
  const inCoverage = new Set();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const enter = (node, already) => {
    const is = already || OF_COVERAGE.has(node.callFrame.functionName);
    if (is) inCoverage.add(node.id);
    for (const child of node.children ?? []) enter(byId.get(child), is);
  };
  enter(nodes[0], false);
  let [all, own] = [0, 0];
  for (const [index, id] of samples.entries()) {
    if (byId.get(id).callFrame.functionName === "(idle)") continue;
    all += timeDeltas[index] / 1000;
    if (inCoverage.has(id)) own += timeDeltas[index] / 1000;
  }
  return { all, own, share: own / all };
}
