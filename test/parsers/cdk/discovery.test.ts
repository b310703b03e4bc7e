import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DiskCheckout } from "../../../src/engine/checkout/disk-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";
import type { Report } from "../../../src/finding.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

let top: string;

beforeEach(() => {
  top = temporaryFolder("cdk");
});
afterEach(() => rmSync(top, { recursive: true, force: true, maxRetries: 5 }));

const TEMPLATE = { Resources: { Pay: { Type: "AWS::Lambda::Function", Properties: {} } } };

function write(files: Record<string, unknown>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** An assembly with one stack, in a folder. */
function assembly(folder: string, stackName = "Shop"): Record<string, unknown> {
  const properties = { templateFile: "Shop.template.json", stackName };
  const Shop = { type: "aws:cloudformation:stack", environment: "aws://111122223333/us-east-1", properties };
  return {
    [`${folder}/cdk.out`]: { version: "36.0.0" },
    [`${folder}/manifest.json`]: { version: "36.0.0", artifacts: { Shop } },
    [`${folder}/Shop.template.json`]: TEMPLATE,
    [`${folder}/tree.json`]: { version: "tree-0.1", tree: {} },
  };
}

async function run(...paths: string[]): Promise<Report> {
  const outcome = await runPolicy({
    checkout: new DiskCheckout(top),
    paths: paths.length > 0 ? paths : ["."],
    today: "2026-01-01",
  });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

function roots(report: Report): string[] {
  return report.model.deployments.map(({ format, root, stack }) => `${format} ${root} ${stack ?? ""}`);
}

describe("cdk.out", () => {
  test("is found though version control ignores it, and its templates are not read a second time", async () => {
    write({ ".gitignore": "cdk.out\n", "app/cdk.json": { app: "node bin.js" }, ...assembly("app/cdk.out") });
    const report = await run();
    expect(roots(report)).toEqual(["cdk app/cdk.out Shop"]);
    expect(report.model.functions).toHaveLength(1);
    expect(report.diagnostics).toEqual([]);
  });

  test.each(["app", "app/cdk.out", "app/cdk.out/manifest.json"])(
    "is found when the path given is %s",
    async (path) => {
      write({
        ".gitignore": "cdk.out\n",
        "app/cdk.json": { app: "node bin.js" },
        ...assembly("app/cdk.out"),
      });
      expect(roots(await run(path))).toEqual(["cdk app/cdk.out Shop"]);
    },
  );

  test("is read alone where assets hold templates, Terraform and services", async () => {
    write({
      ...assembly("cdk.out"),
      "cdk.out/asset.1f/template.yaml": TEMPLATE,
      "cdk.out/asset.1f/main.tf": 'resource "aws_lambda_function" "x" {}',
      "cdk.out/asset.1f/serverless.yml":
        "service: x\nprovider: { name: aws }\nfunctions: { x: { handler: x } }",
    });
    expect(roots(await run())).toEqual(["cdk cdk.out Shop"]);
    expect(roots(await run("cdk.out"))).toEqual(["cdk cdk.out Shop"]);
  });

  test("may be elsewhere, as cdk.json says, also where that is ignored", async () => {
    write({
      ".gitignore": "build/\n",
      "cdk.json": { app: "node bin.js", output: "build/assembly" },
      ...assembly("build/assembly"),
    });
    expect(roots(await run())).toEqual(["cdk build/assembly Shop"]);
  });

  test("may have any name when it is in the checkout: the CDK marks it", async () => {
    write(assembly("deploy/out"));
    const report = await run();
    expect(roots(report)).toEqual(["cdk deploy/out Shop"]);
    expect(report.model.functions).toHaveLength(1);
  });

  test("of a stage is read with the one that it is in, once", async () => {
    const Prod = {
      type: "cdk:cloud-assembly",
      properties: { directoryName: "assembly-Prod", displayName: "Prod" },
    };
    write({
      "out/cdk.out": "{}",
      "out/manifest.json": { version: "36.0.0", artifacts: { Prod } },
      ...assembly("out/assembly-Prod"),
    });
    expect(roots(await run())).toEqual(["cdk out Shop"]);
  });

  test("is missed, and what to do is said, where an app has none", async () => {
    write({ "infra/cdk.json": { app: "node bin.js" }, "infra/bin.js": "" });
    const { coverage, findings, diagnostics } = await run();
    expect(coverage.unread).toMatchObject([
      {
        kind: "app",
        what: "The CDK app in infra",
        because: "there is no cdk.out/manifest.json next to infra/cdk.json",
        hint: expect.stringContaining("cdk synth"),
        mayHoldFunctions: false,
        calls: [{ at: { file: "infra/cdk.json" } }],
      },
    ]);
    expect(findings).toEqual([]);
    expect(diagnostics).toEqual([]);
    write({ "infra/bin.ts": "new lambda.Function(this, 'Pay', {});" });
    expect((await run()).findings).toMatchObject([
      { ruleId: "infrastructure-read", verdict: "undetermined", subject: "infra/cdk.json" },
    ]);
  });

  test("is not looked for outside the checkout", async () => {
    write({ "cdk.json": { app: "node bin.js", output: "../elsewhere" } });
    expect((await run()).coverage.unread[0]?.because).toBe(
      "there is no ../elsewhere/manifest.json next to cdk.json",
    );
  });
});

test("a manifest.json that is not the CDK's is nobody's", async () => {
  write({ "web/manifest.json": { name: "Shop", artifacts: {} }, "template.json": TEMPLATE });
  expect(roots(await run())).toEqual(["cloudformation template.json "]);
});
