import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

type Files = Readonly<Record<string, string>>;

const PARENT = `
locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals.env
}
remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  config = {
    bucket = "states-\${local.env}"
    key    = "\${path_relative_to_include()}/terraform.tfstate"
  }
}
`;

const LIMITS = `
variable "cap" {}
output "cap" {
  value = var.cap
}
`;

/** A unit that keeps its state where its parent says, and has 40 as an output. */
const KEEPER: Files = {
  "root.hcl": PARENT,
  "live/env.hcl": 'locals {\n  env = "live"\n}\n',
  "modules/limits/main.tf": LIMITS,
  "live/limits/terragrunt.hcl": `
include "root" {
  path = find_in_parent_folders("root.hcl")
}
terraform {
  source = "../../modules/limits"
}
inputs = { cap = 40 }
`,
};

const IN_S3 = 'backend = "s3"\n  config = { bucket = "states-live", key = "live/limits/terraform.tfstate" }';

/** A module whose function reserves what another root's state says. */
const reader = (source = IN_S3) => `
data "terraform_remote_state" "limits" {
  ${source}
}
resource "aws_lambda_function" "pay" {
  function_name                  = "pay"
  role                           = "arn:aws:iam::111122223333:role/pay"
  reserved_concurrent_executions = data.terraform_remote_state.limits.outputs.cap
}
`;

async function reservedIn(files: Files, policy?: string) {
  const all = policy === undefined ? files : { ...files, "policy.yml": policy };
  const outcome = await runPolicy({ checkout: new MemoryCheckout(all), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  const { model } = outcome.report;
  return Object.fromEntries(
    model.functions.map((fn) => {
      const { root, environment } = model.deploymentOf(fn);
      const { reservedConcurrency: reserved } = fn;
      const told = reserved.state === "unknown" ? reserved.because : "nothing";
      return [
        environment === "default" ? root : `${root} in ${environment}`,
        reserved.state === "known" ? reserved.value : told,
      ];
    }),
  );
}

describe("the state that a unit keeps", () => {
  it("is where its parent says, for a root of Terraform's that reads it", async () => {
    expect(await reservedIn({ ...KEEPER, "infra/main.tf": reader() })).toEqual({ infra: 40 });
  });

  it("is so for another unit whose module reads it", async () => {
    const unit = `
include "root" {
  path = find_in_parent_folders("root.hcl")
}
terraform {
  source = "../../modules/pay"
}
inputs = { states = "states-live" }
`;
    const module = `variable "states" {}\n${reader(IN_S3.replace('"states-live"', "var.states"))}`;
    expect(
      await reservedIn({ ...KEEPER, "modules/pay/main.tf": module, "live/pay/terragrunt.hcl": unit }),
    ).toEqual({ "live/pay": 40 });
  });

  it.each([
    [
      "a block that it generates",
      `terraform {
  source = "../../modules/limits"
}
generate "backend" {
  path      = "backend.tf"
  if_exists = "overwrite"
  contents  = <<EOF
terraform {
  backend "gcs" {
    bucket = "states"
    prefix = "\${path_relative_to_include()}/limits"
  }
}
EOF
}
inputs = { cap = 41 }
`,
      'backend = "gcs"\n  config = { bucket = "states", prefix = "./limits" }',
    ],
    [
      "an attribute",
      `terraform {
  source = "../../modules/limits"
}
remote_state = {
  backend = "s3"
  config  = { bucket = "states", key = "limits" }
}
inputs = { cap = 41 }
`,
      'backend = "s3"\n  config = { bucket = "states", key = "limits" }',
    ],
    [
      "an absolute path of the checkout",
      `terraform {
  source = "../../modules/limits"
}
remote_state {
  backend = "local"
  config  = { path = "\${get_repo_root()}/states/limits.tfstate" }
}
inputs = { cap = 41 }
`,
      'backend = "local"\n  config = { path = "../states/limits.tfstate" }',
    ],
  ])("may be said by %s", async (_, unit, source) => {
    const files = { ...KEEPER, "live/limits/terragrunt.hcl": unit, "infra/main.tf": reader(source) };
    expect(await reservedIn(files)).toEqual({ infra: 41 });
  });

  it("is that of the environment that reads it", async () => {
    const policy = `
environments:
  test: { match: { paths: ["test/**", "infra/test"] } }
  live: { production: true, match: { paths: ["live/**", "infra/live"] } }
`;
    const files: Files = {
      ...KEEPER,
      "test/env.hcl": 'locals {\n  env = "test"\n}\n',
      "test/limits/terragrunt.hcl": (KEEPER["live/limits/terragrunt.hcl"] as string).replace("40", "3"),
      "infra/live/main.tf": reader(),
      "infra/test/main.tf": reader(IN_S3.replaceAll("live", "test")),
    };
    expect(await reservedIn(files, policy)).toEqual({ "infra/live in live": 40, "infra/test in test": 3 });
    const across = { ...files, "infra/test/main.tf": reader() };
    expect(await reservedIn(across, policy)).toMatchObject({
      "infra/test in test": expect.stringContaining("no root of test here keeps it"),
    });
  });

  it.each([
    [
      "two units say that they keep it",
      {
        "live/again/terragrunt.hcl": `
include "root" {
  path = find_in_parent_folders("root.hcl")
}
remote_state {
  backend = "s3"
  config  = { bucket = "states-live", key = "live/limits/terraform.tfstate" }
}
terraform {
  source = "../../modules/limits"
}
`,
      },
      "live/again and live/limits both say that they keep it",
    ],
    [
      "its bucket is a variable of the shell",
      { "root.hcl": PARENT.replace("states-${local.env}", '${get_env("STATES")}') },
      "no root of default here keeps it",
    ],
    [
      "its output is not decided",
      {
        "modules/limits/main.tf": `${LIMITS.replace("var.cap", "tonumber(data.aws_ssm_parameter.cap.value)")}
data "aws_ssm_parameter" "cap" {
  name = "cap"
}
`,
      },
      "data.aws_ssm_parameter.cap",
    ],
    [
      "it has no such output",
      { "modules/limits/main.tf": 'variable "cap" {}\n' },
      "there is no output cap in it",
    ],
    [
      "its unit is excluded",
      {
        "live/limits/terragrunt.hcl": `${KEEPER["live/limits/terragrunt.hcl"]}exclude {\n  if = true\n  actions = ["all"]\n}\n`,
      },
      "no root of default here keeps it",
    ],
  ])("is not known where %s", async (_, files, because) => {
    const { infra } = await reservedIn({ ...KEEPER, "infra/main.tf": reader(), ...(files as Files) });
    expect(infra).toContain(because);
  });

  it("is not known by a path that is relative to Terragrunt's cache", async () => {
    const files: Files = {
      ...KEEPER,
      "modules/limits/terraform.tfstate": "{}",
      "modules/pay/main.tf": reader('backend = "local"\n  config = { path = "../limits/terraform.tfstate" }'),
      "live/pay/terragrunt.hcl": 'terraform {\n  source = "../../modules/pay"\n}\n',
    };
    const reserved = await reservedIn(files);
    expect(reserved["live/pay"]).toContain("relative to where a tool runs Terraform");
  });

  it("may depend on itself, and is not known then", async () => {
    const files: Files = {
      ...KEEPER,
      "modules/limits/main.tf": `${reader().split("resource")[0]}
output "cap" {
  value = data.terraform_remote_state.limits.outputs.cap
}
`,
      "infra/main.tf": reader(),
    };
    const { infra } = await reservedIn(files);
    expect(infra).toContain("refers to itself");
  });
});

describe("the state of a root of Terraform's", () => {
  it("is read by a unit's module as by any other", async () => {
    const files: Files = {
      "infra/main.tf": `
terraform {
  backend "s3" {
    bucket = "states-live"
    key    = "live/limits/terraform.tfstate"
  }
}
output "cap" {
  value = 12
}
`,
      "modules/pay/main.tf": reader(),
      "live/pay/terragrunt.hcl": 'terraform {\n  source = "../../modules/pay"\n}\n',
    };
    expect(await reservedIn(files)).toEqual({ "live/pay": 12 });
  });
});
