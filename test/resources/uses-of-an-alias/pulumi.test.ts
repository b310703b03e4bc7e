import { describe, expect, it } from "vitest";
import { saidOf } from "./reachable.ts";

const ARN = "arn:aws:lambda:eu-west-1:111122223333:function:pay";
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;

interface Resource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  old?: Record<string, unknown>;
}

const ALIAS: Resource = {
  type: "aws:lambda/alias:Alias",
  name: "live",
  inputs: { name: "live", functionName: "pay", functionVersion: "1" },
  outputs: {
    name: "live",
    functionName: "pay",
    functionVersion: "1",
    arn: `${ARN}:live`,
    invokeArn: `${ARN}:live`,
  },
};
const PAY: Resource[] = [
  {
    type: "aws:lambda/function:Function",
    name: "pay",
    inputs: { name: "pay", publish: true, reservedConcurrentExecutions: 50 },
    outputs: { name: "pay", arn: ARN, version: "1" },
  },
  ALIAS,
  {
    type: "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    name: "live",
    inputs: { functionName: "pay", qualifier: "live", provisionedConcurrentExecutions: 5 },
  },
];

const nightly = (arn: string, old?: string): Resource => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  name: "nightly",
  inputs: { rule: "nightly", arn },
  ...(old === undefined ? {} : { old: { rule: "nightly", arn: old } }),
});

function preview(resources: readonly Resource[], outputs: Record<string, unknown> = {}): string {
  const stack = { urn: urn("pulumi:pulumi:Stack", "shop-prod"), type: "pulumi:pulumi:Stack", custom: false };
  const steps = resources.map(({ type, name, inputs, outputs: given, old }) => {
    const state = { urn: urn(type, name), custom: true, type };
    return {
      op: old ? "update" : "same",
      urn: state.urn,
      oldState: { ...state, inputs: old ?? inputs, outputs: given ?? old ?? inputs },
      newState: { ...state, inputs, outputs: given ?? inputs },
    };
  });
  const top = {
    op: "same",
    urn: stack.urn,
    oldState: { ...stack, outputs },
    newState: { ...stack, outputs },
  };
  return JSON.stringify({ config: { "aws:region": "eu-west-1" }, steps: [top, ...steps] }, undefined, 2);
}

describe("an alias with provisioned concurrency, in a preview of Pulumi", () => {
  it("is called by what will be", async () => {
    expect(await saidOf({ "preview.json": preview([...PAY, nightly(`${ARN}:live`)]) })).toEqual([]);
  });

  it("is called by nothing where all that is called is the function", async () => {
    expect(await saidOf({ "preview.json": preview([...PAY, nightly(ARN)]) })).toEqual(["violation"]);
  });

  it("is not called any more by what was", async () => {
    const files = { "preview.json": preview([...PAY, nightly(ARN, `${ARN}:live`)]) };
    expect(await saidOf(files)).toEqual(["violation"]);
  });

  it("may be called by whoever reads what the stack hands on", async () => {
    const files = { "preview.json": preview([...PAY, nightly(ARN)], { pay: `${ARN}:live` }) };
    expect(await saidOf(files)).toEqual([]);
  });

  it("is called by a script beside the document", async () => {
    const files = {
      "preview.json": preview([...PAY, nightly(ARN)]),
      "warm.sh": `aws lambda invoke --function-name ${ARN}:live out\n`,
    };
    expect(await saidOf(files)).toEqual([]);
  });
  // Each of them looked through all before it: that took minutes.
  it("is looked for in a document that says outputs over and over", async () => {
    const files = {
      "preview.json": preview([...PAY, nightly(ARN)]),
      "hostile.json": `{"urn": "urn:pulumi:prod::shop", ${'"outputs": {}, '.repeat(300_000)}"pay": "live"}`,
    };
    expect(await saidOf(files)).toEqual(["violation"]);
  });
});
