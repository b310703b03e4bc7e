import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";

const POLICY = `
environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1] }
`;
const PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const TEMPLATE = `Parameters:
  Cap: { Type: Number, Default: 7 }
Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties: { Role: arn:aws:iam::111122223333:role/pay, Runtime: python3.13, Handler: index.handler, Code: { ZipFile: pass }, ReservedConcurrentExecutions: !Ref Cap }
Outputs:
  Arn: { Value: !GetAtt Pay.Arn }
`;
const FED = `Parameters:
  Called: { Type: String }
Resources:
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Called
      EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:orders
      ScalingConfig: { MaximumConcurrency: 200 }
`;
const stack = (body: string, parameters = "{ Cap = var.cap }", more = "") =>
  `${PROVIDER}variable "cap" {\n  default = 10\n}\nresource "aws_cloudformation_stack" "pay" {\n  name          = "pay"\n  template_body = ${body}\n  parameters    = ${parameters}\n  ${more}\n}\n`;
const FILE = 'file("${path.module}/pay.yaml")';
const feed = (name: string) =>
  `resource "aws_lambda_event_source_mapping" "feed" {\n  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"\n  function_name    = ${name}\n  scaling_config {\n    maximum_concurrency = 200\n  }\n}\n`;
const HEREDOC = `<<-EOT\n${TEMPLATE}EOT`;
const asData = (body: string) =>
  `${body}({\n    Resources = {\n      Pay = {\n        Type = "AWS::Lambda::Function"\n        Properties = { Role = aws_iam_role.pay.arn, ReservedConcurrentExecutions = var.cap }\n      }\n    }\n  Outputs = { Arn = { Value = { "Fn::GetAtt" = ["Pay", "Arn"] } } }\n  })`;
const ROLE = 'resource "aws_iam_role" "pay" {\n  assume_role_policy = "{}"\n}\n';

async function run(files: Readonly<Record<string, string>>, policy = POLICY) {
  const checkout = new MemoryCheckout({ "policy.yml": policy, ...files });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

describe("a stack that Terraform deploys", () => {
  it.each([
    ["a file", FILE, { "pay.yaml": TEMPLATE }],
    [
      "a file that is rendered",
      'templatefile("pay.tpl", { cap = 1 })',
      { "pay.tpl": `${TEMPLATE}# \${cap}\n` },
    ],
    ["a heredoc", HEREDOC, {}],
    [
      "a heredoc with a name that only an apply knows",
      HEREDOC.replace("arn:aws:iam::111122223333:role/pay", "${aws_iam_role.pay.arn}"),
      {},
    ],
    ["JSON", asData("jsonencode"), {}],
    ["YAML", asData("yamlencode").replace("aws_iam_role.pay.arn", '"arn"'), {}],
    ["a local value", "local.body", {}],
  ])("has its functions read with its parameters: %s", async (_, body, files) => {
    const local = `locals {\n  body = ${HEREDOC}\n}\n`;
    const { model, findings, coverage } = await run({ "main.tf": stack(body) + local + ROLE, ...files });
    expect(model.functions.map(({ address, reservedConcurrency }) => [address, reservedConcurrency])).toEqual(
      [["aws_cloudformation_stack.pay/Pay", expect.objectContaining({ state: "known", value: 10 })]],
    );
    expect(model.functions[0]?.region).toMatchObject({ value: "eu-west-1" });
    expect(coverage.unread).toEqual([]);
    expect(findings).toEqual([]);
    const off = stack(body).replace("default = 10", "default = 0") + local + ROLE;
    const broken = await run({ "main.tf": off, ...files });
    expect(broken.findings.map(({ ruleId }) => ruleId)).toContain("reserved-concurrency-nonzero");
  });

  it("has a parameter located where Terraform decides it, and a number of the file in the file", async () => {
    const own = TEMPLATE.replace("!Ref Cap }", "0 }");
    const { findings } = await run({ "main.tf": stack(FILE), "pay.yaml": own });
    expect(findings[0]).toMatchObject({ at: { file: "pay.yaml", start: { line: 6 } } });
    const given = await run({ "main.tf": stack(FILE).replace("= 10", "= 0"), "pay.yaml": TEMPLATE });
    expect(given.findings[0]).toMatchObject({ at: { file: "main.tf", start: { line: 5 } } });
    expect(given.findings[0]?.fix).toBeUndefined();
  });

  it("counts once, although its template alone looks deployed too", async () => {
    const { ledger } = await run({ "main.tf": stack(FILE), "pay.yaml": TEMPLATE });
    expect(ledger.pools.map(({ reserved }) => reserved)).toEqual([{ atLeast: 10, atMost: 10 }]);
  });

  it("is one stack where its code says the region, for an environment of several", async () => {
    const several = POLICY.replace("[eu-west-1]", "[us-east-1, eu-west-1]");
    const { model } = await run({ "main.tf": stack(HEREDOC) }, several);
    expect(model.functions).toHaveLength(1);
    const open = await run({ "main.tf": stack(HEREDOC).replace(PROVIDER, "") }, several);
    expect(open.model.functions).toHaveLength(2);
  });

  it("is read as often as there are stacks, in the region of each", async () => {
    const both = stack(
      FILE,
      undefined,
      'for_each = toset(["eu-west-1", "us-east-1"])\n  region = each.key',
    ).replace('"pay"\n  template', '"pay-${each.key}"\n  template');
    const { model } = await run({ "main.tf": both, "pay.yaml": TEMPLATE });
    expect(model.functions.map(({ region }) => (region as { value: string }).value)).toEqual([
      "eu-west-1",
      "us-east-1",
    ]);
    const none = await run({ "main.tf": stack(FILE, undefined, "count = 0"), "pay.yaml": TEMPLATE });
    expect(none.model.functions.map(({ address }) => address)).toEqual(["Pay"]);
  });

  it("gives its function to the code around it, and takes one from there", async () => {
    const broken = async (text: string, files = { "pay.yaml": TEMPLATE }) =>
      (await run({ "main.tf": text, ...files })).findings
        .filter(({ verdict }) => verdict === "violation")
        .map(({ ruleId }) => ruleId);
    const name = 'aws_cloudformation_stack.pay.outputs["Arn"]';
    expect(await broken(stack(FILE) + feed(name))).toEqual(["event-source-within-reserved"]);
    expect(await broken(stack(FILE).replace("= 10", "= 500") + feed(name))).toEqual([]);
    const fn = (cap: number) =>
      `resource "aws_lambda_function" "other" {\n  role = "arn:aws:iam::111122223333:role/pay"\n  reserved_concurrent_executions = ${cap}\n}\n`;
    const handed = stack(FILE, "{ Called = aws_lambda_function.other.arn }");
    expect(await broken(handed + fn(20), { "pay.yaml": FED })).toEqual(["event-source-within-reserved"]);
    expect(await broken(handed + fn(500), { "pay.yaml": FED })).toEqual([]);
  });

  it.each([
    ["a body that isn't known", "var.body"],
    ["a body with a key that isn't known", HEREDOC.replace("  Pay:", "  ${aws_iam_role.pay.name}:")],
    ["a body with text that may be anything", HEREDOC.replace("Outputs:", "${var.body}\nOutputs:")],
    ["no template", '"Resources: [AWS::Lambda::Function]"'],
    ["a template that is broken", '"Resources: { F: { Type: AWS::Lambda::Function"'],
  ])("is told as unread where its template can't be: %s", async (_, body) => {
    const { coverage, findings } = await run({ "main.tf": `${stack(body)}variable "body" {}\n${ROLE}` });
    expect(coverage.unread).toHaveLength(1);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["infrastructure-read"]);
  });

  it("has parameters that aren't known where nothing says them", async () => {
    const { model } = await run({
      "main.tf": `${stack(FILE, "var.all")}variable "all" {}\n`,
      "pay.yaml": TEMPLATE,
    });
    expect(model.functions[0]?.reservedConcurrency).toMatchObject({
      state: "unknown",
      because: expect.stringContaining("the parameters of aws_cloudformation_stack.pay"),
    });
  });
});
