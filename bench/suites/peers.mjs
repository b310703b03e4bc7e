import { fileURLToPath } from "node:url";
import { estate, samFiles, terraformFiles } from "../lib/estates.mjs";
import { hasTime, measureInTurn } from "../lib/measure.mjs";
import { PEERS } from "../lib/peers.mjs";
import { table } from "../lib/processes.mjs";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The same trees for everybody. */
const TREES = [
  { name: "one template", kind: "sam", folder: () => path("bench/inputs/one-template"), rounds: 5 },
  {
    name: "Terraform, 337 files, 240 functions",
    kind: "terraform",
    folder: () => estate("terraform-24x10", terraformFiles(24, 10)),
    rounds: 3,
  },
  {
    name: "SAM, 600 templates, 1,800 functions",
    kind: "sam",
    folder: () => estate("sam-600", samFiles(600)),
    rounds: 3,
  },
  {
    name: "Terraform, 1,000 roots, 10,000 functions",
    kind: "terraform",
    folder: () => estate("terraform-1000x10", terraformFiles(1_000, 10)),
    rounds: 3,
    large: true,
  },
];

const OURS = {
  name: "policy run",
  run: (tree) => ({
    command: process.execPath,
    args: [path("dist/cli.js"), "run", tree, "--format", "json", "--fail-on", "never"],
  }),
  found: (stdout) =>
    new Set(
      JSON.parse(stdout)
        .findings.filter(({ ruleId }) => ruleId === "reserved-concurrency-required")
        .map(({ location, subject }) => `${location.file} ${subject}`),
    ).size,
};

/** A tool that needs longer for one run is told as such, not waited for. */
const LIMIT_MINUTES = Number(process.env.BENCH_LIMIT_MINUTES) || 10;
/** Runs on each tree instead of its usual number: BENCH_ROUNDS=1 for a short trial. */
const ROUNDS = Number(process.env.BENCH_ROUNDS) || undefined;

/** Other tools on the same trees in one run. The large estate only with BENCH_LARGE=1: it takes peers many minutes. */
export default function peers() {
  if (!hasTime) console.log("Without GNU time there is wall time alone.");
  const tools = PEERS.flatMap((peer) => {
    try {
      const { at, version } = peer.install();
      console.log(`${peer.name}: ${version}`);
      return [{ ...peer, at }];
    } catch (error) {
      console.log(`${peer.name} is left out: ${error.message}`);
      return [];
    }
  });
  for (const { name, kind, folder, rounds: usual, large } of TREES) {
    if (large && !process.env.BENCH_LARGE) continue;
    const tree = folder();
    const rounds = ROUNDS ?? usual;
    const commands = [
      { ...OURS.run(tree), name: OURS.name, found: OURS.found },
      ...tools.flatMap((tool) => {
        const command = tool.run(tool.at, tree, kind);
        return command ? [{ ...command, name: tool.name, found: tool.found }] : [];
      }),
    ];
    const measured = measureInTurn(commands, rounds, LIMIT_MINUTES * 60_000);
    console.log(`\n### ${name} (median of ${rounds})\n`);
    table([
      ["tool", "wall ms", "times ours", "cpu ms", "times ours", "MiB", "functions without a reservation"],
      ...commands.map(({ name, found }) => [
        name,
        ...figures(measured.get(name), measured.get(OURS.name), found),
      ]),
    ]);
  }
}

function figures({ wall, cpu, memory, ended, stdout }, ours, found) {
  if (ended) return [`more than ${LIMIT_MINUTES} minutes`, "–", "–", "–", "–", "not waited for"];
  return [
    wall.toFixed(0),
    (wall / ours.wall).toFixed(1),
    cpu.toFixed(0),
    (cpu / ours.cpu).toFixed(1),
    memory.toFixed(0),
    counted(found, stdout),
  ];
}

function counted(found, stdout) {
  try {
    return found(stdout);
  } catch {
    return "no answer";
  }
}
