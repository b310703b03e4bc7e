import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { claimLine } from "../../src/claims/claim-line.ts";
import { claim } from "../claims/support.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// What is loaded without being asked for is paid for by every run, and nobody sees it: a single import brings it back.

const ALWAYS = ["cli", "rolldown-runtime", "shared"];
const FUNCTION = 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n';
const TEMPLATE = "Resources: { F: { Type: AWS::Lambda::Function } }\n";
const PATTERN = FUNCTION.replace('"f"\n}', 'regex("[a-z]+", "a1")\n}');
const FILES = {
  "template/template.yaml": TEMPLATE,
  "json/app.template": '{ "Resources": { "F": { "Type": "AWS::Lambda::Function" } } }',
  "code/main.tf": FUNCTION,
  "pattern/main.tf": PATTERN,
  "configured/template.yaml": TEMPLATE,
  "configured/samconfig.toml": "version = 0.1\n",
  "ruled/template.yaml": TEMPLATE,
  "ruled/policy.yml": "rules: {}\n",
  "matched/template.yaml": TEMPLATE,
  "matched/policy.yml": 'environments: { prod: { match: { paths: ["*.yaml"] } } }\n',
  "ignoring/template.yaml": TEMPLATE,
  "ignoring/.gitignore": "*.log\n",
  "claims.ndjson": `${claimLine(claim())}\n`,
};

let folder: string;

beforeAll(async () => {
  folder = temporaryFolder("loading");
  const built = await bundle(join(import.meta.dirname, "../.."));
  for (const [file, text] of [...built, ...Object.entries(FILES), ["trace.cjs", TRACE] as const]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Takes down, at the end, which files were loaded. */
const TRACE = `const { basename, join } = require("node:path");
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const files = Object.keys(require.cache).map((file) => basename(file, ".js"));
  writeFileSync(join(__dirname, "loaded.json"), JSON.stringify(files));
});
`;

function loadedBy(words: readonly string[]): string[] {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const args = ["--require", "./trace.cjs", "cli.js", ...words];
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
  expect(stderr).toBe("");
  const files: string[] = JSON.parse(readFileSync(join(folder, "loaded.json"), "utf8"));
  return files.filter((file) => file !== "trace.cjs").sort();
}

it.each([
  ["its version", ["--version"], []],
  ["a template", ["run", "template"], ["templates"]],
  ["a template in JSON", ["run", "json"], ["jsonc-parser", "templates"]],
  // Terraform may deploy a stack, whose template is read with it.
  ["Terraform", ["run", "code"], ["hcl", "templates", "terraform"]],
  ["a regular expression", ["run", "pattern"], ["hcl", "re2js", "templates", "terraform"]],
  ["the configuration of SAM's command line", ["run", "configured"], ["smol-toml", "templates"]],
  ["a policy file", ["run", "ruled"], ["policy-file", "templates"]],
  ["a pattern of paths", ["run", "matched"], ["picomatch", "policy-file", "templates"]],
  ["what git ignores", ["run", "ignoring"], ["ignore", "templates"]],
  ["another form of output", ["run", "template", "--format", "sarif"], ["reporters", "templates"]],
  ["fixes", ["run", "template", "--fix-dry-run"], ["fix", "templates"]],
  ["the rules", ["rules"], ["commands"]],
  ["claims of others", ["run", "template", "--claims", "claims.ndjson"], ["claims", "templates"]],
  ["an estate", ["estate", "claims.ndjson"], ["claims", "estate", "reporters"]],
  [
    "an export",
    ["export", "template", "--repository", "acme/shop"],
    ["claims", "estate", "reporters", "templates"],
  ],
  // What asks is loaded where somebody can answer.
  [
    "a first policy",
    ["init", "template", "--policy", "first/policy.yml"],
    ["commands", "policy-file", "templates"],
  ],
  ["the permissions of a snapshot", ["snapshot", "--iam-policy"], ["snapshot"]],
  [
    "the language server, and nothing to check",
    ["lsp"],
    ["change", "commands", "editor", "fix", "reporters"],
  ],
  ["the model", ["model", "template"], ["model", "reporters", "templates"]],
])("asked for %s, the command line loads what that needs", (_, words, files) => {
  expect(loadedBy(words)).toEqual([...ALWAYS, ...files].sort());
});

it("loads AWS's clients for a snapshot alone, and not for the Action", () => {
  const trace = (words: readonly string[]) => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
    const keys = {
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "b",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    };
    spawnSync(process.execPath, ["--require", "./trace.cjs", ...words], {
      cwd: folder,
      env: { ...env, ...keys, GITHUB_WORKSPACE: folder },
    });
    return JSON.parse(readFileSync(join(folder, "loaded.json"), "utf8")) as string[];
  };
  expect(trace(["cli.js", "snapshot", "--regions", "us-east-1"])).toContain("aws");
  for (const words of [["action.js"], ["cli.js", "run", "template"], ["cli.js", "--help"]])
    expect(trace(words)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:aws|snapshot)$/)]));
});
