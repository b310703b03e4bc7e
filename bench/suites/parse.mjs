import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fromSource } from "../lib/bundle.mjs";
import { estate, samFiles, terraformFiles } from "../lib/estates.mjs";
import { inTurn, median, table } from "../lib/processes.mjs";

const require = createRequire(import.meta.url);
const ROUNDS = 7;

/** How fast each format is parsed, ours beside HashiCorp's parser in its two npm packages; and what these take to load. */
export default async function parse() {
  const terraform = textsOf(estate("terraform-24x10", terraformFiles(24, 10)), ".tf");
  const sam = textsOf(estate("sam-100", samFiles(100)), ".yaml");
  const json = sam.map((_, index) => JSON.stringify(plan(index)));
  const { SourceFile } = await fromSource("src/source/source-file.ts");
  const { parseHcl } = await fromSource("src/parsers/terraform/syntax/parse.ts");
  const { parseYaml } = await fromSource("src/source/yaml/parse.ts");
  const hcl2 = require("hcl2-parser");
  const hcl2json = require("@cdktn/hcl2json");
  const rows = [
    await speed("HCL, ours", terraform, (text) => parseHcl(new SourceFile("main.tf", text))),
    await speed("HCL, hcl2-parser", terraform.slice(0, 40), (text) => hcl2.parseToObject(text)),
    await speed("HCL, @cdktn/hcl2json", terraform, (text) => hcl2json.parse("main.tf", text)),
    await speed("YAML, ours on js-yaml's events", sam, (text) =>
      parseYaml(new SourceFile("template.yaml", text)),
    ),
    await speed("JSON, ours on jsonc-parser's events", json, (text) =>
      parseYaml(new SourceFile("plan.json", text)),
    ),
    await speed("JSON, JSON.parse", json, (text) => JSON.parse(text)),
  ];
  table([["parser", "MB/s", "µs a file", "errors"], ...rows]);
  console.log("");
  const load = (name, code) => ({ name, command: process.execPath, args: ["-e", code] });
  const loaded = inTurn(
    [
      load("node -e 0", "0"),
      load("require hcl2-parser", `require(${JSON.stringify(require.resolve("hcl2-parser"))})`),
      load(
        "parse with @cdktn/hcl2json",
        `require(${JSON.stringify(require.resolve("@cdktn/hcl2json"))}).parse("a.tf", "a = 1")`,
      ),
    ],
    7,
  );
  table([["process", "median ms"], ...[...loaded].map(([name, ms]) => [name, ms.toFixed(0)])]);
}

function textsOf(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

async function speed(name, texts, run) {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const times = [];
  let errors = 0;
  for (let round = 0; round < ROUNDS; round++) {
    errors = 0;
    const started = process.cpuUsage();
    for (const text of texts) {
      try {
        await run(text);
      } catch {
        errors++;
      }
    }
    const { user, system } = process.cpuUsage(started);
    times.push(user + system);
  }
  const micros = median(times);
  return [name, (bytes / micros).toFixed(1), (micros / texts.length).toFixed(0), errors];
}

/** A plan of ten functions, as `terraform show -json` writes it. */
function plan(index) {
  const resources = Array.from({ length: 10 }, (_, fn) => ({
    address: `aws_lambda_function.f${fn}`,
    mode: "managed",
    type: "aws_lambda_function",
    name: `f${fn}`,
    values: {
      function_name: `service-${index}-f${fn}`,
      reserved_concurrent_executions: fn,
      memory_size: 128,
      publish: true,
    },
  }));
  return { format_version: "1.2", planned_values: { root_module: { resources } } };
}
