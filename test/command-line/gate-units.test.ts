import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string | null>>;

const POLICY = `extends: strict
environments:
  prod:
    production: true
    match: { paths: ["svc/**"] }
    account: "111122223333"
    regions: [us-east-1]
    terragrunt: { env: { STAGE: prod } }
  dev: { match: { paths: ["dev/**"] }, account: "444455556666", regions: [us-east-1] }
`;
const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const SIZED = `variable "r" {\n  default = -1\n}\n${fn("careless").replace("}\n", "  reserved_concurrent_executions = var.r\n}\n")}`;
const unit = (source: string, more = "inputs = { r = 5 }\n") =>
  `terraform {\n  source = "${source}"\n}\n${more}`;
const stack = (source: string, values = "") =>
  `unit "x" {\n  source = "${source}"\n  path   = "x"\n${values}}\n`;
const off = (condition: string) => `exclude {\n  if      = ${condition}\n  actions = ["all"]\n}\n`;
const parent = 'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n';

const HIDDEN: readonly [name: string, base: Files, change: Files][] = [
  [
    "a unit of a root that the base deploys",
    { "svc/api/main.tf": PROVIDER + SIZED.replace("-1", "7") },
    { "svc/api/main.tf": PROVIDER + SIZED, "svc/zz/terragrunt.hcl": unit("../api") },
  ],
  [
    "a unit beside the code of a root that the base deploys",
    { "svc/api/main.tf": PROVIDER + SIZED.replace("-1", "7") },
    { "svc/api/main.tf": PROVIDER + SIZED, "svc/api/terragrunt.hcl": "inputs = { r = 5 }\n" },
  ],
  [
    "a unit of a root that the change brings",
    {},
    { "svc/n/main.tf": PROVIDER + SIZED, "svc/zz/terragrunt.hcl": unit("../n") },
  ],
  [
    "a unit in another environment of a root that the change brings",
    {},
    { "svc/n/main.tf": PROVIDER + SIZED, "dev/zz/terragrunt.hcl": unit("../../svc/n") },
  ],
  [
    "an excluded unit",
    { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") },
    { "svc/u/terragrunt.hcl": unit("../../mods/n", off("true")) },
  ],
  [
    "a unit that the policy's own variable excludes",
    { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") },
    { "svc/u/terragrunt.hcl": unit("../../mods/n", off('get_env("STAGE") == "prod"')) },
  ],
  [
    "a skipped unit",
    { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") },
    { "svc/u/terragrunt.hcl": unit("../../mods/n", "skip = true\n") },
  ],
  [
    "a unit that becomes a stack's catalogue",
    { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") },
    {
      "svc/u/terragrunt.hcl": unit("../../mods/n", "inputs = { r = try(values.r, -1) }\n"),
      "dev/terragrunt.stack.hcl": stack("../svc/u", "  values = { r = 5 }\n"),
    },
  ],
  [
    "a number of a parent",
    {
      "mods/n/main.tf": SIZED,
      "svc/root.hcl": "inputs = { r = 5 }\n",
      "svc/u/terragrunt.hcl": unit("../../mods/n", parent),
    },
    { "svc/root.hcl": "inputs = { r = -1 }\n" },
  ],
  [
    "a source that isn't here",
    { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") },
    { "svc/u/terragrunt.hcl": unit("git::https://git.example.com/acme/lambda.git?ref=v1") },
  ],
];

const HONEST: readonly [name: string, base: Files, change: Files][] = [
  ["a unit and its module", {}, { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") }],
  [
    "a unit and its module, which says where its state is",
    {},
    {
      "mods/n/main.tf": `terraform {\n  backend "s3" {}\n}\n${SIZED.replace("  default = -1\n", "")}`,
      "svc/u/terragrunt.hcl": unit("../../mods/n"),
    },
  ],
  [
    "another number",
    { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") },
    { "svc/u/terragrunt.hcl": unit("../../mods/n", "inputs = { r = 6 }\n") },
  ],
  [
    "a stack of a new catalogue",
    {},
    {
      "mods/n/main.tf": SIZED,
      "catalogue/u/terragrunt.hcl": unit("${get_repo_root()}/mods/n", "inputs = { r = values.r }\n"),
      "svc/terragrunt.stack.hcl": stack("../catalogue/u", "  values = { r = 5 }\n"),
    },
  ],
  [
    "a unit that is there no more",
    {
      "mods/n/main.tf": SIZED,
      "svc/u/terragrunt.hcl": unit("../../mods/n"),
      "svc/v/terragrunt.hcl": unit("../../mods/n"),
    },
    { "svc/v/terragrunt.hcl": null },
  ],
];

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files) {
  repository.commit({ "policy.yml": POLICY, "svc/main.tf": PROVIDER + fn("orders", 310), ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit(change);
  return callIn(repository.path, "run", "--base", "main");
}

describe("Terragrunt can't take code out of its own gate", () => {
  test.each([
    ["skipped", "skip = true\n", "it says skip = true"],
    ["excluded", off("true"), ""],
  ])(
    "nor in silence out of those to come: a unit that is %s and keeps its numbers",
    async (_, words, because) => {
      const base = { "mods/n/main.tf": SIZED, "svc/u/terragrunt.hcl": unit("../../mods/n") };
      const change = { "svc/u/terragrunt.hcl": `${unit("../../mods/n")}${words}` };
      const { out, err } = await gate(base, change);
      expect(out + err).toContain(`By this change's own words svc/u is no longer deployed: ${because}`);
      repository.git("checkout", "--quiet", "-B", "main", "change");
      repository.git("checkout", "--quiet", "-b", "next");
      repository.commit({ "svc/v/readme.md": "Nothing of it." });
      expect((await callIn(repository.path, "run", "--base", "main")).out).not.toContain(
        "no longer deployed",
      );
    },
  );

  test.each(HIDDEN)("%s", async (_, base, change) => {
    const { exitCode, out, err } = await gate(base, change);
    expect(exitCode, out + err).toBe(1);
  });

  test.each(HONEST)("%s passes", async (_, base, change) => {
    const { exitCode, out, err } = await gate(base, change);
    expect(exitCode, out + err).toBe(0);
  });
});

describe("a source in the repository's own address", () => {
  const files = {
    "policy.yml": POLICY,
    "mods/lambda/main.tf": SIZED,
    "svc/u/terragrunt.hcl": unit(
      'git::https://git.example.com/acme/shop.git//mods/lambda?ref=${get_env("REF", "main")}',
    ),
  };

  test.each([
    ["the branch that is checked out", "main", 0, /is this repository's own, and what lies here was read/],
    ["a tag of what is checked out", "v1", 0, /what lies here was read/],
    ["another tag", "v0", 1, /is this repository at v0, which is not what is checked out/],
  ])("%s", async (_, ref, code, said) => {
    repository.git("remote", "add", "origin", "git@git.example.com:acme/shop.git");
    repository.commit({ "README.md": "shop" });
    repository.git("tag", "v0");
    repository.commit({
      ...files,
      "svc/u/terragrunt.hcl": files["svc/u/terragrunt.hcl"].replace('"main"', `"${ref}"`),
    });
    repository.git("tag", "v1");
    const { exitCode, out, err } = await callIn(repository.path, "run");
    expect((out + err).replace(/\s+/g, " ")).toMatch(said);
    expect(exitCode, out + err).toBe(code);
  });
});
