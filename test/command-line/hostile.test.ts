import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";
import { HOSTILE_NAMES, UNSEEN } from "../support/hostile.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const names = Object.entries(HOSTILE_NAMES);
/** Names of files can't hold everything, on any system. */
const asFile = (name: string) => name.replace(/[/\0]/g, "").slice(0, 60);
const isFileName = (name: string) => Buffer.from(name).toString() === name && process.platform !== "win32";

let repository: TestRepository;

beforeEach(() => {
  repository = new TestRepository(temporaryFolder("hostile"));
});

afterEach(() => repository.remove());

function write(path: string, text: string): void {
  const absolute = join(repository.path, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
}

/** An estate in which the name is a function's, a key's, a tag's, an alias's, a variable's and an environment file's. */
function estate(name: string): void {
  const quoted = JSON.stringify(name);
  const fn = {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName: name,
      ReservedConcurrentExecutions: name,
      Tags: [{ Key: name, Value: name }],
    },
  };
  const alias = {
    Type: "AWS::Lambda::Alias",
    Properties: {
      Name: name,
      FunctionName: { Ref: "Pay" },
      FunctionVersion: name,
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: { Ref: name } },
    },
  };
  write("template.json", JSON.stringify({ Resources: { Pay: fn, [name]: fn, Live: alias } }));
  write(
    "serverless.yml",
    JSON.stringify({
      service: name,
      provider: { name: "aws" },
      functions: { [name]: { handler: name, reservedConcurrency: `\${param:${name}}` } },
    }),
  );
  const hcl = quoted.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
  write(
    "main.tf",
    `resource "aws_lambda_function" ${/[^\w-]/.test(name) ? '"pay"' : quoted} {\n  function_name = ${hcl.includes("\\u00") ? '"x"' : hcl}\n}\n`,
  );
}

async function outputsOf(...calls: readonly (readonly string[])[]): Promise<void> {
  for (const call of calls) {
    const { out, err } = await callIn(repository.path, ...call);
    const told = call.join(" ");
    expect(err, told).not.toContain("internal error");
    for (const text of [out, err]) {
      expect(text, told).not.toMatch(UNSEEN);
      expect(
        text.split("\n").filter((line) => /^\s*(?:::\w|##\[)/.test(line) && !call.includes("github")),
        told,
      ).toEqual([]);
    }
  }
}

describe("what the command line prints", () => {
  it.each(names)("of code that holds %s does no harm", async (_, name) => {
    estate(name);
    await outputsOf(
      ["run"],
      ["run", "--format", "github"],
      ["run", "--fix-dry-run"],
      ["model"],
      ["model", "--format", "json"],
      ["explain", "Pay"],
      ["init", "--policy", "new/policy.yml"],
    );
  });

  it.each(names)("about an argument that is %s does no harm", async (_, name) => {
    estate("pay");
    await outputsOf(
      ["run", name],
      ["run", "--environment", name],
      ["run", "--policy", name],
      ["run", "--format", name],
      ["run", "--base", name],
      ["run", "--baseline", name],
      ["explain", name],
      ["completion", name],
      [name],
      [`--${name}`],
    );
  });

  it.each(names.filter(([, name]) => isFileName(asFile(name))))(
    "of files and folders that are called %s does no harm",
    async (_, name) => {
      const called = asFile(name);
      write(`${called}/main.tf`, 'resource "aws_lambda_function" "pay" {\n  a = [\n}\n');
      write(`${called}/sound.tf`, 'resource "aws_lambda_function" "mail" {\n  function_name = "mail"\n}\n');
      write(`${called}.yaml`, "Resources:\n  Pay:\n    Type: AWS::Lambda::Function\n  - broken\n");
      write(`${called}.json`, '{ "Resources": { "Pay": { "Type": "AWS::Lambda::Function" } } }');
      await outputsOf(
        ["run"],
        ["run", "--format", "github"],
        ["run", "--fix-dry-run"],
        ["model"],
        ["explain", "aws_lambda_function.mail"],
      );
    },
  );

  it.each(names)("of a policy that holds %s does no harm", async (_, name) => {
    const quoted = JSON.stringify(name);
    write("main.tf", 'resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n');
    write(
      "policy.yml",
      `rules: { ${quoted}: error, reserved-concurrency-required: ${quoted} }\nenvironments: { ${quoted}: {} }\nextends: ${quoted}\n`,
    );
    await outputsOf(["run"], ["rules"], ["explain", "reserved-concurrency-required"]);
    write(
      "policy.yml",
      `waivers: [{ rule: reserved-concurrency-required, function: pay, owner: ${quoted}, reason: ${quoted} }]\n`,
    );
    await outputsOf(["run"], ["run", "--format", "github"], ["model"]);
  });
});
