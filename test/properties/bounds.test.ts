import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";

async function check(files: Record<string, string>): Promise<Report> {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
  return outcome.report;
}

/** What is found of a folder: `rule verdict`. */
async function foundIn(folder: string, files: Record<string, string>): Promise<string[]> {
  const report = await check({
    ...files,
    "beside/main.tf": 'resource "aws_lambda_function" "beside" {\n  function_name = "beside"\n}\n',
  });
  const found = (at: string) =>
    report.findings
      .filter(({ at: place }) => place.file.startsWith(at))
      .map(({ ruleId, verdict }) => `${ruleId} ${verdict}`);
  expect(found("beside/")).toEqual(["reserved-concurrency-required violation"]);
  return found(folder);
}

const UNRESERVED = "reserved-concurrency-required violation";
const UNREAD = "infrastructure-read violation";
const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i));

describe("input that is more than anybody wrote costs itself alone", () => {
  it("an indented heredoc of 150,000 lines is read", async () => {
    const lines = "  x\n".repeat(150_000);
    const text = `locals {\n  a = <<-E\n${lines}  E\n}\nresource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n`;
    expect(await foundIn("h/", { "h/main.tf": text })).toEqual([UNRESERVED]);
  });

  it("a list of 150,000 items is read", async () => {
    const text = `locals {\n  a = [${"1,".repeat(150_000)}]\n}\nresource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n`;
    expect(await foundIn("h/", { "h/main.tf": text })).toEqual([UNRESERVED]);
  });

  it.each([
    ["splats", `local.a${"[*]".repeat(50_000)} == 1 ? -1 : 5`],
    ["directives", `"${"%{if true}".repeat(5_000)}5${"%{endif}".repeat(5_000)}"`],
    ["indexes", `local.a${"[0".repeat(50_000)}${"]".repeat(50_000)}`],
  ])("%s within each other leave a number open, and are said", async (_, number) => {
    const text = `locals {\n  a = [1]\n}\nresource "aws_lambda_function" "pay" {\n  function_name = "pay"\n  reserved_concurrent_executions = ${number}\n}\n`;
    const found = await foundIn("h/", { "h/main.tf": text });
    expect(found).toEqual([UNREAD, "reserved-concurrency-required undetermined"]);
  });

  it("conditions in a row leave open what depends on them", async () => {
    const conditions = Object.fromEntries(
      repeat(6_000, (i) => `C${i}`).map((name, i) => [
        name,
        i ? { "Fn::Not": [{ Condition: `C${i - 1}` }] } : { "Fn::Equals": ["a", "b"] },
      ]),
    );
    const template = (number: unknown) => ({
      "h/template.json": JSON.stringify({
        Conditions: conditions,
        Resources: {
          Pay: { Type: "AWS::Lambda::Function", Properties: { ReservedConcurrentExecutions: number } },
        },
      }),
    });
    const open = { "Fn::If": ["C5999", { Ref: "AWS::NoValue" }, 5] };
    expect(await foundIn("h/", template(open))).toEqual(["reserved-concurrency-required undetermined"]);
    const decided = { "Fn::If": ["C40", { Ref: "AWS::NoValue" }, 5] };
    expect(await foundIn("h/", template(decided))).toEqual([]);
  });

  it("a file full of mistakes is two findings, and its function is found", async () => {
    const text = `resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n}\n${'resource "x" "y" { a = }\n'.repeat(3_000)}`;
    const report = await check({ "h/main.tf": text });
    const messages = report.findings.map(({ message }) => message);
    expect(messages).toContain("Syntax error: 2980 more places of this file can't be read.");
    expect(report.coverage.unread.flatMap(({ calls }) => calls).length).toBeLessThanOrEqual(41);
    expect(report.model.functions.map(({ address }) => address)).toEqual(["aws_lambda_function.pay"]);
  });

  const numbers = `locals {\n  k    = flatten([for i in range(64) : [for j in range(64) : i * 64 + j]])\n  objs = [for i in local.k : { a = i, b = "b\${i}" }]\n}\n`;
  it.each([
    ["distinct", "length(distinct(local.objs)) == 4096", UNRESERVED],
    ["setsubtract", "length(setsubtract(local.objs, slice(local.objs, 0, 2048))) == 2048", UNRESERVED],
    ["setintersection", "length(setintersection(local.objs, reverse(local.objs))) == 4096", UNRESERVED],
    [
      "contains",
      "length([for o in local.objs : o if contains(local.objs, o)]) == 4096",
      "reserved-concurrency-required undetermined",
    ],
  ])("%s of thousands of objects ends", async (_, condition, expected) => {
    const text = `${numbers}resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n  reserved_concurrent_executions = ${condition} ? -1 : 5\n}\n`;
    expect(await foundIn("h/", { "h/main.tf": text })).toContain(expected);
  });

  it("names of many instances that nothing of AWS can have are not kept", async () => {
    const text = `locals {\n  long = join("", [for i in range(1000) : "xxxxxx"])\n}\nresource "aws_lambda_function" "pay" {\n  count = 50\n  function_name = "\${count.index}\${local.long}"\n}\n`;
    const report = await check({ "h/main.tf": text });
    expect(report.model.functions).toHaveLength(50);
    expect(report.model.functions[0]?.name).toMatchObject({
      state: "unknown",
      because: "it has 6001 characters, and nothing of AWS has a name of so many",
    });
  });

  it("a glob of many stars ends", async () => {
    const name = "a".repeat(200);
    const text = `resource "aws_lambda_function" "pay" {\n  function_name = "pay"\n  reserved_concurrent_executions = length(fileset(path.module, "${"*a".repeat(30)}b")) == 0 ? -1 : 5\n}\n`;
    expect(await foundIn("h/", { "h/main.tf": text, [`h/${name}`]: "" })).toEqual([UNRESERVED]);
  });
});
