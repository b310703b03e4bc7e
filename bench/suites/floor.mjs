import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { RESOLVE } from "../../scripts/lib/resolve.mjs";
import { crowdedTemplates } from "../lib/crowded-templates.mjs";
import { estate, samFiles, terraformFiles } from "../lib/estates.mjs";
import { hasTime, measureInTurn } from "../lib/measure.mjs";
import { table } from "../lib/processes.mjs";
import { usualTemplates } from "../lib/usual-templates.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 7;
const TREES = [
  { name: "one template", folder: () => join(root, "bench/inputs/one-template") },
  { name: "Terraform, 337 files", folder: () => estate("terraform-24x10", terraformFiles(24, 10)) },
  { name: "600 templates, a function each", folder: () => estate("templates-usual", usualTemplates(600)) },
  { name: "600 templates, crowded", folder: () => estate("templates-crowded", crowdedTemplates(600)) },
  { name: "SAM, 600 templates", folder: () => estate("sam-600", samFiles(600)) },
  {
    name: "Terraform, 1,000 roots",
    folder: () => estate("terraform-1000x10", terraformFiles(1_000, 10)),
    large: true,
  },
];

/** Reads the files of a folder that a parser takes and parses them, with the parsers that a run uses, and nothing else. */
const PROGRAM = `
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SourceFile } from ${JSON.stringify(join(root, "src/source/source-file.ts"))};
import { parseHcl } from ${JSON.stringify(join(root, "src/parsers/terraform/syntax/parse.ts"))};
import { parseYaml } from ${JSON.stringify(join(root, "src/source/yaml/parse.ts"))};
const [folder] = process.argv.slice(2);
for (const name of readdirSync(folder, { recursive: true })) {
  const parse = /\\.(?:tf|tfvars)$/.test(name) ? parseHcl : /\\.(?:ya?ml|json)$/.test(name) ? parseYaml : undefined;
  parse?.(new SourceFile(name, readFileSync(join(folder, name), "utf8")));
}
`;

/** A whole run against reading its files and parsing them with nothing else, in CPU. The target is below 3 times. */
export default async function floor() {
  if (!hasTime) return console.log("This suite wants GNU time.");
  const program = await built();
  const rows = TREES.filter(({ large }) => !large || process.env.BENCH_LARGE).map(({ name, folder }) => {
    const tree = folder();
    const measured = measureInTurn(
      [
        { name: "parse", command: process.execPath, args: [program, tree] },
        {
          name: "run",
          command: process.execPath,
          args: [join(root, "dist/cli.js"), "run", tree, "--fail-on", "never"],
        },
      ],
      ROUNDS,
    );
    const [parse, run] = ["parse", "run"].map((each) => measured.get(each));
    return [name, parse.cpu.toFixed(0), run.cpu.toFixed(0), (run.cpu / parse.cpu).toFixed(1)];
  });
  table([["tree", "read and parse, CPU ms", "policy run, CPU ms", "times"], ...rows]);
}

async function built() {
  const folder = join(root, "bench/.cache/bundles");
  const [source, program] = [join(folder, "floor-source.mjs"), join(folder, "floor.cjs")];
  mkdirSync(folder, { recursive: true });
  writeFileSync(source, PROGRAM);
  const build = await rolldown({ input: source, platform: "node", cwd: root, resolve: RESOLVE });
  await build.write({ file: program, format: "cjs", minify: true, codeSplitting: false });
  await build.close();
  return program;
}
