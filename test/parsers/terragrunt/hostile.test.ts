import { expect, it } from "vitest";
import type { Parsed } from "../../../src/parser.ts";
import terragrunt from "../../../src/parsers/terragrunt/index.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

const MODULE =
  'variable "r" {}\nresource "aws_lambda_function" "f" {\n  reserved_concurrent_executions = var.r\n}\noutput "r" { value = var.r }\n';

function read(files: Readonly<Record<string, string>>): Map<string, Parsed> {
  const fs = new MemoryFileSystem({ "modules/f/main.tf": MODULE, ...files });
  const found = terragrunt.roots(fs.paths.filter(terragrunt.claims), fs);
  return new Map(found.roots.map((root) => [root.path, terragrunt.parse(root, inputsFor("prod"), fs)]));
}

const unit = (more: string) => `terraform {\n  source = "../../modules/f"\n}\n${more}`;

it.each<[string, Readonly<Record<string, string>>]>([
  [
    "a parent that includes its child",
    {
      "live/a/terragrunt.hcl": unit('include "b" { path = "../b/terragrunt.hcl" }'),
      "live/b/terragrunt.hcl": unit('include "a" { path = "../a/terragrunt.hcl" }'),
    },
  ],
  [
    "locals in a circle",
    { "live/a/terragrunt.hcl": unit("locals {\n  x = local.y\n  y = local.x\n}\ninputs = { r = local.x }") },
  ],
  [
    "files that read each other",
    {
      "live/a/terragrunt.hcl": unit(
        'locals { x = read_terragrunt_config("../b.hcl").locals.x }\ninputs = { r = local.x }',
      ),
      "live/b.hcl": 'locals { x = read_terragrunt_config("a/terragrunt.hcl").locals.x }',
    },
  ],
  [
    "an include that needs itself",
    { "live/a/terragrunt.hcl": unit('include "a" {\n  path   = include.a.locals.path\n  expose = true\n}') },
  ],
  [
    "a dependency on itself",
    {
      "live/a/terragrunt.hcl": unit(
        'dependency "a" { config_path = "." }\ninputs = { r = dependency.a.outputs.r }',
      ),
    },
  ],
  [
    "broken text",
    {
      "live/a/terragrunt.hcl": "terraform {\n  source = \ninputs = {",
      "live/b/terragrunt.hcl": unit("inputs = { r = 1 }"),
    },
  ],
  [
    "a source in a circle of links to nowhere",
    { "live/a/terragrunt.hcl": 'terraform {\n  source = "../../../../../../etc"\n}\n' },
  ],
  [
    "names that every object has",
    {
      "live/a/terragrunt.hcl": unit(
        'inputs = { r = 1, constructor = 2, __proto__ = 3 }\nfeature "constructor" { default = 1 }',
      ),
    },
  ],
  [
    "a generated file outside",
    {
      "live/a/terragrunt.hcl": unit(
        'generate "x" {\n  path      = "../../../x.tf"\n  if_exists = "overwrite"\n  contents  = ""\n}',
      ),
    },
  ],
])("%s ends", (_, files) => {
  expect(() => read(files)).not.toThrow();
});

it("stacks of themselves end", () => {
  const stack =
    'stack "a" {\n  source = "."\n  path = "a"\n}\nstack "b" {\n  source = "."\n  path = "b"\n}\n';
  expect(read({ "live/terragrunt.stack.hcl": stack }).size).toBe(0);
});

it("a chain of a hundred units ends, and what is too far away is unknown", () => {
  const chain = Object.fromEntries(
    Array.from({ length: 100 }, (_, at) => [
      `live/u${at}/terragrunt.hcl`,
      unit(
        at === 0
          ? "inputs = { r = 7 }"
          : `dependency "p" { config_path = "../u${at - 1}" }\ninputs = { r = dependency.p.outputs.r }`,
      ),
    ]),
  );
  const parsed = read(chain);
  const reserved = (name: string) => parsed.get(name)?.resources.functions[0]?.reservedConcurrency;
  expect(reserved("live/u3")).toMatchObject({ state: "known", value: 7 });
  expect([...parsed.values()].every(({ resources }) => resources.functions.length === 1)).toBe(true);
});
