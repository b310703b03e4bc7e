import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";
import { runFixed } from "../../../src/engine/run-fixed.ts";

type Files = Readonly<Record<string, string>>;

const PAY: Files = {
  "modules/fn/main.tf": `variable "name" {}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = "arn:aws:iam::111122223333:role/x"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

output "arn" { value = aws_lambda_function.this.arn }
output "alias_arn" { value = aws_lambda_alias.live.arn }
`,
  "live/pay/terragrunt.hcl": `terraform { source = "../../modules/fn" }
inputs = { name = "pay-\${get_env("STAGE")}" }
`,
};

async function modelOf(files: Files) {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report.model;
}

describe("an ARN that one unit takes from another", () => {
  const files: Files = {
    ...PAY,
    "modules/calls/main.tf": `variable "fn" {}
variable "alias" {}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:jobs"
  function_name    = var.fn
}

resource "aws_lambda_permission" "bucket" {
  function_name = var.alias
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}
`,
    "live/calls/terragrunt.hcl": `terraform { source = "../../modules/calls" }
dependency "pay" {
  config_path  = "../pay"
  mock_outputs = { arn = "arn:aws:lambda:eu-west-1:111122223333:function:mock", alias_arn = "mock" }
}
inputs = {
  fn    = dependency.pay.outputs.arn
  alias = dependency.pay.outputs.alias_arn
}
`,
  };

  it("is of the function that the other unit declares, whatever that is called", async () => {
    const model = await modelOf(files);
    const [fn] = model.functions;
    expect(model.eventSources.map((each) => model.functionOf(each))).toEqual([fn]);
    expect(model.callers.map((each) => model.functionOf(each))).toEqual([fn]);
    expect(model.callers.map((each) => model.aliasOf(each)?.address)).toEqual(["aws_lambda_alias.live"]);
  });

  it("is nobody's where the other unit isn't here, and never what a mock says", async () => {
    const { "live/pay/terragrunt.hcl": _, ...others } = files;
    const model = await modelOf(others);
    expect(model.eventSources.map((each) => model.functionOf(each))).toEqual([undefined]);
    expect(model.eventSources.map(({ function: of }) => of.text.state)).toEqual(["unknown"]);
  });
});

describe("a fix in a unit", () => {
  async function fixed(files: Files) {
    const policy = { "policy.yml": "default-reserved: 10\n" };
    const checkout = new MemoryCheckout({ ...policy, ...files });
    const outcome = await runFixed({ checkout, paths: ["."], today: "2026-06-15" });
    if (!("report" in outcome)) throw new Error("The policy is wrong.");
    return Object.fromEntries(outcome.fixed.map(({ path, after }) => [path, after]));
  }
  const registry = (inputs: string) =>
    `terraform {\n  source = "tfr:///terraform-aws-modules/lambda/aws?version=8.0.0"\n}\n\n${inputs}`;

  it("is written into the module's block, as for Terraform", async () => {
    const { "modules/fn/main.tf": text } = await fixed(PAY);
    expect(text).toContain("reserved_concurrent_executions = 10\n");
  });

  it.each([
    [
      "inputs of several lines",
      'inputs = {\n  function_name = "pay"\n}\n',
      'inputs = {\n  function_name = "pay"\n\n  reserved_concurrent_executions = 10\n}\n',
    ],
    [
      "inputs of one line",
      'inputs = { function_name = "pay" }\n',
      'inputs = { function_name = "pay", reserved_concurrent_executions = 10 }\n',
    ],
    [
      "a literal that reserves nothing",
      'inputs = {\n  function_name = "pay"\n  reserved_concurrent_executions = -1\n}\n',
      'inputs = {\n  function_name = "pay"\n  reserved_concurrent_executions = 10\n}\n',
    ],
  ])("is written into %s", async (_, before, after) => {
    const { "live/pay/terragrunt.hcl": text } = await fixed({ "live/pay/terragrunt.hcl": registry(before) });
    expect(text).toBe(registry(after));
  });

  it("is none where the inputs are somebody's expression", async () => {
    const inputs = 'locals { all = { function_name = "pay" } }\ninputs = local.all\n';
    expect(await fixed({ "live/pay/terragrunt.hcl": registry(inputs) })).toEqual({});
  });
});
