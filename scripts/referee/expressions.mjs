// What Terraform makes of each expression of test/parsers/terraform/expressions/cases: a value with its type, or an error.
// A case is a line, or the lines between two lines of `---`. Lines that begin with `# ` are headings.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Records every area's results beside its cases. */
export default async function expressions({ terraform, root, check }) {
  const home = join(root, "test/parsers/terraform/expressions");
  const areas = readdirSync(join(home, "cases")).sort();
  const cases = areas.flatMap((file) =>
    casesOf(readFileSync(join(home, "cases", file), "utf8")).map((expression) => ({ file, expression })),
  );
  const results = evaluated(
    terraform,
    home,
    cases.map(({ expression }) => expression),
  );
  const differences = [];
  for (const file of areas) {
    const recorded = join(home, "recorded", file.replace(/\.txt$/, ".json"));
    const now = results.filter((_, at) => cases[at].file === file);
    const before = new Map(readRecorded(recorded).map((each) => [each.expression, JSON.stringify(each)]));
    for (const each of now)
      if (before.get(each.expression) !== JSON.stringify(each))
        differences.push(`${file}: ${JSON.stringify(each)}`);
    if (!check)
      writeFileSync(recorded, `[\n${now.map((each) => `  ${JSON.stringify(each)}`).join(",\n")}\n]\n`);
  }
  return { compared: results.length, differences };
}

function readRecorded(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}

function casesOf(text) {
  const cases = [];
  for (const [at, part] of text.split(/^---\n/m).entries()) {
    if (at % 2 === 1) cases.push(part.replace(/\n$/, ""));
    else cases.push(...part.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("# ")));
  }
  return [...new Set(cases)];
}

/** Plans a module with each expression as an output; those with an error are taken out until the plan succeeds. */
function evaluated(terraform, home, expressions) {
  const folder = mkdtempSync(join(tmpdir(), "referee-expressions-"));
  try {
    const variables = readFileSync(join(home, "variables.tf"), "utf8");
    writeModules(folder, home, variables);
    const errors = new Map();
    for (const [at, expression] of expressions.entries())
      writeFileSync(join(folder, "cases", `case_${at}.tf`), outputOf(at, expression));
    const valid = () => [...expressions.keys()].filter((at) => !errors.has(at));
    for (const command of [
      ["validate", "-json"],
      ["plan", "-json", "-out=plan", "-input=false", "-lock=false"],
    ]) {
      for (;;) {
        writeFileSync(join(folder, "outputs.tf"), valid().map(rootOutput).join(""));
        const found = errorsIn(terraform(folder, command).stdout);
        if (found.length === 0) break;
        for (const { at, error } of found) {
          if (!errors.has(at)) errors.set(at, error);
          rmSync(join(folder, "cases", `case_${at}.tf`), { force: true });
        }
      }
    }
    const plan = JSON.parse(terraform(folder, ["show", "-json", "plan"]).stdout);
    return expressions.map((expression, at) => ({
      expression,
      ...(errors.has(at) ? { error: errors.get(at) } : valueOf(plan, `case_${at}`)),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeModules(folder, home, variables) {
  mkdirSync(join(folder, "cases"));
  mkdirSync(join(folder, ".terraform/modules"), { recursive: true });
  cpSync(join(home, "files"), join(folder, "files"), { recursive: true });
  const modules = [
    { Key: "", Source: "", Dir: "." },
    { Key: "cases", Source: "./cases", Dir: "cases" },
  ];
  writeFileSync(join(folder, ".terraform/modules/modules.json"), JSON.stringify({ Modules: modules }));
  writeFileSync(join(folder, "cases/variables.tf"), variables);
  const unknown = [...variables.matchAll(/^variable "(unknown_\w+)"/gm)].map(([, name]) => name);
  writeFileSync(
    join(folder, "main.tf"),
    [
      'resource "terraform_data" "unknown" {}',
      'module "cases" {',
      '  source = "./cases"',
      ...unknown.map((name) => `  ${name} = jsondecode(terraform_data.unknown.id)`),
      "}\n",
    ].join("\n"),
  );
}

function outputOf(at, expression) {
  return `output "case_${at}" {\n  sensitive = true\n  value = ${expression}\n}\n`;
}

function rootOutput(at) {
  return `output "case_${at}" {\n  sensitive = true\n  value = module.cases.case_${at}\n}\n`;
}

/** The errors of cases, from the output of `validate -json` (one object) or `plan -json` (an object per line). */
function errorsIn(text) {
  const messages = text.startsWith('{"@')
    ? text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [JSON.parse(text)];
  const diagnostics = messages.flatMap((message) => message.diagnostics ?? message.diagnostic ?? []);
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map((diagnostic) => {
      const { summary, detail = "", range } = diagnostic;
      const [, number] = /^case_(\d+)\.tf$/.exec(basename(range?.filename ?? "")) ?? [];
      if (number === undefined)
        throw new Error(`Terraform rejects the frame of the cases: ${JSON.stringify(diagnostic)}`);
      return { at: Number(number), error: `${summary}: ${detail}`.split("\n")[0] };
    });
}

function valueOf(plan, name) {
  const { after_unknown: unknown, after } = plan.output_changes[name];
  if (unknown === true) return { unknown };
  if (unknown === false) {
    const { type, value = null } = plan.planned_values.outputs[name];
    return { type, value };
  }
  return { value: after, unknown };
}
