// npm run bench:history [-- --record]: measures a few ratios and warns where one has grown against the committed history.
// Ratios to a Node that does nothing, in the same run, so that machines can be compared.
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { estate, samFiles, terraformFiles } from "./lib/estates.mjs";
import { measureInTurn } from "./lib/measure.mjs";
import { median, table } from "./lib/processes.mjs";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const HISTORY = path("bench/history.jsonl");
/** A ratio this much above the median of the last entries is worth a look. */
const WARN_AT = 1.25;
const LAST = 5;
const ROUNDS = 9;

const run = (name, tree) => ({
  name,
  command: process.execPath,
  args: [path("dist/cli.js"), "run", tree, "--format", "json", "--fail-on", "never"],
});
const measured = measureInTurn(
  [
    { name: "bare", command: process.execPath, args: ["-e", "0"] },
    run("one template", path("bench/inputs/one-template")),
    run("storefront", path("examples/storefront")),
    run("Terraform, 1,000 functions", estate("terraform-100x10", terraformFiles(100, 10))),
    run("SAM, 300 functions", estate("sam-100", samFiles(100))),
  ],
  ROUNDS,
);
const bare = measured.get("bare").cpu;
const ratios = Object.fromEntries(
  [...measured]
    .filter(([name]) => name !== "bare")
    .map(([name, { cpu }]) => [name, Number((cpu / bare).toFixed(2))]),
);

const history = existsSync(HISTORY)
  ? readFileSync(HISTORY, "utf8")
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const usual = (name) => {
  const before = history.slice(-LAST).flatMap((entry) => entry.ratios[name] ?? []);
  return before.length > 0 ? median(before) : undefined;
};
table([
  ["CPU against bare node", "now", "usual", ""],
  ...Object.entries(ratios).map(([name, ratio]) => {
    const before = usual(name);
    const grown = before !== undefined && ratio > before * WARN_AT;
    return [
      name,
      ratio,
      before ?? "–",
      grown ? `warning: ${(ratio / before).toFixed(2)} times the usual` : "",
    ];
  }),
]);

if (process.argv.includes("--record")) {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: path("."),
    encoding: "utf8",
  }).trim();
  const date = new Date().toISOString().slice(0, 10);
  appendFileSync(HISTORY, `${JSON.stringify({ date, commit, node: process.version, ratios })}\n`);
}
