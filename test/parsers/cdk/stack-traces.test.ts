import { expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

const STACK = `import * as cdk from "aws-cdk-lib";
import { Function } from "aws-cdk-lib/aws-lambda";

// What the shop needs.
export class Shop extends cdk.Stack {
  constructor(scope, id) {
    super(scope, id);
    const pay = new Function(this, "Pay", {});
  }
}
`;
const APP = `import { Shop } from "../lib/shop";

new Shop(app, "Shop");
`;
const CREATED = "new Shop (/home/me/app/lib/shop.ts:8:17)";
const CALLED = "Object.<anonymous> (/home/me/app/bin/app.ts:3:1)";

/** Where the function was made, by the stack trace that the assembly has of it. */
async function writtenAt(frames: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const fn = { Type: "AWS::Lambda::Function", Properties: { Role: "r" } };
  const metadata = {
    "/Shop/Pay/Resource": [
      { type: "aws:cdk:creationStack", data: frames },
      { type: "aws:cdk:logicalId", data: "Pay6F77D406" },
    ],
  };
  const artifact = {
    type: "aws:cloudformation:stack",
    environment: "aws://111122223333/eu-west-1",
    properties: { templateFile: "Shop.template.json" },
    metadata,
  };
  const checkout = new MemoryCheckout({
    "lib/shop.ts": STACK,
    "bin/app.ts": APP,
    "cdk.out/manifest.json": JSON.stringify({ version: "50.0.0", artifacts: { Shop: artifact } }),
    "cdk.out/Shop.template.json": JSON.stringify({ Resources: { Pay6F77D406: fn } }),
    ...more,
  });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The run came to nothing.");
  const at = outcome.report.model.functions[0]?.writtenAt;
  return at && `${at.file}:${at.start.line}:${at.start.column}`;
}

it.each([
  ["ts-node", CREATED],
  ["modules", "new Shop (file:///home/me/app/lib/shop.ts:8:17)"],
  ["Windows", "new Shop (C:\\Users\\me\\app\\lib\\shop.ts:8:17)"],
  ["modules on Windows", "new Shop (file:///C:/Users/me/app/lib/shop.ts:8:17)"],
  ["a frame without a name", "/home/me/app/lib/shop.ts:8:17"],
])("finds the line that made a construct: %s", async (_, frame) => {
  const library = "new Function (/home/me/app/node_modules/aws-cdk-lib/aws-lambda/lib/function.js:1:9000)";
  expect(await writtenAt([library, frame, CALLED])).toBe("lib/shop.ts:8:17");
});

it.each([
  ["a column behind the end, of minified code", "new Shop (/home/me/app/lib/shop.ts:1:1234)"],
  ["an import", "new Shop (/home/me/app/lib/shop.ts:1:10)"],
  ["the middle of a word", "new Shop (/home/me/app/lib/shop.ts:8:13)"],
  ["a comment", "new Shop (/home/me/app/lib/shop.ts:4:6)"],
  ["an empty line", "new Shop (/home/me/app/lib/shop.ts:3:1)"],
  ["a line behind the end", "new Shop (/home/me/app/lib/shop.ts:900:5)"],
  ["the middle of nothing", "new Shop (/home/me/app/lib/shop.ts:9:3)"],
  ["compiled code that isn't here", "new Shop (/home/me/app/lib/shop.js:12:19)"],
  ["compiled code in a folder of its own", "new Shop (/home/me/app/dist/lib/shop.js:12:19)"],
])("says nothing rather than another line: %s", async (_, frame) => {
  expect(await writtenAt([frame, CALLED])).toBeUndefined();
});

it("passes over code of tools that isn't here", async () => {
  expect(await writtenAt(["Kernel.create (/tmp/tmp1a2b/lib/program.js:100:5)", CREATED])).toBe(
    "lib/shop.ts:8:17",
  );
});

it("finds compiled code that is in the checkout", async () => {
  const compiled = 'const pay = new aws_lambda_1.Function(this, "Pay", {});\n';
  const frame = "new Shop (/home/me/app/lib/shop.js:1:13)";
  expect(await writtenAt([frame, CALLED], { "lib/shop.js": compiled })).toBe("lib/shop.js:1:13");
});
