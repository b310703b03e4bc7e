import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fn } from "../action/pull-request.ts";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string | null>>;

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const POLICY = `extends: strict
environments:
  prod: { production: true, account: "111122223333", regions: [us-east-1] }
`;
const GOOD = PROVIDER + fn("orders", 310);
const CARELESS = `${GOOD}resource "aws_lambda_function" "careless" {\n  function_name = "careless"\n}\n`;
const workflow = (run: string) => `jobs:\n  deploy:\n    steps:\n      - run: ${run}\n`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

async function gate(base: Files, change: Files) {
  repository.commit({ "policy.yml": POLICY, ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit(change);
  return callIn(repository.path, "run", "--base", "main");
}

const SIGNS: readonly [string, Files][] = [
  ["a version file", { "infra/.opentofu-version": "1.9.0\n" }],
  ["asdf's versions at the top", { ".tool-versions": "nodejs 22.1.0\nopentofu 1.9.0\n" }],
  ["a lock file", { "infra/.terraform.lock.hcl": 'provider "registry.opentofu.org/hashicorp/aws" {}\n' }],
  ["a workflow that runs it", { ".github/workflows/deploy.yml": workflow("tofu -chdir=infra apply") }],
];

describe("what OpenTofu deploys is judged", () => {
  test.each(SIGNS)("where the base says so by %s", async (_, signs) => {
    const base = { "infra/main.tf": GOOD, "infra/main.tofu": GOOD, ...signs };
    const { exitCode, out } = await gate(base, { "infra/main.tofu": CARELESS });
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(exitCode).toBe(1);
  });

  test.each(SIGNS)("also where the change takes away %s", async (_, signs) => {
    const gone = Object.fromEntries(Object.keys(signs).map((path) => [path, null]));
    const { exitCode, out } = await gate(
      { "infra/main.tofu": GOOD, ...signs },
      { ...gone, "infra/main.tf": GOOD, "infra/main.tofu": CARELESS },
    );
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(exitCode).toBe(1);
  });
});

describe("a file of OpenTofu in the base", () => {
  test("says OpenTofu where nothing says Terraform", async () => {
    const base = { "infra/main.tf": GOOD, "infra/main.tofu": GOOD };
    const { exitCode, out } = await gate(base, { "infra/main.tofu": CARELESS });
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(exitCode).toBe(1);
  });

  test("says so whatever sign of Terraform the change adds", async () => {
    const { exitCode, out } = await gate(
      { "infra/main.tf": GOOD, "infra/main.tofu": GOOD },
      {
        "infra/main.tofu": CARELESS,
        "infra/.terraform.lock.hcl": 'provider "registry.terraform.io/hashicorp/aws" {}\n',
        ".github/workflows/deploy.yml": workflow("terraform apply"),
      },
    );
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(exitCode).toBe(1);
  });

  test("doesn't where the base says Terraform", async () => {
    const lock = { "infra/.terraform.lock.hcl": 'provider "registry.terraform.io/hashicorp/aws" {}\n' };
    const base = { "infra/main.tf": GOOD, "infra/main.tofu": GOOD, ...lock };
    const { exitCode, out } = await gate(base, { "infra/main.tf": CARELESS });
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(exitCode).toBe(1);
  });

  test("that only the change adds never takes the place of what is deployed", async () => {
    const { exitCode, out } = await gate(
      { "infra/main.tf": GOOD },
      { "infra/main.tf": CARELESS, "infra/main.tofu": GOOD },
    );
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(out).toContain("Terraform reads infra/main.tf in its place");
    expect(exitCode).toBe(1);
  });
});

describe("what Terraform deploys is judged", () => {
  test.each(SIGNS)("whatever the change says by %s", async (_, signs) => {
    const { exitCode, out } = await gate(
      { "infra/main.tf": GOOD },
      { "infra/main.tf": CARELESS, "infra/main.tofu": GOOD, ...signs },
    );
    expect(out).toMatch(/reserved-concurrency-required[\s\S]*careless/);
    expect(exitCode).toBe(1);
  });

  test("where workflows run both", async () => {
    const both = {
      ".github/workflows/a.yml": workflow("tofu plan"),
      ".github/workflows/b.yml": workflow("terraform apply"),
    };
    const base = { "infra/main.tf": GOOD, "infra/main.tofu": GOOD, ...both };
    const { exitCode } = await gate(base, { "infra/main.tf": CARELESS });
    expect(exitCode).toBe(1);
  });
});
