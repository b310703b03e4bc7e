import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

type Files = Readonly<Record<string, string>>;

async function unreadIn(files: Files) {
  const outcome = await runPolicy({ checkout: new MemoryCheckout(files), paths: ["."], today: "2026-06-15" });
  if (!("report" in outcome)) throw new Error("There is no policy.");
  return outcome.report.coverage.unread;
}

const FUNCTION = 'new aws.lambda.Function("pay", {});';

/** What is used, what it is called, and the command that makes something readable of it. */
const FOUND: readonly [tool: string, files: Files, file: string, command: RegExp][] = [
  [
    "Pulumi",
    { "a/Pulumi.yaml": "name: a\n", "a/index.ts": FUNCTION },
    "a/Pulumi.yaml",
    /pulumi preview --json/,
  ],
  ["SST", { "sst.config.ts": "export default $config({});" }, "sst.config.ts", /sst state export/],
  [
    "CDK for Terraform",
    { "cdktf.json": "{}", "main.ts": "new LambdaFunction()" },
    "cdktf.json",
    /cdktf synth/,
  ],
  ["Architect", { "app.arc": "@app\nshop\n" }, "app.arc", /arc deploy --dry-run/],
  ["Chalice", { "c/.chalice/config.json": "{}" }, "c/.chalice/config.json", /chalice package/],
  ["Zappa", { "zappa_settings.json": "{}" }, "zappa_settings.json", /reserved-elsewhere/],
  ["Amplify", { "amplify/backend.ts": "defineFunction()" }, "amplify/backend.ts", /ampx sandbox/],
  [
    "ACK",
    { "k.yaml": "apiVersion: lambda.services.k8s.aws/v1alpha1\nkind: Function\n" },
    "k.yaml",
    /reserved-elsewhere/,
  ],
  [
    "Crossplane",
    { "x.yml": "apiVersion: lambda.aws.upbound.io/v1beta1\nkind: Function\n" },
    "x.yml",
    /reserved-elsewhere/,
  ],
];

describe("tools that are not read", () => {
  it.each(FOUND)("are named: %s", async (_, files, file, command) => {
    expect(await unreadIn(files)).toMatchObject([
      {
        kind: "app",
        mayHoldFunctions: true,
        hint: expect.stringMatching(command),
        calls: [{ address: file }],
      },
    ]);
  });

  it.each<[string, Files]>([
    ["a deployment of Kubernetes", { "k.yaml": "apiVersion: apps/v1\nkind: Deployment\n" }],
    ["an app of Flask", { "app.py": "from flask import Flask\n" }],
    ["a configuration elsewhere", { "config.json": "{}", "src/config.json": "{}" }],
  ])("are not found in %s", async (_, files) => {
    expect(await unreadIn(files)).toEqual([]);
  });

  it("are read where a document of theirs is there", async () => {
    const urn = "urn:pulumi:production::web::sst:aws:Function::Api";
    const state = { latest: { resources: [{ urn, type: "sst:aws:Function", custom: false }] } };
    const files = {
      "sst.config.ts": 'export default $config({ app: () => ({ name: "web" }) });',
      "sst.json": JSON.stringify(state),
    };
    expect(await unreadIn(files)).toEqual([]);
    const other = { ...files, "sst.config.ts": 'export default $config({ app: () => ({ name: "shop" }) });' };
    expect(await unreadIn(other)).toMatchObject([{ because: "it is code, which is not run" }]);
  });

  it("are no finding where their program surely has nothing to do with Lambda", async () => {
    const files = { "a/Pulumi.yaml": "name: a\n", "a/index.ts": 'new aws.s3.Bucket("b");' };
    expect(await unreadIn(files)).toMatchObject([{ kind: "app", mayHoldFunctions: false }]);
  });
});
