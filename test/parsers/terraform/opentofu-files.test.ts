import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { loadModule } from "../../../src/parsers/terraform/modules/load.ts";

const fn = (name: string) => `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n}\n`;
const BOTH = { "infra/main.tf": fn("old"), "infra/main.tofu": fn("new"), "infra/more.tf": fn("more") };

function filesRead(files: Readonly<Record<string, string>>, tracked: readonly string[] = []) {
  return [...loadModule("infra", new MemoryCheckout({ ...BOTH, ...files }, tracked)).files];
}

const OPENTOFU = ["infra/main.tofu", "infra/more.tf"];
const TERRAFORM = ["infra/main.tf", "infra/more.tf"];
const workflow = (step: string) => ({
  ".github/workflows/deploy.yml": `jobs: { d: { steps: [${step}] } }\n`,
});

describe("main.tofu beside main.tf", () => {
  it("is what counts where nothing says Terraform", () => {
    expect(filesRead({})).toEqual(OPENTOFU);
    expect(filesRead({}, Object.keys(BOTH))).toEqual(OPENTOFU);
  });

  it.each([
    ["a lock file", { "infra/.terraform.lock.hcl": 'provider "registry.terraform.io/hashicorp/aws" {}\n' }],
    ["a version file", { ".terraform-version": "1.11.4\n" }],
    ["asdf's versions", { "infra/.tool-versions": "terraform 1.11.4\n" }],
    ["a workflow", workflow("{ uses: hashicorp/setup-terraform@v3 }")],
    ["a workflow that runs both", workflow("{ run: terraform apply }, { run: tofu plan }")],
  ])("is left out where Terraform is said by %s", (_, files) => {
    expect(filesRead(files)).toEqual(TERRAFORM);
  });

  it("counts where both tools are said, and OpenTofu by a file of the folder", () => {
    const lock = { "infra/.terraform.lock.hcl": 'provider "registry.opentofu.org/hashicorp/aws" {}\n' };
    expect(filesRead({ ...lock, ...workflow("{ run: terraform apply }") })).toEqual(OPENTOFU);
  });

  it("is no sign where git tracks its neighbours, and not it", () => {
    expect(filesRead({}, ["infra/main.tf", "infra/more.tf"])).toEqual(TERRAFORM);
  });
});
