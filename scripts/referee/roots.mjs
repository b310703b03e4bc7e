// What Terraform makes of each root of test/parsers/terraform/cases: every instance of a Lambda resource with its arguments.
// Providers can't be had everywhere, so each resource is rewritten into a built-in `terraform_data` with the same arguments as
// its input; what AWS would make up (ARNs, versions) hangs on an input that is unknown until the apply. The configurations of the AWS
// provider become those of the built-in one, so that Terraform itself tells which of them each resource is made with; what they are
// given becomes outputs of the root, so that it tells their regions and accounts too.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RECORDED } from "./roots/attributes.mjs";
import { poolsIn } from "./roots/providers.mjs";
import { rewriteFolder } from "./roots/rewrite.mjs";
import { loadSyntax } from "./roots/syntax.mjs";

/** Cases with a key twice in one object, of which JSON.parse leaves the last: test/parsers/terraform/json-configuration.test.ts has them. */
const REPEATING = new Set(["json-forms"]);

/** Records `recorded.json` in the folder of each case that Terraform can plan by itself. */
export default async function roots({ terraform, root, check }) {
  const syntax = await loadSyntax(root);
  const home = join(root, "test/parsers/terraform/cases");
  const differences = [];
  let compared = 0;
  for (const name of readdirSync(home).sort()) {
    const folder = join(home, name);
    if (hasOverrides(folder) || REPEATING.has(name)) continue;
    const planned = planCase(terraform, folder, syntax);
    const text = `${JSON.stringify(planned, null, 2)}\n`;
    const file = join(folder, "recorded.json");
    compared += Object.values(planned).flatMap((each) => Object.values(each.resources ?? {})).length;
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    differences.push(`${name}: ${JSON.stringify(planned).slice(0, 300)}`);
    if (!check) writeFileSync(file, text);
  }
  return { compared, differences };
}

/** An override merges arguments of a resource, which are no arguments any more once they are one input. */
function hasOverrides(folder) {
  return readdirSync(folder, { recursive: true }).some((name) => /override\.tf(\.json)?$/.test(name));
}

/** Each root of a case, as its expected.json lists them: what Terraform plans, or why it doesn't. */
function planCase(terraform, folder, syntax) {
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const file = join(folder, "inputs.json");
  const inputs = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  return Object.fromEntries(
    Object.entries(expected.roots).map(([root, { inputsFound = [] }]) => {
      const home = mkdtempSync(join(tmpdir(), "referee-roots-"));
      try {
        cpSync(folder, home, { recursive: true });
        rewriteFolder(home, inputs, syntax);
        return [root, planRoot(terraform, home, root, inputs, inputsFound)];
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    }),
  );
}

function planRoot(terraform, home, root, inputs, found) {
  const folder = join(home, root);
  const { varFiles = [], variables = {}, workspace, environmentVariables = {} } = inputs.terraform ?? {};
  const run = (args) => {
    const result = terraform(folder, args, prefixed(environmentVariables));
    return result.status === 0 ? undefined : errorIn(result.stderr);
  };
  const paired = found.map(({ path }) => path).filter((path) => !path.startsWith("the workspace "));
  const inWorkspace =
    workspace ?? found.map(({ path }) => /^the workspace "(.*)" of /.exec(path)?.[1]).find(Boolean);
  const files = (varFiles.length > 0 ? varFiles : paired).map((path) => `-var-file=${join(home, path)}`);
  const given = Object.entries(variables).map(
    ([name, value]) => `-var=${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const error =
    run(["init", "-no-color", "-input=false"]) ??
    (inWorkspace === undefined ? undefined : run(["workspace", "new", "-no-color", inWorkspace])) ??
    run(["plan", "-no-color", "-input=false", "-lock=false", "-out=plan", ...files, ...given]);
  if (error !== undefined) return { rejected: error };
  const plan = JSON.parse(terraform(folder, ["show", "-json", "plan"]).stdout);
  return { resources: resourcesIn(plan, terraform(folder, ["graph", "-type=plan"]).stdout) };
}

function prefixed(variables) {
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [`TF_VAR_${name}`, text]));
}

/** The sentences of all errors, without their frames. */
function errorIn(text) {
  const lines = text.split("\n").map((line) => line.replace(/^[│╷╵]\s?/, "").trim());
  return [...new Set(lines.filter((line) => line.startsWith("Error: ")))].sort().join("; ");
}

function resourcesIn(plan, graph) {
  const resources = {};
  const poolOf = poolsIn(plan, graph);
  for (const { address, change } of plan.resource_changes ?? []) {
    const original = address.replace(/terraform_data\.([a-z0-9_]+?)__/, "$1.");
    const type = /(?:^|\.)((?:aws|awscc)_\w+)\.[^.]+$/.exec(original.replace(/\[[^\]]*\]/g, ""))?.[1];
    const attributes = RECORDED[type];
    if (!attributes) continue;
    resources[original] = {
      ...Object.fromEntries(attributes.flatMap((name) => recorded(name, change))),
      ...poolOf(address, change),
    };
  }
  return Object.fromEntries(Object.entries(resources).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function recorded(name, { after, after_unknown: unknown }) {
  if (unknown.input === true || unknown.input?.[name] === true) return [[name, { unknown: true }]];
  const value = after.input?.[name];
  return value === undefined || value === null ? [] : [[name, value]];
}
