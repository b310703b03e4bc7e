import { describe, expect, it } from "vitest";
import { TemplateResource } from "../../../src/parsers/cloudformation/resources/template-resource.ts";
import { HERE } from "../../model/support.ts";
import { shortly, templateOf } from "./support.ts";

const HEAD = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Free: { Type: String }
  Names: { Type: CommaDelimitedList, Default: "a, b" }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsFree: !Equals [!Ref Free, "yes"]
  Sure: !Equals [a, a]
  Unsure: !Not [!Condition Sure]
`;
const DEV = { "parameter:Stage": "dev" };
const PROD = { "parameter:Stage": "prod" };
const FREE = expect.stringContaining("parameter Free has no value in prod");

/** A resource whose property `It` is written so. */
function resource(property: string): TemplateResource {
  const template = templateOf(
    `${HEAD}Resources: { It: { Type: AWS::Lambda::Alias, Properties: { It: ${property} } } }\n`,
  );
  const entry = template.resource("It");
  if (!entry) throw new Error("the template has the resource");
  return new TemplateResource(template, entry);
}

/** The blocks of the property: the number in each, and when it is there; why they are unknown; or null for none. */
function blocks(property: string) {
  const value = resource(property).blocks("it");
  if (value.state !== "known") return value.state === "unset" ? null : value.because;
  return value.value.map((block) => {
    const number = shortly(block.number("n"));
    if (!block.presence) return [number];
    const { when, otherwise } = block.presence;
    return [number, { when, otherwise }];
  });
}

describe("blocks", () => {
  it("are an object, the objects of a list, or none", () => {
    expect(blocks("{ N: 1 }")).toEqual([[1]]);
    expect(blocks("[{ N: 1 }, { N: 2 }]")).toEqual([[1], [2]]);
    expect(blocks("[]")).toBe(null);
    expect(blocks("null")).toBe(null);
    expect(blocks("!Ref AWS::NoValue")).toBe(null);
    expect(blocks("5")).toBe("it is not an object");
    expect(blocks("!Ref Free")).toEqual(FREE);
  });

  it("are the branch of a condition that is decided", () => {
    expect(blocks("!If [Sure, { N: 1 }, { N: 2 }]")).toEqual([[1]]);
    expect(blocks("!If [Unsure, { N: 1 }, { N: 2 }]")).toEqual([[2]]);
    expect(blocks("!If [Unsure, { N: 1 }, !Ref AWS::NoValue]")).toBe(null);
  });

  it("are there under the outcomes of a condition that isn't, and not under the others", () => {
    expect(blocks("!If [IsProd, { N: 1 }, !Ref AWS::NoValue]")).toEqual([
      [1, { when: [PROD], otherwise: [DEV] }],
    ]);
    expect(blocks("!If [IsProd, !Ref AWS::NoValue, { N: 1 }]")).toEqual([
      [1, { when: [DEV], otherwise: [PROD] }],
    ]);
    expect(blocks("!If [IsFree, { N: 1 }, !Ref AWS::NoValue]")).toEqual([
      [1, { when: [{ "condition:IsFree": "true" }], otherwise: [{ "condition:IsFree": "false" }] }],
    ]);
  });

  it("are unknown where both branches have some", () => {
    expect(blocks("!If [IsFree, { N: 1 }, { N: 2 }]")).toEqual(FREE);
    expect(blocks("!If [IsFree, { N: 1 }]")).toBe("Fn::If takes a condition and two values");
  });

  it("are unknown where one of a list's is", () => {
    expect(blocks("[{ N: 1 }, !Ref Free]")).toEqual(FREE);
    expect(blocks("[{ N: 1 }, !If [IsProd, { N: 2 }, !Ref AWS::NoValue]]")).toEqual([
      [1],
      [2, { when: [PROD], otherwise: [DEV] }],
    ]);
  });
});

describe("a number", () => {
  it("may be written as a text", () => {
    expect(shortly(resource("5").number("it"))).toBe(5);
    expect(shortly(resource("'5'").number("it"))).toBe(5);
    expect(shortly(resource("1.5").number("it"))).toBe(1.5);
  });

  it("is one of its alternatives, each under its outcome", () => {
    expect(shortly(resource("!If [IsProd, 100, !Ref AWS::NoValue]").number("it"))).toEqual([
      [null, DEV],
      [100, PROD],
    ]);
  });

  it("is never made of a text that is none", () => {
    expect(shortly(resource("lots").number("it"))).toBe('"lots" is not a number');
    expect(shortly(resource("!If [IsFree, 100, lots]").number("it"))).toEqual(FREE);
  });

  it("is unset where it isn't written", () => {
    expect(shortly(resource("5").number("other"))).toBe(null);
  });
});

describe("a list of texts", () => {
  const strings = (property: string) => shortly(resource(property).strings("it"));

  it("is written out, or given by a function", () => {
    expect(strings("[a, !Ref AWS::Region]")).toEqual(["a", "eu-central-1"]);
    expect(strings("!Ref Names")).toEqual(["a", "b"]);
    expect(strings("null")).toBe(null);
  });

  it("is unknown where an item is, or where it is no list", () => {
    expect(strings("[a, !Ref Free]")).toEqual(FREE);
    expect(strings("[a, !Ref AWS::NoValue]")).toBe("it is not a list");
    expect(strings("a")).toBe("it is not a list");
  });
});

describe("a property that may be added when the stack is deployed", () => {
  it("is unknown", () => {
    const template = templateOf(`
Resources:
  It:
    Type: AWS::Lambda::Alias
    Properties: { Written: 1, "Fn::Transform": { Name: Team } }
`);
    const entry = template.resource("It");
    const it = entry && new TemplateResource(template, entry);
    expect(it && shortly(it.number("written"))).toBe(1);
    expect(it && shortly(it.number("other"))).toMatch(/^Fn::Transform/);
  });
});

describe("a parameter", () => {
  const parameter = (declared: string, given: Readonly<Record<string, string>> = {}) =>
    shortly(templateOf(`Parameters: { It: ${declared} }\nResources: {}\n`, given).named("It", HERE).value);

  it("that is the name of a stored value is unknown, whatever is given", () => {
    const stored = "parameter It is read from the parameter store (SSM) when the stack is deployed";
    expect(parameter("{ Type: AWS::SSM::Parameter::Value<Number>, Default: /cap }")).toBe(stored);
    expect(parameter("{ Type: AWS::SSM::Parameter::Value<Number> }", { It: "/cap" })).toBe(stored);
  });

  it("is its default where nothing is given, unless the default is no value yet", () => {
    expect(parameter("{ Type: Number, Default: 5 }")).toBe("5");
    expect(parameter("{ Type: Number, Default: null }")).toMatch(/^parameter It has no value in prod/);
    expect(parameter("{ Type: String, Default: '{{resolve:ssm:cap}}' }")).toBe(
      "parameter It is resolved when the stack is deployed",
    );
  });
});
