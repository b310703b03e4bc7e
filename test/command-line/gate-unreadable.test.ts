import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

/** A link by where it leads to; null removes a file. */
type Content = string | Buffer | { link: string } | null;
type Files = Readonly<Record<string, Content>>;

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 123\n`;
const template = (reserved: number | string, more = "") =>
  `AWSTemplateFormatVersion: "2010-09-09"\n${more}Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { ReservedConcurrentExecutions: ${reserved} }\n`;
const CARELESS = "  Careless:\n    Type: AWS::Lambda::Function\n    Properties: {}\n";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

function put(files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(repository.path, path);
    rmSync(absolute, { recursive: true, force: true });
    if (content === null) continue;
    mkdirSync(dirname(absolute), { recursive: true });
    if (typeof content === "string" || Buffer.isBuffer(content)) writeFileSync(absolute, content);
    else symlinkSync(content.link, absolute);
  }
}

/** Puts a change on a branch of a base and runs the gate. */
async function gate(base: Files, change: Files, ...words: string[]) {
  put({ "policy.yml": "extends: recommended\n", ...base });
  repository.commit({});
  repository.git("checkout", "--quiet", "-b", "change");
  put(change);
  repository.commit({});
  return callIn(repository.path, "run", "--base", "main", ...words);
}

/** What the report's JSON says of a gated run. */
async function gateReport(base: Files, change: Files) {
  const { exitCode, out } = await gate(base, change, "--format", "json");
  return { exitCode, ...JSON.parse(out) };
}

const BASE: Files = { "infra/main.tf": PROVIDER + fn("orders", 5), "t/template.yaml": template(5) };
const UNREADABLE: readonly [string, Content][] = [
  ["a pointer of Git LFS", POINTER],
  ["text in UTF-16", Buffer.from(`\ufeff${template(5)}${CARELESS}`, "utf16le")],
  ["a byte that is no UTF-8", Buffer.from(`${template(5)}${CARELESS}# \xe9\n`, "latin1")],
  ["a link that leads out", { link: "/nowhere/template.yaml" }],
];

describe("what the base deploys and a change makes unreadable is a violation", () => {
  test.each(UNREADABLE)("%s in the place of a template", async (_, content) => {
    const { exitCode, out } = await gate(BASE, { "t/template.yaml": content });
    expect(exitCode, out).toBe(1);
    expect(out).toContain("What the base takes from t/template.yaml can't be read any more: it is");
  });

  it("a link that leads out in the place of its folder", async () => {
    const { exitCode, out } = await gate(BASE, { t: { link: "/nowhere" } });
    expect(exitCode, out).toBe(1);
    expect(out).toContain("What the base takes from t can't be read any more");
  });

  test.each(UNREADABLE)("%s in the place of a nested template", async (_, content) => {
    const parent =
      'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./template.yaml } }\n';
    const { exitCode, out } = await gate(
      { ...BASE, "t/parent.yaml": parent },
      { "t/template.yaml": content },
    );
    expect(exitCode, out).toBe(1);
  });

  test.each(UNREADABLE)("%s in the place of a service, once", async (_, content) => {
    const service =
      "service: s\nprovider: { name: aws }\nfunctions: { a: { handler: b, reservedConcurrency: 4 } }\n";
    const { exitCode, findings } = await gateReport(
      { ...BASE, "s/serverless.yml": service },
      { "s/serverless.yml": content },
    );
    expect(exitCode).toBe(1);
    expect(findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["infrastructure-read"]);
  });

  it("but not what neither can be read nor was before", async () => {
    const { exitCode, out } = await gate({ ...BASE, "t/other.yaml": POINTER }, { "infra/more.tf": "" });
    expect(exitCode, out).toBe(0);
    expect(out).not.toContain("can't be read any more");
  });
});

describe("what a change brings and can't be read", () => {
  const mayHold = async (change: Files) => {
    const { coverage } = await gateReport(BASE, change);
    return coverage.unread.map((each: { mayHoldFunctions: boolean }) => each.mayHoldFunctions);
  };

  test.each<[string, Files]>([
    ["a template that is a pointer", { "n.yaml": POINTER }],
    ["a template in UTF-16", { "n.json": Buffer.from(template(5) + CARELESS, "utf16le") }],
    ["a text that became a pointer", { "notes.yaml": POINTER }],
  ])("may hold functions: %s", async (_, change) => {
    expect(await mayHold(change)).toEqual([true]);
  });

  test.each<[string, Files]>([
    ["large data that is a pointer", { "n.json": POINTER.replace("123", "50000000") }],
    ["a picture that is a pointer", { "n.png": POINTER }],
    ["data in another encoding", { "n.yml": Buffer.from("a: \xe9\n", "latin1") }],
  ])("holds none: %s", async (_, change) => {
    expect(await mayHold(change)).not.toContain(true);
  });

  it.skipIf(process.platform !== "linux")("may hold functions: names that are not UTF-8", async () => {
    put(BASE);
    repository.commit({});
    repository.git("checkout", "--quiet", "-b", "change");
    const bytes = (path: string) => Buffer.from(join(repository.path, path), "latin1");
    mkdirSync(bytes("d\xff"));
    writeFileSync(bytes("stack\xff.yaml"), template(5) + CARELESS);
    writeFileSync(bytes("d\xff/stack.yaml"), template(5) + CARELESS);
    writeFileSync(bytes("photo\xff.jpg"), "");
    repository.commit({});
    const { out } = await callIn(repository.path, "run", "--base", "main", "--format", "json");
    const unread: { what: string; mayHoldFunctions: boolean }[] = JSON.parse(out).coverage.unread;
    expect(unread.filter((each) => each.mayHoldFunctions).map(({ what }) => what)).toEqual([
      "d\\xff/stack.yaml",
      "stack\\xff.yaml",
    ]);
  });
});

describe("what an input that can't be read might set is unknown", () => {
  const variable = (name: string) => `variable "${name}" {\n  default = 5\n}\n`;
  const code = `${PROVIDER}${variable("r")}${fn("orders").replace("}\n", "  reserved_concurrent_executions = var.r\n}\n")}`;
  const parameters = "Parameters:\n  R: { Type: Number, Default: 5 }\n";
  const service =
    "service: s\nuseDotenv: true\nprovider: { name: aws }\nfunctions: { a: { handler: b, reservedConcurrency: '${env:R, 5}' } }\n";
  const TERRAFORM: Files = { "infra/main.tf": code };
  const TEMPLATE: Files = { "t/template.yaml": template("!Ref R", parameters) };
  const SERVICE: Files = { "s/serverless.yml": service };
  const policy = (inputs: string) =>
    `extends: recommended\nenvironments: { prod: { production: true, ${inputs} } }\n`;

  const INPUTS: readonly [path: string, reads: Files, was: string][] = [
    ["infra/terraform.tfvars", TERRAFORM, "r = 6\n"],
    ["infra/terraform.tfvars.json", TERRAFORM, '{"r": 6}'],
    ["infra/x.auto.tfvars", TERRAFORM, "r = 6\n"],
    ["infra/x.auto.tfvars.json", TERRAFORM, '{"r": 6}'],
    [
      "infra/p.tfvars",
      { ...TERRAFORM, "policy.yml": policy("terraform: { var-files: [p.tfvars] }") },
      "r = 6\n",
    ],
    ["infra/prod.tfvars", { ...TERRAFORM, "policy.yml": policy("terraform: {}") }, "r = 6\n"],
    [
      "t/samconfig.toml",
      TEMPLATE,
      'version = 0.1\n[default.deploy.parameters]\nparameter_overrides = "R=6"\n',
    ],
    [
      "t/p.json",
      { ...TEMPLATE, "policy.yml": policy("cloudformation: { parameter-files: [p.json] }") },
      '[{"ParameterKey":"R","ParameterValue":"6"}]',
    ],
    ["s/.env", SERVICE, "R=6\n"],
    ["s/serverless-compose.yml", SERVICE, "services: { s: { path: ., params: { r: 6 } } }\n"],
    ["s/f.yml", { "s/serverless.yml": service.replace("${env:R, 5}", "${file(f.yml):r, 5}") }, "r: 6\n"],
  ];

  describe.each([
    ["a pointer of Git LFS", POINTER],
    ["a link that leads out", { link: "/nowhere/values" }],
  ])("%s", (_, content) => {
    test.each(INPUTS)("in the place of %s, which the base takes values from", async (path, reads, was) => {
      const { exitCode, out } = await gate({ ...reads, [path]: was }, { [path]: content });
      expect(exitCode, out).toBe(1);
      expect(out).toContain(path);
    });

    test.each(INPUTS.filter(([path]) => /tfvars|env$/.test(path) && !/\/p(?:rod)?\./.test(path)))(
      "that a change brings as %s",
      async (path, reads) => {
        const { findings, coverage } = await gateReport(reads, { [path]: content });
        const unread = coverage.unread.filter((each: { what: string }) => each.what === path);
        expect(unread).toMatchObject([{ mayHoldFunctions: true }]);
        const verdicts = findings.map(
          ({ ruleId, verdict }: Record<string, string>) => `${ruleId} ${verdict}`,
        );
        expect(verdicts).toContain("infrastructure-read undetermined");
        expect(verdicts).toContain("reserved-concurrency-required undetermined");
      },
    );
  });

  it.skipIf(process.platform !== "linux")("by a file whose name is not UTF-8", async () => {
    put({ "policy.yml": "extends: recommended\n", ...TERRAFORM });
    repository.commit({});
    repository.git("checkout", "--quiet", "-b", "change");
    writeFileSync(Buffer.from(join(repository.path, "infra/\xff.auto.tfvars"), "latin1"), "r = -1\n");
    repository.commit({});
    const { out } = await callIn(repository.path, "run", "--base", "main", "--format", "json");
    const { findings, coverage } = JSON.parse(out);
    expect(coverage.unread).toMatchObject([{ what: "infra/\\xff.auto.tfvars", mayHoldFunctions: true }]);
    expect(findings.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      "undetermined",
      "undetermined",
    ]);
  });

  it("unless a later one sets it", async () => {
    const given = policy("terraform: { variables: { r: 7 } }");
    const { findings } = await gateReport(
      { ...TERRAFORM, "policy.yml": given },
      { "infra/terraform.tfvars": POINTER },
    );
    expect(findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["infrastructure-read"]);
  });
});
