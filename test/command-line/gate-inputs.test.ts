import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

/** Null removes a file. */
type Files = Readonly<Record<string, string | null>>;

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

/** Puts a change on a branch of a base and runs the gate. */
async function gate(base: Files, change: Files, ...words: string[]) {
  repository.commit({ "policy.yml": policy(""), ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit(change);
  return callIn(repository.path, "run", "--base", "main", ...words);
}

function policy(inputs: string): string {
  return `extends: recommended\nenvironments: { prod: { production: true, ${inputs} } }\n`;
}

describe("a file that the policy takes values from", () => {
  const ORDERS = { "infra/main.tf": PROVIDER + fn("orders", 5) };
  const VAR_FILES = { "policy.yml": policy("terraform: { var-files: [p.tfvars] }"), ...ORDERS };

  test.each<[string, Files, Files]>([
    ["var-file", { ...VAR_FILES, "infra/p.tfvars": "" }, { "infra/p.tfvars": null }],
    [
      "parameter file",
      {
        "policy.yml": policy("cloudformation: { parameter-files: [p.json] }"),
        "t.yaml":
          "Resources:\n  Orders: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: 5 } }\n",
        "p.json": "[]",
      },
      { "p.json": null },
    ],
  ])("is a finding where a change takes it away: a %s", async (_, base, change) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(1);
    expect(out).toMatch(
      /This change takes away (?:infra\/p\.tfvars|p\.json), from which prod takes values\./,
    );
    expect(out).toMatch(/Put it back, or first take p\.(?:tfvars|json) out of the policy\./);
  });

  it("is one also where another root still has it", async () => {
    const two = {
      ...VAR_FILES,
      "infra/p.tfvars": "",
      "more/p.tfvars": "",
      "more/main.tf": PROVIDER + fn("pay", 5),
    };
    const { exitCode, out } = await gate(two, { "infra/p.tfvars": null });
    expect(exitCode, out).toBe(1);
  });

  it("is a finding where nobody ever had it, and no trouble of the disk", async () => {
    repository.commit({ ...ORDERS, "policy.yml": policy("terraform: { var-files: [.git/config] }") });
    const { exitCode, out } = await callIn(repository.path, "run", ".");
    expect(exitCode, out).toBe(1);
    expect(out).toContain("There is no file .git/config");
  });

  it("may go with its root", async () => {
    const base = {
      ...VAR_FILES,
      "infra/p.tfvars": "",
      "more/p.tfvars": "",
      "more/main.tf": PROVIDER + fn("pay", 5),
    };
    const { exitCode, out } = await gate(base, { "infra/p.tfvars": null, "infra/main.tf": null });
    expect(exitCode, out).toBe(0);
  });
});

describe("what a change adds beside the code", () => {
  const template = (reserved: number) =>
    `Parameters:\n  R: { Type: Number, Default: ${reserved} }\nResources:\n  Orders: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !Ref R } }\n`;
  const samconfig = (section: string) =>
    `version = 0.1\n[${section}.deploy.parameters]\nparameter_overrides = "R=5"\n`;
  const service = (reserved: number) =>
    `service: s\nprovider: { name: aws }\nfunctions: { a: { handler: b, reservedConcurrency: "\${param:r, ${reserved}}" } }\n`;

  test.each<[string, Files, Files]>([
    [
      "a samconfig.toml with the default",
      { "t/template.yaml": template(5) },
      { "t/template.yaml": template(0), "t/samconfig.toml": samconfig("default") },
    ],
    [
      "a samconfig.toml with the environment",
      { "t/template.yaml": template(5) },
      { "t/template.yaml": template(0), "t/samconfig.toml": samconfig("prod") },
    ],
    [
      "a samconfig.toml before the samconfig.yaml that is there",
      { "t/template.yaml": template(5), "t/samconfig.yaml": "version: 0.1\n" },
      { "t/template.yaml": template(0), "t/samconfig.toml": samconfig("default") },
    ],
    [
      "a compose file",
      { "s/serverless.yml": service(5) },
      {
        "s/serverless.yml": service(0),
        "s/serverless-compose.yml": "services: { s: { path: ., params: { r: 5 } } }\n",
      },
    ],
  ])("does not set what code that was there is judged by: %s", async (_, base, change) => {
    const { exitCode, out } = await gate(base, change);
    expect(exitCode, out).toBe(1);
    expect(out).toContain("reserved-concurrency-nonzero");
  });

  it("counts for new code", async () => {
    const change = { "t/template.yaml": template(0), "t/samconfig.toml": samconfig("prod") };
    expect((await gate({ "infra/main.tf": PROVIDER }, change)).exitCode).toBe(0);
  });
});

describe("the workspace, where nobody says which one it is", () => {
  const by = (expression: string) =>
    `${PROVIDER}${fn("orders").replace("}\n", `  reserved_concurrent_executions = ${expression}\n}\n`)}`;
  const known = { "infra/main.tf": by('terraform.workspace == "prod" ? 6 : 5') };
  const verdicts = async (base: Files, change: Files) => {
    const { out } = await gate(base, change, "--format", "json");
    return JSON.parse(out).findings.map(({ verdict }: { verdict: string }) => verdict);
  };

  test.each<[string, Files]>([
    ["a lookup", { "infra/main.tf": by("lookup({ prod = 5 }, terraform.workspace, -1)") }],
    [
      "a count",
      { "infra/c.tf": fn("careless").replace("}\n", '  count = terraform.workspace == "prod" ? 0 : 1\n}\n') },
    ],
  ])("is not chosen by the words of a change: %s", async (_, change) => {
    expect(await verdicts({ "infra/main.tf": PROVIDER + fn("orders", 5) }, change)).not.toEqual([]);
  });

  it("is the one that the code named before", async () => {
    expect(
      await verdicts(known, { "infra/main.tf": by("lookup({ prod = 5 }, terraform.workspace, -1)") }),
    ).toEqual([]);
  });
});
