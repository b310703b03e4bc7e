import { expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import { renderModel } from "../../src/reporters/json/model.ts";
import { renderModelTable } from "../../src/reporters/text/model.ts";
import { viewFor } from "../../src/reporters/text/view.ts";

const PLAIN = viewFor({ colour: false, shown: (file: string) => file });

const FILES = {
  "policy.yml": `environments:
  prod: { production: true, account: "111122223333", regions: [eu-west-1], cloudformation: { parameters: { Stage: prod } } }
  test: { account: "444455556666", regions: [eu-west-1], cloudformation: { parameters: { Stage: test } } }
  dev: { account: "444455556666", regions: [eu-west-1], cloudformation: { parameters: { Stage: dev } } }
`,
  "app.yaml": `Parameters: { Stage: { Type: String, AllowedValues: [test, dev] }, Extra: { Type: String } }
Conditions: { HasExtra: !Equals [!Ref Extra, "yes"] }
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: { ReservedConcurrentExecutions: 5 }
  Extra:
    Type: AWS::Lambda::Function
    Condition: HasExtra
    Properties: { ReservedConcurrentExecutions: 7 }
`,
};

async function report() {
  const checkout = new MemoryCheckout(FILES);
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-06-15", withEvidence: true });
  if (!("report" in outcome)) throw new Error("The policy is wrong.");
  return outcome.report;
}

it("the table begins with the map, folds environments that are equal, and says what may exist", async () => {
  expect(renderModelTable(await report(), [], PLAIN)).toBe(`What is deployed where
  root                       environment        account       region     why
  app.yaml (cloudformation)  prod (production)  111122223333  eu-west-1  not deployed: its parameter Stage takes only "test", "dev", and prod gives "prod"
  app.yaml (cloudformation)  test, dev          444455556666  eu-west-1  parameter Stage of app.yaml allows it

app.yaml (cloudformation)
  function           environment  region     reserved  provisioned  aliases  decided at
  Extra (may exist)  test, dev    eu-west-1  7         0            –        app.yaml:10:49
  Orders             test, dev    eu-west-1  5         0            –        app.yaml:6:49
`);
});

it("the JSON has the map", async () => {
  const { map } = JSON.parse(renderModel(await report(), []));
  expect(map).toEqual([
    {
      root: "app.yaml",
      format: "cloudformation",
      environment: "prod",
      production: true,
      account: "111122223333",
      region: "eu-west-1",
      deployed: false,
      because: 'its parameter Stage takes only "test", "dev", and prod gives "prod"',
    },
    ...["test", "dev"].map((environment) => ({
      root: "app.yaml",
      format: "cloudformation",
      environment,
      production: false,
      account: "444455556666",
      region: "eu-west-1",
      deployed: true,
      because: "parameter Stage of app.yaml allows it",
    })),
  ]);
});
