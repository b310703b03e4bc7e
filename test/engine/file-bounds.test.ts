import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { tooLarge } from "../../src/engine/checkout/readable-text.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let top: string;
beforeEach(() => {
  top = temporaryFolder("bounds");
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true, maxRetries: 5 });
});

function write(path: string, text: string, bytes?: number): void {
  const file = join(top, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (bytes === undefined) return;
  const open = openSync(file, "r+");
  ftruncateSync(open, bytes);
  closeSync(open);
}

async function check() {
  const outcome = await runPolicy({ checkout: new DiskCheckout(top), paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("there is no policy file, so there is a report");
  const { findings, coverage } = outcome.report;
  return {
    findings: findings.map(({ ruleId, verdict, at }) => `${at.file} ${ruleId} ${verdict}`),
    unread: coverage.unread.map(({ what, mayHoldFunctions }) => `${what} ${mayHoldFunctions}`),
  };
}

const template = (padding: number) =>
  `Metadata:\n${"  # padding\n".repeat(padding)}  A: b\nResources:\n  Pay:\n    Type: AWS::Lambda::Function\n`;

describe("the bound that is named", () => {
  it.each([
    ["plan.json", 512_000_001, "files over 16777216 are not read, nor plans over 512000000"],
    ["data.json", 512_000_000, "files over 16777216 are not read"],
    ["values.yaml", 600_000_000, "files over 16777216 are not read"],
    ["main.tf", 5_000_000, "files over 4194304 are not read"],
  ])("is that of %s with %i bytes", (path, bytes, words) => {
    expect(tooLarge(path, bytes).because).toBe(`it has ${bytes} bytes, and ${words}`);
  });
});

describe("what is larger than anybody deploys", () => {
  it("is unread, with the reason; all else is checked", async () => {
    write("at/main.tf", `${"# padding\n".repeat(390_000)}resource "aws_lambda_function" "pay" {}\n`);
    write("over/main.tf", `${"# padding\n".repeat(430_000)}resource "aws_lambda_function" "pay" {}\n`);
    write("at/template.yaml", template(80_000));
    write("over/template.yaml", template(90_000));
    expect(await check()).toEqual({
      findings: [
        "at/main.tf reserved-concurrency-required violation",
        "at/template.yaml reserved-concurrency-required violation",
        "over/main.tf infrastructure-read violation",
        "over/template.yaml infrastructure-read undetermined",
      ],
      unread: ["over/main.tf true", "over/template.yaml true"],
    });
  });

  it("is nobody's business where it is data, however large, and is asked for no more than its beginning", async () => {
    write("data/list.json", '[{"Resources":"AWS::Lambda"}', 3e9);
    write("data/words.json", `{"lambda":"${"x".repeat(17_000_000)}"}`);
    write("template.yaml", "Resources:\n  Pay:\n    Type: AWS::Lambda::Function\n");
    expect(await check()).toEqual({
      findings: ["template.yaml reserved-concurrency-required violation"],
      unread: ["data/list.json false", "data/words.json false"],
    });
  });

  it("is unread where it is a document of Pulumi's with functions", async () => {
    const resource = { urn: "urn:pulumi:prod::shop::aws:lambda/function:Function::pay", inputs: {} };
    const padding = {
      urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::b",
      inputs: { a: "x".repeat(17_000_000) },
    };
    write("stack.json", JSON.stringify({ version: 3, deployment: { resources: [padding, resource] } }));
    expect(await check()).toEqual({
      findings: ["stack.json infrastructure-read undetermined"],
      unread: ["stack.json true"],
    });
  });

  it("is nobody's business where it only has the words of a template, and escapes that may spell them", async () => {
    const told = "\\u003cp\\u003eThe Resources: of an AWS::Lambda::Function.\\u003c/p\\u003e";
    write("api.json", `{"Shapes":{"Resources":{"type":"list"},"Type":{"docs":"${told.repeat(20_000)}"}}}`);
    expect(await check()).toEqual({ findings: [], unread: [] });
  });

  it("is read where it is a plan", async () => {
    const resource = {
      ...{ address: "aws_lambda_function.pay", mode: "managed", type: "aws_lambda_function", name: "pay" },
      values: { function_name: "pay", description: "x".repeat(17_000_000) },
    };
    write(
      "plan.json",
      JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.11.4",
        planned_values: { root_module: { resources: [resource] } },
      }),
    );
    expect((await check()).findings).toEqual(["plan.json reserved-concurrency-required violation"]);
  });
});
