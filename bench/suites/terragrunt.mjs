import { fileURLToPath } from "node:url";
import { estate } from "../lib/estates.mjs";
import { hasTime, measureInTurn } from "../lib/measure.mjs";
import { table } from "../lib/processes.mjs";
import { terragruntFiles } from "../lib/terragrunt-estate.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const options = ["--quiet", "--format", "json", "--fail-on", "never"];

/** How time and memory grow with the number of units: 1,000 in less than 3 s of CPU. */
export default function terragrunt() {
  if (!hasTime) console.log("Without GNU time there is wall time alone.");
  const commands = [10, 100, 1_000].map((units) => ({
    name: String(units),
    command: process.execPath,
    args: [cli, "run", estate(`terragrunt-units-${units}`, terragruntFiles(units)), ...options],
  }));
  table([
    ["units", "wall ms", "cpu ms", "MiB"],
    ...[...measureInTurn(commands, 3)].map(([units, { wall, cpu, memory }]) => [
      units,
      wall.toFixed(0),
      cpu.toFixed(0),
      memory.toFixed(0),
    ]),
  ]);
}
