import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string>>;

const POLICY = `extends: recommended
environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1] }
`;
const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const BASE = { "policy.yml": POLICY, "infra/main.tf": PROVIDER + fn("orders", 310) };
const template = (careless: string) =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Careless: { Type: AWS::Lambda::Function, Properties: ${careless} }\n`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

/** Puts a change on a branch of a base, everything added by force, and runs the gate. */
async function gate(base: Files, change: Files, ...words: string[]) {
  repository.commit(base);
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(change)) repository.write(path, text);
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "--allow-empty", "-m", "change");
  return callIn(repository.path, "run", "--base", "main", ...words);
}

const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: {
    root_module: {
      resources: ["orders", "careless"].map((name) => ({
        address: `aws_lambda_function.${name}`,
        mode: "managed",
        type: "aws_lambda_function",
        name,
        values: { function_name: name, reserved_concurrent_executions: 5 },
      })),
    },
  },
  configuration: { root_module: {} },
});
const modules = (source: string) =>
  JSON.stringify({ Modules: [{ Key: "fn", Source: source, Dir: ".terraform/modules/fn" }] });
const call = (source: string, reserved: string) =>
  `module "fn" {\n  source        = "${source}"\n  function_name = "careless"\n${reserved}}\n`;
const KNOWN = "git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git";

/** What hides a function, with `reserved` in the place of its reservation, so that the honest twin is the same with one. */
const TRICKS: readonly [name: string, hides: (reserved: string) => Files, base?: Files][] = [
  [
    "a .gitignore that names what git tracks",
    (reserved) => ({
      "infra/.gitignore": "*\n",
      "infra/main.tf": PROVIDER + fn("orders", 310) + careless(reserved),
    }),
  ],
  [
    "a caller that creates nothing",
    (reserved) => ({
      "infra/main.tf": PROVIDER + fn("orders", 310) + careless(reserved),
      "zz/main.tf": 'module "x" {\n  source = "../infra"\n  count  = 0\n}\n',
    }),
  ],
  [
    "a plan in the commit",
    (reserved) => ({
      "infra/tfplan.json": plan,
      "infra/main.tf": PROVIDER + fn("orders", 310) + careless(reserved),
    }),
  ],
  [
    "modules in the commit, of another revision",
    (reserved) => ({
      "infra/extra.tf": call(`${KNOWN}?ref=v8.0.0`, reserved),
      "infra/.terraform/modules/modules.json": modules(`${KNOWN}?ref=v1.0.0`),
      "infra/.terraform/modules/fn/main.tf": 'variable "function_name" {}\n',
    }),
  ],
  [
    "modules in the commit, of the same revision",
    (reserved) => ({
      "infra/extra.tf": call(`${KNOWN}?ref=v8.0.0`, reserved),
      "infra/.terraform/modules/modules.json": modules(`${KNOWN}?ref=v8.0.0`),
      "infra/.terraform/modules/fn/main.tf": 'variable "function_name" {}\n',
    }),
  ],
  [
    "escapes in a type",
    (reserved) => ({ "more/main.tf": careless(reserved).replace("aws_lambda", "aws_\\u006cambda") }),
  ],
  [
    "a folder that tools make",
    (reserved) => ({ "node_modules/infra/main.tf": PROVIDER + careless(reserved) }),
  ],
  [
    "a parent stack that is never created",
    (reserved) => ({
      "t/template.yaml": template(reserved === "" ? "{}" : "{ ReservedConcurrentExecutions: 5 }"),
      "t/parent.yaml":
        'AWSTemplateFormatVersion: "2010-09-09"\nConditions: { Never: !Equals [a, b] }\nResources:\n  N: { Type: AWS::CloudFormation::Stack, Condition: Never, Properties: { TemplateURL: ./template.yaml } }\n',
    }),
    { "t/template.yaml": template("{ ReservedConcurrentExecutions: 1 }") },
  ],
  [
    "a file called cdk.out",
    (reserved) => ({
      "t/cdk.out": "",
      "t/manifest.json": "{}",
      "t/template.yaml": template(reserved === "" ? "{}" : "{ ReservedConcurrentExecutions: 5 }"),
    }),
  ],
  [
    "a file that takes another one's place in OpenTofu",
    (reserved) => ({
      "infra/main.tf": PROVIDER + fn("orders", 310) + careless(reserved),
      "infra/main.tofu": "",
      "infra/.opentofu-version": "1.9.0\n",
    }),
  ],
];

function careless(reserved: string): string {
  return `resource "aws_lambda_function" "careless" {\n  function_name = "careless"\n${reserved}}\n`;
}

describe("a change doesn't hide a function from its own gate", () => {
  test.each(TRICKS)("by %s", async (_, hides, base = {}) => {
    const { exitCode, out } = await gate({ ...BASE, ...base }, hides(""));
    expect(exitCode, out).toBe(1);
    expect(out).toMatch(/careless/i);
    expect(out).toContain("reserved-concurrency-required");
  });

  test.each(TRICKS)(
    "and passes with a reservation, whatever else it adds: %s",
    async (_, hides, base = {}) => {
      const { exitCode, out } = await gate(
        { ...BASE, ...base },
        hides("  reserved_concurrent_executions = 5\n"),
      );
      expect(exitCode, out).toBe(0);
    },
  );

  it("by nothing where a link leads to a folder that is there by its own name: both are what is deployed", async () => {
    repository.commit({
      "policy.yml": `${POLICY.replace("regions:", 'match: { paths: ["live/**"] }, regions:')}  dev: { match: { paths: ["app/**"] } }\n`,
      "app/main.tf": PROVIDER + fn("pay"),
    });
    mkdirSync(join(repository.path, "live"));
    symlinkSync("../app", join(repository.path, "live/app"));
    repository.git("add", "--all");
    const { exitCode, out } = await callIn(repository.path, "run", ".");
    expect(exitCode).toBe(1);
    expect(out).toContain("live/app/main.tf:4:1 error reserved-concurrency-required");
  });

  it("by a link in the place of its folder", async () => {
    repository.commit(BASE);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.write("hidden/infra/main.tf", PROVIDER + fn("orders", 310) + fn("careless"));
    rmSync(join(repository.path, "infra"), { recursive: true });
    symlinkSync("hidden/infra", join(repository.path, "infra"));
    repository.write("hidden/.gitignore", "*\n");
    repository.git("add", "--all", "--force");
    repository.git("commit", "--quiet", "-m", "change");
    const { exitCode, out } = await callIn(repository.path, "run", "--base", "main");
    expect(exitCode).toBe(1);
    expect(out).toContain("aws_lambda_function.careless");
  });
});

describe("a change that its own words take out of production is judged as production, when it changes", () => {
  const environments = `extends: recommended
environments:
  prod: { production: true, match: { paths: ["live/prod/**"], workspaces: [prod] } }
  dev: { match: { paths: ["live/dev/**"], workspaces: [dev] } }
`;
  const byTags = `extends: recommended
environments:
  prod: { production: true, match: { tags: { stage: prod } } }
  dev: { match: { tags: { stage: dev } } }
`;
  const cloud = (workspace: string) =>
    `terraform {\n  cloud {\n    workspaces {\n      name = "${workspace}"\n    }\n  }\n}\n`;
  const tagged = (stage: string, reserved = "") =>
    `Resources:\n  Pay: { Type: AWS::Lambda::Function, Properties: { ${reserved}Tags: [{ Key: stage, Value: ${stage} }] } }\n`;
  test.each<[string, Files, Files]>([
    [
      "the workspace",
      { "app/main.tf": cloud("prod") + fn("pay", 5) },
      { "app/main.tf": cloud("dev") + fn("pay") },
    ],
    [
      "the folder, also where it leaves something behind",
      { "live/prod/main.tf": fn("pay", 5) },
      { "live/dev/main.tf": fn("pay"), "live/prod/main.tf": "" },
    ],
    [
      "a tag",
      { "policy.yml": byTags, "t/template.yaml": tagged("prod", "ReservedConcurrentExecutions: 5, ") },
      { "t/template.yaml": tagged("dev") },
    ],
  ])("%s", async (_, base, change) => {
    const { exitCode, out } = await gate({ "policy.yml": environments, ...base }, change);
    expect(exitCode, out).toBe(1);
    expect(out).toMatch(/no longer production \(prod\)/);
  });
});

describe("the policy of a gate", () => {
  const LOOSE = `${POLICY}rules: { reserved-concurrency-required: off }\n`;
  const change = { "infra/main.tf": PROVIDER + fn("careless") };

  it("is that of the base's tip, not of where the change left it", async () => {
    repository.commit({ ...BASE, "policy.yml": LOOSE });
    repository.git("branch", "change");
    repository.commit({ "policy.yml": POLICY });
    repository.git("checkout", "--quiet", "change");
    repository.commit(change);
    const { exitCode, out } = await callIn(repository.path, "run", "--base", "main");
    expect(exitCode).toBe(1);
    expect(out).toContain("The policy of main judges");
  });

  it("is the change's own where somebody works on it", async () => {
    const words = ["--policy-from", "head"];
    expect((await gate(BASE, { ...change, "policy.yml": LOOSE }, ...words)).exitCode).toBe(0);
    expect((await callIn(repository.path, "run", "--base", "main")).exitCode).toBe(1);
  });

  it("is the preset where the base has none, but has a workflow with this check", async () => {
    const workflow = "steps:\n  - uses: lambda-concurrency-policy/lambda-concurrency-policy@v1\n";
    const base = { "infra/main.tf": PROVIDER, ".github/workflows/check.yml": workflow };
    const { exitCode, out } = await gate(base, { ...change, "policy.yml": LOOSE });
    expect(exitCode).toBe(1);
    expect(out).toContain("the preset recommended judges");
  });

  it("is the change's own where the change brings this check", async () => {
    const { exitCode, out } = await gate({ "infra/main.tf": PROVIDER }, { ...change, "policy.yml": LOOSE });
    expect(exitCode).toBe(0);
    expect(out).toContain("neither a policy nor a workflow with this check");
  });

  it("finds the var-files that the base's found, whatever the change puts beside it", async () => {
    const policy = POLICY.replace("regions:", "terraform: { var-files: [prod.tfvars] }, regions:");
    const code = `${PROVIDER}variable "cap" {\n  default = null\n}\n${fn("pay").replace("}\n", "  reserved_concurrent_executions = var.cap\n}\n")}`;
    const base = { "policy.yml": policy, "infra/main.tf": code, "infra/prod.tfvars": "cap = null\n" };
    const { exitCode, out } = await gate(base, { "prod.tfvars": "cap = 5\n" }, "--fail-on", "error");
    expect(exitCode, out).toBe(1);
  });

  it("takes no values from a file because of its name, where the change brings it", async () => {
    const code = `${PROVIDER}variable "cap" {\n  default = null\n}\n${fn("pay").replace("}\n", "  reserved_concurrent_executions = var.cap\n}\n")}`;
    const change = { "infra/prod.tfvars": "cap = 5\n" };
    const { exitCode } = await gate({ ...BASE, "infra/main.tf": code }, change, "--fail-on", "error");
    expect(exitCode).toBe(1);
  });
});

describe("what git keeps for itself", () => {
  const SECRET = "VE9LRU46c2VjcmV0";
  const reader = (path: string) =>
    `resource "aws_lambda_function" "x" {\n  function_name = file("\${path.module}/${path}")\n  publish = true\n}\nresource "aws_lambda_provisioned_concurrency_config" "p" {\n  function_name = aws_lambda_function.x.function_name\n  qualifier = aws_lambda_function.x.version\n  provisioned_concurrent_executions = 7\n}\n`;

  test.each(["../.git/config", "../.GIT/config", "link", "folder/config"])(
    "is not read by %s",
    async (path) => {
      repository.commit({ "infra/main.tf": reader(path) });
      repository.git("config", "http.https://github.com/.extraheader", `AUTHORIZATION: basic ${SECRET}`);
      symlinkSync("../.git/config", join(repository.path, "infra/link"));
      symlinkSync("../.git", join(repository.path, "infra/folder"));
      const formats = ["text", "json", "sarif", "markdown", "html", "junit", "gitlab", "github"];
      const files = formats.flatMap((name) => ["--format", `${name}=out/${name}`]);
      const { out, err } = await callIn(repository.path, "run", ".", ...files);
      const written = formats.map((name) => readFileSync(join(repository.path, "out", name), "utf8"));
      for (const text of [out, err, ...written]) expect(text).not.toContain(SECRET);
      const { out: model } = await callIn(repository.path, "model", "--format", "json");
      expect(model).not.toContain(SECRET);
      expect(JSON.parse(model).deployments[0].functions[0].name.state).toBe("unknown");
    },
  );
});

describe("what can't be read for what it is", () => {
  it("is unread: a link out, a pointer of Git LFS, a submodule that isn't there", async () => {
    repository.commit({
      "a/main.tf": PROVIDER,
      "lfs/main.tf": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
    });
    symlinkSync("/nowhere/infra", join(repository.path, "out"));
    mkdirSync(join(repository.path, "lambda-modules"));
    const object = repository.git("rev-parse", "HEAD");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${object},lambda-modules`);
    repository.git("add", "out");
    const { out } = await callIn(repository.path, "run", ".", "--format", "json");
    const { coverage } = JSON.parse(out);
    const told = coverage.unread.map(
      (each: { what: string; because: string }) => `${each.what}: ${each.because}`,
    );
    expect(told.sort()).toEqual([
      "lambda-modules: it is a submodule that is not checked out",
      "lfs/main.tf: it is a pointer to a file in Git LFS, which was not fetched",
      "out: it is a link that leads out of the checkout, or nowhere",
    ]);
  });

  it("is nothing new where the base has the same submodule or link", async () => {
    repository.commit({ "a/main.tf": PROVIDER });
    symlinkSync("/nowhere/infra", join(repository.path, "lambda-out"));
    mkdirSync(join(repository.path, "lambda-modules"));
    const object = repository.git("rev-parse", "HEAD");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${object},lambda-modules`);
    repository.git("add", "lambda-out");
    repository.git("commit", "--quiet", "--message", "both");
    const changes = async () => {
      const { out } = await callIn(repository.path, "run", "--base", "main", "--format", "json");
      return JSON.parse(out).findings.map(
        (each: { change: string; subject: string }) => `${each.change} ${each.subject}`,
      );
    };
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "README.md": "hello" });
    expect(await changes()).toEqual(["unchanged lambda-modules", "unchanged lambda-out"]);
    // Another commit of the submodule, or another link, may bring anything.
    repository.git(
      "update-index",
      "--cacheinfo",
      `160000,${repository.git("rev-parse", "HEAD")},lambda-modules`,
    );
    unlinkSync(join(repository.path, "lambda-out"));
    symlinkSync("/nowhere/else", join(repository.path, "lambda-out"));
    repository.git("add", "lambda-out");
    repository.git("commit", "--quiet", "--message", "moved");
    expect(await changes()).toEqual(["new lambda-modules", "new lambda-out"]);
  });

  it.skipIf(process.platform === "win32")("is never waited for: a pipe", async () => {
    repository.commit({ "main.tf": 'output "x" {\n  value = file("./pipe")\n}\n' });
    execFileSync("mkfifo", [join(repository.path, "pipe"), join(repository.path, "template.yaml")]);
    expect((await callIn(repository.path, "run", ".")).exitCode).toBe(0);
  });
});
