import { expect, it } from "vitest";
import { MemoryCheckout } from "../../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../../src/engine/run.ts";

/** What aws-sam-translator 1.110 says to `AutoPublishAlias: …`. */
const SPELLINGS = {
  accepts: [
    "live",
    '"live"',
    '""',
    "~",
    "null",
    "",
    '"yes"',
    "!Ref Stage",
    "{ Ref: Stage }",
    "!Ref AWS::Region",
    "!Ref AWS::Partition",
  ],
  refuses: [
    "5",
    "1.5",
    "0",
    "true",
    "false",
    "yes",
    "Off",
    "2024-01-01",
    '"123"',
    '"a b"',
    "$LATEST",
    "{ a: b }",
    "{}",
    "[live]",
    "[]",
    "{ Ref: Stage, and: more }",
    "!If [Prod, live, other]",
    "!If [Prod, live, !Ref AWS::NoValue]",
    "!Sub live",
    '!Join ["", [a, b]]',
    "!FindInMap [Names, all, alias]",
    "!GetAtt Topic.TopicName",
    "!ImportValue alias",
    "!Select [0, [a, b]]",
    "!Ref AWS::NoValue",
    "!Ref AWS::StackName",
    "!Ref Topic",
    "!Ref Nothing",
    "!Ref Empty",
    "!Ref Digits",
    "!Ref Number",
  ],
};

async function refusals(own: string, globals = ""): Promise<string[]> {
  const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
  Empty: { Type: String, Default: "" }
  Digits: { Type: String, Default: "123" }
  Number: { Type: Number, Default: 5 }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Mappings: { Names: { all: { alias: live } } }
${globals}
Resources:
  Topic: { Type: AWS::SNS::Topic }
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
${own}
`;
  const checkout = new MemoryCheckout({ "template.yaml": template });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome)) throw new Error("The run came to nothing.");
  const { diagnostics } = outcome.report;
  return diagnostics.map(({ message }) => message).filter((text) => text.includes("AutoPublishAlias on Pay"));
}

const own = (spelling: string) => `      AutoPublishAlias: ${spelling}`;
const globals = (spelling: string) => `Globals: { Function: { AutoPublishAlias: ${spelling} } }`;

it.each(SPELLINGS.accepts)("says nothing of AutoPublishAlias: %s", async (spelling) => {
  expect(await refusals(own(spelling))).toEqual([]);
});

it.each(SPELLINGS.refuses)("says that SAM rejects AutoPublishAlias: %s", async (spelling) => {
  expect(await refusals(own(spelling))).toHaveLength(1);
});

it.each([
  ["null", 0],
  ['""', 0],
  ["!Ref AWS::NoValue", 1],
  ["!If [Prod, live, !Ref AWS::NoValue]", 1],
  ["false", 1],
])("says the same of %s over a name in Globals", async (spelling, count) => {
  expect(await refusals(own(spelling), globals("live"))).toHaveLength(count);
});

it("holds what Globals give against the same rule, unless the function has its own", async () => {
  expect(await refusals("", globals("!Ref AWS::NoValue"))).toHaveLength(1);
  expect(await refusals("", globals("!If [Prod, live, other]"))).toHaveLength(1);
  expect(await refusals(own("live"), globals("!Ref AWS::NoValue"))).toEqual([]);
});
