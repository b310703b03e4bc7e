import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string>>;

const template = (id: string, reserved?: number) =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  ${fragment(id, reserved).trimEnd().replaceAll("\n", "\n  ")}\n`;
const fragment = (id: string, reserved?: number) =>
  `${id}:\n  Type: AWS::Lambda::Function\n  Properties: { Runtime: nodejs22.x${reserved === undefined ? "" : `, ReservedConcurrentExecutions: ${reserved}`} }\n`;
const including = (location: string) =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }\n  Q: { Type: AWS::SQS::Queue }\n`;
const service = (provider: string, reserved = "") =>
  `service: shop\nprovider: { name: ${provider}, region: us-east-1 }\nfunctions:\n  orders: { handler: a.b${reserved} }\n`;
const SAM = { "template.yaml": template("Orders", 5) };
const SERVICE = { "serverless.yml": service("aws", ", reservedConcurrency: 5") };

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files, ...words: string[]) {
  repository.commit(base);
  repository.git("checkout", "--quiet", "-b", "change");
  for (const [path, text] of Object.entries(change)) repository.write(path, text);
  repository.git("add", "--all", "--force");
  repository.git("commit", "--quiet", "--allow-empty", "-m", "change");
  return callIn(repository.path, "run", "--base", "main", ...words);
}

describe("only what a tool writes beside its code is left out for it", () => {
  test.each<[string, Files, Files]>([
    ["a name of its own", SAM, { ".aws-sam/build/evil.yaml": template("Careless") }],
    ["a folder of no stack", SAM, { ".aws-sam/build/Evil/template.yaml": template("Careless") }],
    ["Serverless's folder", SERVICE, { ".serverless/evil.yaml": template("Careless") }],
  ])("%s", async (_, base, change) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(1);
    expect(out).toContain("Careless");
  });

  test.each<[string, Files, Files]>([
    ["sam build", SAM, { ".aws-sam/build/template.yaml": template("Careless") }],
    [
      "serverless package",
      SERVICE,
      {
        ".serverless/cloudformation-template-update-stack.json":
          '{"Resources":{"A":{"Type":"AWS::Lambda::Function"}}}',
      },
    ],
  ])("and what a change brings in the place of what %s writes is unread", async (tool, base, change) => {
    const { exitCode, out } = await gate(base, change, "--coverage");
    expect(exitCode, out).toBe(0);
    expect(out).toMatch(new RegExp(`which ${tool} would\\s+make it of, counts in its place`));
  });

  test("while what was in the commit before is left out", async () => {
    const { out } = await gate(
      { ...SAM, ".aws-sam/build/template.yaml": template("Orders") },
      {},
      "--coverage",
    );
    expect(out).toContain("it is what sam build makes of template.yaml");
  });
});

describe("what a template includes counts with it", () => {
  const base = { "t/template.yaml": including("inc.yaml"), "t/inc.yaml": fragment("Orders", 5) };

  test("a piece that loses its reservation is found", async () => {
    const { exitCode, out } = await gate(base, { "t/inc.yaml": fragment("Orders") });
    expect(exitCode, out).toBe(1);
    expect(out).toContain("t/inc.yaml:1");
  });

  test("a piece that keeps it is fine", async () => {
    const { exitCode, out } = await gate(SAM, base);
    expect(exitCode, out).toBe(0);
    expect(out).not.toContain("unread");
  });

  test.each<[string, Files, RegExp]>([
    ["a piece elsewhere", { "t.yaml": including("s3://pieces/inc.yaml") }, /AWS::Include\s+fetches it/],
    ["a piece that nothing includes", { "inc.yaml": fragment("Orders") }, /it is a piece of a\s+template/],
    [
      "a piece that has a resource of the template",
      { "t.yaml": including("inc.yaml"), "inc.yaml": fragment("Q") },
      /its\s+text\s+speaks\s+of\s+functions/,
    ],
  ])("%s may hold functions", async (_, change, said) => {
    const { out } = await gate(SAM, change, "--coverage");
    expect(out).toMatch(said);
    expect(out).toContain("1 unread, which may declare functions.");
  });

  test("a piece without functions is no concern", async () => {
    const change = { "t.yaml": including("inc.yaml"), "inc.yaml": "Topic: { Type: AWS::SNS::Topic }\n" };
    expect((await gate(SAM, change)).out).not.toContain("unread");
  });
});

describe("a service whose provider isn't aws by its words", () => {
  const onAws = (name: string) => ({ "serverless.yml": service(name) });

  test("is read where only the deployment knows it", async () => {
    const { exitCode, out } = await gate(SERVICE, onAws(`'${"$"}{env:P, "google"}'`));
    expect(exitCode, out).toBe(1);
    expect(out).toContain("reserved-concurrency-required");
  });

  test("may hold functions where a variable tells another one", async () => {
    const custom = `custom: { p: '${"$"}{env:P, "google"}' }\n`;
    const hidden = { "serverless.yml": service(`'${"$"}{self:custom.p}'`) + custom };
    const { out } = await gate(SERVICE, hidden, "--coverage");
    expect(out).toMatch(/comes\s+to\s+google\s+here/);
  });

  test("says what it is where the base had it on AWS", async () => {
    const { exitCode, out } = await gate(SERVICE, onAws("google"));
    expect(exitCode, out).toBe(1);
    expect(out).toMatch(/can't be read: its\s+provider is google, not aws/);
  });
});

describe("a sentence says no more than is so", () => {
  const provider = fn("orders", 310);
  const script = { "deploy.sh": "terraform apply -var reserved_concurrency=5\n" };
  test.each<[string, Files, RegExp]>([
    ["of nothing", {}, /Nothing to check was found\.\s/],
    [
      "of what is left out",
      {
        "policy.yml": 'extends: recommended\nexclude: [{ paths: ["examples/**"], reason: demo }]\n',
        "examples/a/main.tf": provider,
      },
      /Nothing is left to check: examples\/a is left out/,
    ],
    [
      "of an input that nothing has",
      { ...script, "main.tf": provider },
      /has an input\s+reserved_concurrency/,
    ],
    [
      "of an input that something has",
      { ...script, "main.tf": `${provider}variable "reserved_concurrency" {}\n` },
      /Give\s+it\s+in\s+the\s+policy,\s+too/,
    ],
    ["of what can't be seen", { "main.tf": `${provider}\rlocals {}\n` }, /found\s+a\s+carriage\s+return/],
  ])("%s", async (_, files, said) => {
    expect((await gate(files, {}, "--coverage")).out).toMatch(said);
  });
});
