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
