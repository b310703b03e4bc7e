import { describe, expect, it } from "vitest";
import cloudformation from "../../../src/parsers/cloudformation/index.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";
import { shortly } from "./support.ts";

const HEAD = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Never: !Equals [a, b]
  IsThere: !Equals [a, a]
Resources:
`;
const INNER = `
Transform: TeamMacro
Parameters:
  Stage: { Type: String, Default: prod }
  Cap: { Type: Number, Default: 1 }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Always: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !Ref Cap } }
  Prod: { Type: AWS::Lambda::Function, Condition: IsProd }
`;
const DEV = { "parameter:Stage": "dev" };
const PROD = { "parameter:Stage": "prod" };

function parsed(template: string) {
  const files = { "template.yaml": `${HEAD}${template}`, "inner.yaml": INNER };
  const root = { format: "cloudformation", path: "template.yaml" } as const;
  return cloudformation.parse(root, inputsFor("prod"), new MemoryFileSystem(files));
}

/** How many there are of each function, by its address. */
function instances(template: string) {
  return Object.fromEntries(parsed(template).resources.functions.map((fn) => [fn.address, fn.instances]));
}

const nested = (condition: string, parameters = "{ Stage: !Ref Stage }") => `
  Stack:
    Type: AWS::CloudFormation::Stack
    Condition: ${condition}
    Properties: { TemplateURL: inner.yaml, Parameters: ${parameters} }
`;

describe("what exists in a template", () => {
  it("isn't there under a condition that is decided false", () => {
    expect(
      instances(`
  Gone: { Type: AWS::Lambda::Function, Condition: Never }
  There: { Type: AWS::Lambda::Function }
`),
    ).toEqual({ There: { atLeast: 1, atMost: 1 } });
  });

  it("is there under the outcomes of a condition that isn't decided", () => {
    expect(instances("  Fn: { Type: AWS::Lambda::Function, Condition: IsProd }\n")).toEqual({
      Fn: { atLeast: 0, atMost: 1, when: [PROD], otherwise: [DEV] },
    });
  });
});

describe("what exists in a nested stack", () => {
  it("is there where the stack is, and where its own condition holds", () => {
    expect(instances(nested("IsProd"))).toEqual({
      "Stack/Always": { atLeast: 0, atMost: 1, when: [PROD], otherwise: [DEV] },
      "Stack/Prod": { atLeast: 0, atMost: 1, when: [PROD], otherwise: [DEV] },
    });
  });

  it("isn't there where the two exclude each other", () => {
    expect(instances(nested("IsDev"))).toEqual({
      "Stack/Always": { atLeast: 0, atMost: 1, when: [DEV], otherwise: [PROD] },
    });
  });

  it("isn't there where the stack isn't", () => {
    expect(instances(nested("Never"))).toEqual({});
    expect(parsed(nested("Never")).diagnostics).toEqual([]);
    expect(parsed(nested("IsProd")).diagnostics).toHaveLength(1);
  });
});

describe("a parameter of a nested stack", () => {
  /** The reserved concurrency of the nested function. */
  const reserved = (given: string) => {
    const { functions } = parsed(nested("IsThere", given)).resources;
    const fn = functions.find(({ address }) => address === "Stack/Always");
    return fn && shortly(fn.reservedConcurrency);
  };

  it("is what it is given, under the outcomes that it is under", () => {
    expect(reserved("{ Cap: 5 }")).toBe(5);
    expect(reserved("{ Cap: !If [IsProd, 5, 3] }")).toEqual([
      [3, DEV],
      [5, PROD],
    ]);
  });

  it("is its default where it is given nothing", () => {
    expect(reserved("{ Cap: !Ref AWS::NoValue }")).toBe(1);
    expect(reserved("{ Cap: !If [IsProd, 5, !Ref AWS::NoValue] }")).toEqual([
      [1, DEV],
      [5, PROD],
    ]);
  });

  it("comes from its default by one step", () => {
    const { functions } = parsed(nested("IsThere", "{ Cap: !If [IsProd, 1, !Ref AWS::NoValue] }")).resources;
    const fn = functions.find(({ address }) => address === "Stack/Always");
    expect(fn?.reservedConcurrency).toMatchObject({ value: 1, trace: [{ what: "parameter Cap" }] });
  });
});
