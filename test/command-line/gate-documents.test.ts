import { afterEach, beforeEach, expect, test } from "vitest";
import { callIn } from "../support/command-line.ts";
import { TestRepository } from "../support/git-repository.ts";

const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const preview = (reserved: number) => {
  const inputs = { name: "pay", reservedConcurrentExecutions: reserved };
  const pay = { urn: urn("aws:lambda/function:Function", "pay"), type: "aws:lambda/function:Function" };
  const stack = { urn: urn("pulumi:pulumi:Stack", "shop-prod"), type: "pulumi:pulumi:Stack" };
  return JSON.stringify({
    config: { "aws:region": "eu-west-1" },
    steps: [
      { op: "create", urn: stack.urn, newState: { ...stack, custom: false } },
      { op: "create", urn: pay.urn, newState: { ...pay, custom: true, inputs, outputs: inputs } },
    ],
    changeSummary: { create: 2 },
  });
};
const PROGRAM = { "Pulumi.yaml": "name: shop\nruntime: nodejs\ndescription: functions of the shop\n" };
const CODE = "new aws.lambda.Function('pay', { reservedConcurrentExecutions: 50 });\n";
const BASE = { ...PROGRAM, "index.ts": CODE, "preview.json": preview(50) };

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.commit(BASE);
  repository.git("checkout", "--quiet", "-b", "change");
});
afterEach(() => repository.remove());

async function gate() {
  const { exitCode, out } = await callIn(repository.path, "run", "--base", "main", "--format", "json");
  const { findings } = JSON.parse(out);
  return { exitCode, said: findings.map(({ message }: { message: string }) => message).join("\n") };
}

test("a preview that a change takes away, while its program stays, fails its gate", async () => {
  repository.git("rm", "--quiet", "preview.json");
  repository.commit({});
  const { exitCode, said } = await gate();
  expect(exitCode).toBe(1);
  expect(said).toContain(
    "The base reads functions in preview.json, which is not here any more. The Pulumi program in Pulumi.yaml still is",
  );
});

test("one that is called otherwise is still one", async () => {
  repository.git("mv", "preview.json", "prod.json");
  repository.commit({});
  expect((await gate()).exitCode).toBe(0);
});

test("a program that goes with its preview takes its functions with it", async () => {
  repository.git("rm", "--quiet", "preview.json", "Pulumi.yaml", "index.ts");
  repository.commit({ "README.md": "Nothing is deployed from here any more." });
  expect((await gate()).exitCode).toBe(0);
});

test("a number that the preview of a change has counts", async () => {
  repository.commit({ "preview.json": preview(950) });
  const { exitCode, said } = await gate();
  expect(exitCode).toBe(1);
  expect(said).toContain("50 too many");
});

const template = (reserved: number) => ({
  Resources: {
    Pay: { Type: "AWS::Lambda::Function", Properties: { ReservedConcurrentExecutions: reserved } },
  },
});
const MANIFEST = {
  version: "38.0.0",
  artifacts: {
    shop: {
      type: "aws:cloudformation:stack",
      environment: "aws://111122223333/eu-west-1",
      properties: { templateFile: "shop.template.json" },
    },
  },
};
const ASSEMBLY = {
  "app/cdk.json": '{ "app": "npx tsx bin/shop.ts" }',
  "app/bin/shop.ts": "new lambda.Function(stack, 'Pay');",
  "app/cdk.out/manifest.json": JSON.stringify(MANIFEST),
  "app/cdk.out/shop.template.json": JSON.stringify(template(50)),
};

test("an assembly of the CDK that a change takes away, while its app stays, fails its gate", async () => {
  repository.git("checkout", "--quiet", "main");
  repository.commit(ASSEMBLY);
  repository.git("checkout", "--quiet", "-B", "change");
  repository.git("rm", "-r", "--quiet", "app/cdk.out");
  repository.commit({});
  const { exitCode, said } = await gate();
  expect(exitCode).toBe(1);
  expect(said).toContain("which is not here any more. The CDK app in app still is");
});

test("an assembly that a change leaves while it alters the app, or alters alone, is told of", async () => {
  repository.git("checkout", "--quiet", "main");
  repository.commit(ASSEMBLY);
  for (const [files, message] of [
    [
      { "app/bin/shop.ts": "new lambda.Function(stack, 'Paid');" },
      "git tracks app/cdk.out/manifest.json, which was read in its place, and this change leaves it as it is while it alters app/bin/shop.ts.",
    ],
    [
      { "app/cdk.out/shop.template.json": JSON.stringify(template(40)) },
      "git tracks app/cdk.out/shop.template.json, which was read in its place, and this change alters it, but nothing of the program that it is made of.",
    ],
  ] as const) {
    repository.git("checkout", "--quiet", "-B", "change", "main");
    repository.commit(files);
    expect((await gate()).said).toContain(message);
  }
});

const ALTERED = CODE.replace("50", "950");

test.each([
  [
    "leaves while it alters the program",
    { "index.ts": ALTERED },
    "git tracks preview.json, which was read in its place, and this change leaves it as it is while it alters index.ts.",
  ],
  [
    "leaves while it adds to the program",
    { "functions/refund.py": "def handler(): pass\n" },
    "and this change leaves it as it is while it alters functions/refund.py.",
  ],
  [
    "leaves while it alters what its stacks are given",
    { "Pulumi.prod.yaml": "config:\n  shop:reserved: 950\n" },
    "and this change leaves it as it is while it alters Pulumi.prod.yaml.",
  ],
  [
    "alters alone",
    { "preview.json": preview(40) },
    "git tracks preview.json, which was read in its place, and this change alters it, but nothing of the program that it is made of.",
  ],
])("a preview that a change %s is told of, and not called wrong", async (_, files, message) => {
  repository.commit(files);
  const { exitCode, said } = await gate();
  expect(said).toContain(message);
  expect(exitCode).toBe(0);
});

test.each([
  ["alters with the program", { "index.ts": ALTERED, "preview.json": preview(60) }],
  ["alters with a version that it uses", { "package.json": "{}", "preview.json": preview(60) }],
  ["leaves while it alters what isn't of the program", { "README.md": "Read me.\n" }],
  ["leaves while it alters a test", { "index.test.ts": "test();\n", "test/pay.ts": "test();\n" }],
  [
    "leaves while it alters another program",
    { "site/Pulumi.yaml": "name: site\n", "site/index.ts": "site();\n" },
  ],
])("a preview that a change %s is read as before", async (_, files) => {
  repository.commit(files);
  const { exitCode, said } = await gate();
  expect(said).not.toContain("preview.json, which was read in its place");
  expect(exitCode).toBe(0);
});

test("of the previews of several stacks each is told by itself", async () => {
  const test = preview(5)
    .replaceAll("::prod::", "::test::")
    .replaceAll("urn:pulumi:prod:", "urn:pulumi:test:");
  repository.git("checkout", "--quiet", "main");
  repository.commit({ "test.json": test });
  repository.git("checkout", "--quiet", "-B", "change");
  repository.commit({ "index.ts": ALTERED, "test.json": test.replaceAll("5}", "6}") });
  const { said } = await gate();
  expect(said).toContain(
    "git tracks preview.json, which was read in its place, and this change leaves it as it is",
  );
});
