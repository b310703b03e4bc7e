import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { samFiles } from "../lib/estates.mjs";
import { cpuInTurn, table } from "../lib/processes.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/cli.js");
const COUNT = 600;

/** As many bytes of JSON as there are, line by line. */
const PARSES = `
const line = JSON.stringify({ Type: "AWS::Serverless::Function", Properties: { MemorySize: 512, Timeout: 20, Tags: { team: "orders" } } });
for (let bytes = +process.argv[1]; bytes > 0; bytes -= line.length) JSON.parse(line);
`;

/**
 * CPU of whole runs in times that of what everybody knows: a Node that does nothing, and one that parses as many bytes with JSON.parse.
 * Targets: one template 2.1 times, the storefront 4.5, 600 templates of 4 kB 20 times.
 */
export default function yardstick() {
  const templates = [...samFiles(COUNT)];
  const bytes = templates.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  // Not in this repository, in all of which the names of aliases would be looked for.
  const folder = mkdtempSync(join(tmpdir(), "yardstick-"));
  for (const [path, text] of templates) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const node = (name, args, options = {}) => ({ name, command: process.execPath, args, ...options });
  // As it is in a pipeline, where nothing is kept compiled.
  const run = (name, path, options = {}) =>
    node(name, [cli, "run", path, "--fail-on", "never"], {
      options,
      env: { NODE_DISABLE_COMPILE_CACHE: "1" },
    });
  const bare = node("node -e 0", ["-e", "0"]);
  const parses = node(`JSON.parse of ${(bytes / 1e6).toFixed(1)} MB`, ["-e", PARSES, String(bytes)]);
  rows(
    [
      bare,
      run("one template", join(root, "bench/inputs/one-template/template.yaml")),
      run("the storefront", join(root, "examples/storefront")),
    ],
    21,
  );
  console.log("");
  rows([parses, run(`${COUNT} templates`, ".", { cwd: folder })], 5);
  rmSync(folder, { recursive: true });
}

function rows(commands, rounds) {
  const cpu = cpuInTurn(commands, rounds);
  const [{ name: first }] = commands;
  table([
    ["CPU of", "lowest ms", "median ms", `times ${first}`, "by medians"],
    ...[...cpu].map(([name, { least, middle }]) => [
      name,
      least.toFixed(0),
      middle.toFixed(0),
      (least / cpu.get(first).least).toFixed(2),
      (middle / cpu.get(first).middle).toFixed(2),
    ]),
  ]);
}
