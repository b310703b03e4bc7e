import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { estate } from "../lib/estates.mjs";
import { growthShapes } from "../lib/growth-shapes.mjs";
import { hasTime, measureInTurn } from "../lib/measure.mjs";
import { table } from "../lib/processes.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const ROUNDS = 5;

/** What twice as much takes, in times what the half of it takes: CPU without a bare Node's, for each shape that a step could be taken in for all by all. */
export default function growth() {
  if (!hasTime) return console.log("It takes GNU time to measure the CPU of a process.");
  const rows = Object.entries(growthShapes).map(([name, { size, files, command }]) => {
    const run = (n) => {
      const folder = estate(`growth-${name}-${n}`, files(n));
      const checked = [...["run", folder], ...["--quiet", "--format", "json", "--fail-on", "never"]];
      const own = command?.map((word, at) => (at === 1 ? join(folder, word) : word));
      return { name: String(n), command: process.execPath, args: [cli, ...(own ?? checked)] };
    };
    const bare = { name: "bare", command: process.execPath, args: ["-e", "0"] };
    const measured = measureInTurn([bare, run(size), run(2 * size)], ROUNDS);
    const cpu = (of) => measured.get(String(of)).cpu - measured.get("bare").cpu;
    return [
      name,
      String(size),
      cpu(size).toFixed(0),
      cpu(2 * size).toFixed(0),
      (cpu(2 * size) / cpu(size)).toFixed(2),
    ];
  });
  table([["shape", "N", "ms for N", "ms for 2N", "times"], ...rows]);
}
