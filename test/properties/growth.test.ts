import { afterEach, describe, expect, it, vi } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { Template } from "../../src/parsers/cloudformation/template.ts";
import { Budget } from "../../src/parsers/terraform/evaluate/budget.ts";
import { EvaluatedModule } from "../../src/parsers/terraform/instances/evaluated-module.ts";
import { expand } from "../../src/parsers/terraform/instances/expansion.ts";
import { parseHcl } from "../../src/parsers/terraform/syntax/parse.ts";
import { str } from "../../src/parsers/terraform/values/construct.ts";
import { SourceFile } from "../../src/source/source-file.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const keys = (n: number) => `toset([${Array.from({ length: n }, (_, i) => `"k${i}"`).join(",")}])`;
const FUNCTION = "  function_name = each.key\n  reserved_concurrent_executions = 1\n";

/** Checkouts of so many functions, one for each way that a step can be taken for each of them for each of them. */
const SHAPES: Record<string, (n: number) => Record<string, string>> = {
  "for_each that refers to for_each": (n) => ({
    "main.tf": `resource "aws_lambda_function" "f" {\n  for_each = ${keys(n)}\n${FUNCTION}}\nresource "aws_lambda_alias" "live" {\n  for_each = aws_lambda_function.f\n  name = "live"\n  function_name = aws_lambda_function.f[each.key].function_name\n  function_version = "1"\n}\n`,
  }),
  "count that refers to count": (n) => ({
    "main.tf": `resource "aws_lambda_function" "f" {\n  count = ${n}\n  function_name = "f\${count.index}"\n}\nresource "aws_lambda_alias" "live" {\n  count = ${n}\n  name = "live"\n  function_name = aws_lambda_function.f[count.index].function_name\n  function_version = "1"\n}\n`,
  }),
  "modules whose outputs are used": (n) => ({
    "main.tf": `module "fn" {\n  source = "./fn"\n  for_each = ${keys(n)}\n  name = each.key\n}\nresource "aws_lambda_event_source_mapping" "m" {\n  for_each = ${keys(n)}\n  function_name = module.fn[each.key].arn\n  event_source_arn = "arn:aws:sqs:us-east-1:111122223333:q"\n}\n`,
    "fn/main.tf": `variable "name" {}\nresource "aws_lambda_function" "f" {\n  function_name = var.name\n}\noutput "arn" {\n  value = aws_lambda_function.f.arn\n}\n`,
  }),
  "a template on one line": (n) => ({
    "template.json": JSON.stringify({
      Resources: Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`F${i}`, { Type: "AWS::Lambda::Function" }]),
      ),
    }),
  }),
  "resources of a Pulumi stack": (n) => ({
    "stack.json": JSON.stringify({
      version: 3,
      deployment: {
        resources: Array.from({ length: n }, (_, i) => {
          const type = "aws:lambda/function:Function";
          const urn = (at: number) => `urn:pulumi:prod::shop::${type}::f${at}`;
          return {
            urn: urn(i),
            type,
            custom: true,
            id: `f${i}`,
            inputs: { name: `f${i}` },
            dependencies: [urn(i - 1)],
          };
        }),
      },
    }),
  }),
  "units of Terragrunt that depend on others": (n) => ({
    "module/main.tf": `variable "name" {}\nvariable "before" {\n  default = ""\n}\nresource "aws_lambda_function" "f" {\n  function_name = var.name\n}\noutput "arn" {\n  value = aws_lambda_function.f.arn\n}\n`,
    ...Object.fromEntries(
      Array.from({ length: n }, (_, i) => [
        `units/u${i}/terragrunt.hcl`,
        i % 6 === 0
          ? `terraform {\n  source = "../../module"\n}\ninputs = {\n  name = "u${i}"\n}\n`
          : `terraform {\n  source = "../../module"\n}\ndependency "before" {\n  config_path = "../u${i - 1}"\n}\ninputs = {\n  name = "u${i}"\n  before = dependency.before.outputs.arn\n}\n`,
      ]),
    ),
  }),
  "event sources of functions": (n) => ({
    "template.json": JSON.stringify({
      Resources: Object.fromEntries(
        Array.from({ length: n }, (_, i): [string, unknown][] => [
          [`F${i}`, { Type: "AWS::Lambda::Function" }],
          [
            `S${i}`,
            {
              Type: "AWS::Lambda::EventSourceMapping",
              Properties: {
                FunctionName: { Ref: `F${i}` },
                EventSourceArn: `arn:aws:sqs:us-east-1:111122223333:q${i}`,
              },
            },
          ],
        ]).flat(),
      ),
    }),
  }),
  "aliases and event sources of functions": (n) => ({
    "template.json": JSON.stringify({
      Resources: Object.fromEntries(
        Array.from({ length: n }, (_, i): [string, unknown][] => [
          [`F${i}`, { Type: "AWS::Lambda::Function" }],
          [
            `A${i}`,
            {
              Type: "AWS::Lambda::Alias",
              Properties: { FunctionName: { Ref: `F${i}` }, FunctionVersion: "1", Name: "live" },
            },
          ],
          [
            `S${i}`,
            {
              Type: "AWS::Lambda::EventSourceMapping",
              Properties: {
                FunctionName: { Ref: `A${i}` },
                EventSourceArn: "arn:aws:sqs:us-east-1:111122223333:q",
              },
            },
          ],
        ]).flat(),
      ),
    }),
  }),
};

/** How often the steps that a run is made of are taken: evaluations, values by name, scopes, calls, places, lines. */
async function workOf(files: Record<string, string>): Promise<{ work: number; functions: number }> {
  const spies = [
    vi.spyOn(Budget.prototype, "spend"),
    vi.spyOn(Template.prototype, "evaluate"),
    vi.spyOn(Template.prototype, "typeOf"),
    vi.spyOn(EvaluatedModule.prototype, "computed"),
    vi.spyOn(EvaluatedModule.prototype, "scopeOf"),
    vi.spyOn(EvaluatedModule.prototype, "call"),
    vi.spyOn(SourceFile.prototype, "locate"),
    vi.spyOn(SourceFile.prototype, "line"),
  ];
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-01-01" });
  const work = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return { work, functions: "report" in outcome ? outcome.report.model.functions.length : 0 };
}

describe("twice as much is twice the work", () => {
  it.each(Object.entries(SHAPES))("%s", async (_, shape) => {
    const once = await workOf(shape(60));
    const twice = await workOf(shape(120));
    expect([once.functions, twice.functions]).toEqual([60, 120]);
    expect(once.work).toBeGreaterThanOrEqual(60);
    expect(twice.work / once.work).toBeLessThan(2.1);
  });

  it("the instances of a block are put together once, however many ask for them", () => {
    const file = new SourceFile("main.tf", 'resource "a" "b" {\n  count = 3\n}\n');
    const [block] = parseHcl(file).body.blocks;
    const scope = { evaluate: () => ({ kind: "number", value: 3 }) } as unknown as Parameters<
      typeof expand
    >[1];
    if (!block) throw new Error("there is a block");
    const expansion = expand(block, scope);
    const valueOf = vi.fn(() => str("value"));
    for (let i = 0; i < 5; i++) expansion.collect(valueOf);
    expect(valueOf).toHaveBeenCalledTimes(3);
  });
});
