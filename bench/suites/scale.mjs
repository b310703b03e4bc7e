import { fileURLToPath } from "node:url";
import { estate, samFiles, terraformFiles } from "../lib/estates.mjs";
import { hasTime, measureInTurn } from "../lib/measure.mjs";
import { table } from "../lib/processes.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const run = (name, folder) => ({
  name,
  command: process.execPath,
  args: [cli, "run", folder, "--quiet", "--format", "json", "--fail-on", "never"],
});

/** How time and memory grow with the number of functions: both should grow as it does. */
export default function scale() {
  if (!hasTime) console.log("Without GNU time there is wall time alone.");
  const sizes = process.env.BENCH_LARGE ? [10, 100, 1_000, 10_000] : [10, 100, 1_000];
  const commands = [
    { name: "bare", command: process.execPath, args: ["-e", "0"] },
    ...sizes.map((roots) =>
      run(`Terraform ${roots * 10}`, estate(`terraform-${roots}x10`, terraformFiles(roots, 10))),
    ),
    ...[10, 100, 600].map((templates) =>
      run(`SAM ${templates * 3}`, estate(`sam-${templates}`, samFiles(templates))),
    ),
  ];
  const measured = measureInTurn(commands, 3);
  const bare = measured.get("bare");
  table([
    ["functions", "wall ms", "cpu ms", "MiB", "cpu µs a function", "KiB a function"],
    ...[...measured].map(([name, { wall, cpu, memory }]) => {
      const functions = Number(name.split(" ")[1]);
      const own = Number.isNaN(functions) ? "–" : Math.round(((cpu - bare.cpu) * 1000) / functions);
      const kib = Number.isNaN(functions) ? "–" : Math.round(((memory - bare.memory) * 1024) / functions);
      return [name, wall.toFixed(0), cpu.toFixed(0), memory.toFixed(0), own, kib];
    }),
  ]);
}
