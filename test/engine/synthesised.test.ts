import { afterEach, describe, expect, it } from "vitest";
import { DiskCheckout } from "../../src/engine/checkout/disk-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Report } from "../../src/finding.ts";
import { TestRepository } from "../support/git-repository.ts";

type Files = Readonly<Record<string, string>>;

let repository: TestRepository | undefined;
afterEach(() => repository?.remove());

/** What is said of a repository after a step of its workflow, which writes files that git ignores. */
async function reportOf(written: Files, code: Files, paths = ["."]): Promise<Report> {
  repository = new TestRepository();
  repository.commit(code);
  for (const [path, text] of Object.entries(written)) repository.write(path, text);
  const outcome = await runPolicy({
    checkout: new DiskCheckout(repository.path),
    paths,
    today: "2026-06-15",
  });
  if (!("report" in outcome)) throw new Error("There is no policy.");
  return outcome.report;
}

function told({ map, coverage, findings }: Report) {
  return {
    roots: map.map(({ root }) => root),
    unread: coverage.unread.map(({ what, because, mayHoldFunctions }) => ({
      what,
      because,
      mayHoldFunctions,
    })),
    findings: findings
      .filter(({ ruleId }) => ruleId === "reserved-concurrency-required")
      .map(({ at, subject }) => `${at.file}:${at.start.line} ${subject}`),
  };
}

const CDKTF: Files = {
  "app/cdktf.json": "{}",
  "app/main.ts": "new LambdaFunction()",
  ".gitignore": "*.out\n",
};
const STACK = JSON.stringify({
  provider: { aws: [{ region: "eu-west-1" }] },
  resource: { aws_lambda_function: { Parcel_Fn_9: { function_name: "parcel", role: "r" } } },
  terraform: { backend: { local: { path: "parcel.tfstate" } } },
});

describe("the CDK for Terraform", () => {
  it("is read where it was synthesised, though git ignores it", async () => {
    const report = await reportOf({ "app/cdktf.out/stacks/parcel-prod/cdk.tf.json": STACK }, CDKTF);
    expect(told(report)).toEqual({
      roots: ["app/cdktf.out/stacks/parcel-prod"],
      unread: [],
      findings: ["app/cdktf.out/stacks/parcel-prod/cdk.tf.json:1 aws_lambda_function.Parcel_Fn_9"],
    });
  });

  it("is read where its settings say", async () => {
    const code = { ...CDKTF, "app/cdktf.json": '{"output":"made.out"}' };
    const { roots } = told(await reportOf({ "app/made.out/stacks/parcel/cdk.tf.json": STACK }, code));
    expect(roots).toEqual(["app/made.out/stacks/parcel"]);
  });

  it("is unread where it was not, and perhaps old where git tracks it", async () => {
    expect(told(await reportOf({}, CDKTF)).unread).toMatchObject([{ mayHoldFunctions: true }]);
    repository?.remove();
    const tracked = { ...CDKTF, ".gitignore": "", "app/cdktf.out/stacks/parcel/cdk.tf.json": STACK };
    expect(told(await reportOf({}, tracked)).unread).toMatchObject([
      { because: expect.stringContaining("may be older"), mayHoldFunctions: false },
    ]);
  });
});

const TEMPLATE = JSON.stringify({
  Resources: { Parcel: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "parcel" } } },
});
const MANIFEST = JSON.stringify({
  artifacts: {
    "amplify-parcel": {
      type: "aws:cloudformation:stack",
      environment: "aws://unknown-account/unknown-region",
      properties: { templateFile: "amplify-parcel.template.json" },
    },
  },
});
const AMPLIFY: Files = {
  "web/amplify/backend.ts": "defineBackend({ hello: defineFunction() });",
  ".gitignore": ".amplify\n",
};

describe("an Amplify backend", () => {
  it("is read where it was synthesised, though git ignores it", async () => {
    const at = "web/.amplify/artifacts/cdk.out";
    const written = { [`${at}/manifest.json`]: MANIFEST, [`${at}/amplify-parcel.template.json`]: TEMPLATE };
    expect(told(await reportOf(written, AMPLIFY))).toEqual({
      roots: [at],
      unread: [],
      findings: [`${at}/amplify-parcel.template.json:1 Parcel`],
    });
  });

  it("is unread where it was not", async () => {
    expect(told(await reportOf({}, AMPLIFY)).unread).toMatchObject([
      { what: "The Amplify backend in web/amplify/backend.ts", mayHoldFunctions: true },
    ]);
  });
});

const CHALICE: Files = { "api/.chalice/config.json": "{}", "api/app.py": "", ".gitignore": "packaged*\n" };
const SAM = JSON.stringify({
  Transform: "AWS::Serverless-2016-10-31",
  Resources: { APIHandler: { Type: "AWS::Serverless::Function", Properties: { Handler: "app.app" } } },
});

describe("a Chalice app", () => {
  it("is read where it was packaged, for each stage, though git ignores it", async () => {
    const written = { "api/packaged/sam.json": SAM, "api/packaged-prod/sam.json": SAM };
    expect(told(await reportOf(written, CHALICE))).toMatchObject({
      roots: ["api/packaged-prod/sam.json", "api/packaged/sam.json"],
      unread: [],
    });
  });

  it("is unread where it was not", async () => {
    expect(told(await reportOf({}, CHALICE)).unread).toMatchObject([{ mayHoldFunctions: true }]);
  });
});

describe("what sam build wrote", () => {
  const inner =
    "Parameters: { Reserved: { Type: Number } }\nResources:\n  Parcel:\n    Type: AWS::Serverless::Function\n    Properties:\n      FunctionName: parcel\n      ReservedConcurrentExecutions: !Ref Reserved\n";
  const outer = (location: string) =>
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  Inner:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: ${location}\n      Parameters: { Reserved: 7 }\n`;
  const BUILT: Files = {
    ".aws-sam/build/template.yaml": outer("Inner/template.yaml"),
    ".aws-sam/build/Inner/template.yaml": inner,
  };

  it("stands for its sources, with what the parent gives to nested templates", async () => {
    const code = { "template.yaml": outer("./inner/template.yaml"), "inner/template.yaml": inner };
    const report = await reportOf(BUILT, code, [".aws-sam/build"]);
    expect(told(report).roots).toEqual(["template.yaml"]);
    expect(report.model.functions.map(({ reservedConcurrency }) => reservedConcurrency)).toMatchObject([
      { state: "known", value: 7, at: { file: "template.yaml" } },
    ]);
  });

  it("stands for a source elsewhere that SAM's settings name", async () => {
    const code = {
      "samconfig.toml": '[default.build.parameters]\ntemplate_file = "infra/stack.yaml"\n',
      "infra/stack.yaml": outer("../inner/template.yaml"),
      "inner/template.yaml": inner,
    };
    expect(told(await reportOf(BUILT, code, [".aws-sam/build"])).roots).toEqual(["infra/stack.yaml"]);
  });

  it("is read itself where its source isn't here", async () => {
    const report = await reportOf(BUILT, { "README.md": "" }, [".aws-sam/build"]);
    expect(told(report).roots).toEqual([".aws-sam/build/template.yaml"]);
    expect(report.model.functions.map(({ reservedConcurrency }) => reservedConcurrency)).toMatchObject([
      { state: "known", value: 7 },
    ]);
  });
});
