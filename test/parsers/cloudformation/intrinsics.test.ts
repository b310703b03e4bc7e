import { describe, expect, it } from "vitest";
import { evaluated, shortly } from "./support.ts";

const HEAD = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Size: { Type: String, AllowedValues: [s, m, l] }
  Free: { Type: String }
  Names: { Type: CommaDelimitedList, Default: "a, b" }
  Default: { Type: String, Default: given }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsFree: !Equals [!Ref Free, "yes"]
  Sure: !Equals [a, a]
Mappings:
  Caps:
    dev: { s: 1, m: 2 }
    prod: { s: 10, m: 20, l: 30 }
  Pools:
    prod: { Cap: 100 }
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Other: { Type: AWS::Lambda::Function }
`;
const DEV = { "parameter:Stage": "dev" };
const PROD = { "parameter:Stage": "prod" };
const FREE = "parameter Free has no value in prod";

const value = (expression: string) => shortly(evaluated(expression, HEAD).value);

describe("Fn::If", () => {
  it("is one branch where the condition is decided", () => {
    expect(value("!If [Sure, 5, 1]")).toBe("5");
    expect(value("!If [Sure, !Ref AWS::NoValue, 1]")).toBe(null);
  });

  it("is both where it isn't, each under its outcome", () => {
    expect(value("!If [IsProd, 100, 1]")).toEqual([
      ["1", DEV],
      ["100", PROD],
    ]);
    expect(value("!If [IsProd, 100, !Ref AWS::NoValue]")).toEqual([
      [null, DEV],
      ["100", PROD],
    ]);
    expect(value("!If [IsFree, 9, 8]")).toEqual([
      ["9", { "condition:IsFree": "true" }],
      ["8", { "condition:IsFree": "false" }],
    ]);
  });

  it("is known where both branches are the same", () => {
    expect(value("!If [IsProd, 7, 7]")).toBe("7");
  });

  it("never takes a branch within a branch that excludes it", () => {
    expect(value("!If [IsProd, !If [IsProd, 100, 50], 1]")).toEqual([
      ["1", DEV],
      ["100", PROD],
    ]);
    expect(value("!If [IsProd, !Ref Stage, x]")).toEqual([
      ["x", DEV],
      ["prod", PROD],
    ]);
  });

  it("is unknown with the reason of the branch that is, else of the condition", () => {
    expect(evaluated("!If [IsProd, !Ref Free, 1]", HEAD).value).toMatchObject({
      because: expect.stringContaining(FREE),
    });
    expect(evaluated("!If [IsFree, 9, 8]", HEAD).value).toMatchObject({
      because: expect.stringContaining(FREE),
    });
    expect(value("!If [IsProd, 1]")).toBe("Fn::If takes a condition and two values");
  });

  it("mentions what its branches do, each as one of them", () => {
    expect(evaluated("!If [IsProd, !Ref Fn, !Ref Other]", HEAD).mentions).toEqual([
      { address: "Other", attribute: "function_name", among: "all" },
      { address: "Fn", attribute: "function_name", among: "all" },
    ]);
    expect(evaluated("!If [IsProd, !Ref Fn, x]", HEAD).mentions).toEqual([
      { address: "Fn", attribute: "function_name", among: "some" },
    ]);
    expect(evaluated("!If [Sure, !Ref Fn, x]", HEAD).mentions).toEqual([
      { address: "Fn", attribute: "function_name" },
    ]);
  });
});

describe("Fn::FindInMap", () => {
  it("is the entry of its keys", () => {
    expect(value("!FindInMap [Caps, prod, l]")).toBe("30");
    expect(value("!FindInMap [Caps, prod]")).toBe("Fn::FindInMap takes a map and two keys");
  });

  it("is one of the entries that the keys can lead to, each under its outcome", () => {
    expect(value("!FindInMap [Caps, !Ref Stage, s]")).toEqual([
      ["1", DEV],
      ["10", PROD],
    ]);
  });

  it("never combines keys that exclude each other", () => {
    expect(value("!FindInMap [Caps, !Ref Stage, !If [IsProd, l, s]]")).toEqual([
      ["1", DEV],
      ["30", PROD],
    ]);
  });

  it("leaves out the keys that the mapping lacks: the parameter can't have that value", () => {
    expect(value("!FindInMap [Pools, !Ref Stage, Cap]")).toBe("100");
    expect(value("!FindInMap [Caps, !Ref Stage, !Ref Size]")).toHaveLength(5);
    expect(value("!FindInMap [Nowhere, !Ref Stage, Cap]")).toBe(
      "the template's Mappings don't have these keys",
    );
    expect(value("!FindInMap [Pools, test, Cap]")).toBe("the template's Mappings don't have these keys");
  });

  it("takes the default for keys that the mapping lacks", () => {
    expect(value("!FindInMap [Pools, !Ref Stage, Cap, { DefaultValue: 5 }]")).toEqual([
      ["5", DEV],
      ["100", PROD],
    ]);
    expect(value("!FindInMap [Pools, prod, Cap, { DefaultValue: 5 }]")).toBe("100");
  });

  it("has no entry for a key without a value", () => {
    expect(value("!FindInMap [Caps, prod, !If [IsProd, l, !Ref AWS::NoValue]]")).toBe("30");
  });

  it("is unknown with the reason of the key that isn't known", () => {
    expect(value("!FindInMap [Caps, !Ref Free, s]")).toContain(FREE);
    expect(value("!FindInMap [Caps, !Ref AWS::NoValue, s]")).toBe(
      "the template's Mappings don't have these keys",
    );
  });
});

describe("Fn::Sub and Fn::Join", () => {
  it("put texts together", () => {
    expect(value("!Sub '${Default}-${!Literal}-x'")).toBe("given-${Literal}-x");
    expect(value("!Sub ['${A}-${Default}', { A: own }]")).toBe("own-given");
    expect(value("!Join ['-', [a, !Ref Default, b]]")).toBe("a-given-b");
    expect(value("!Join [',', !Ref Names]")).toBe("a,b");
    expect(value("!Join ['-', []]")).toBe("");
    expect(value("!Sub ''")).toBe("");
  });

  it("have an alternative for each of their parts', under its outcome", () => {
    expect(value("!Sub 'api-${Stage}'")).toEqual([
      ["api-dev", DEV],
      ["api-prod", PROD],
    ]);
  });

  it("never combine parts that exclude each other", () => {
    expect(value("!Sub '${Stage}-${Stage}'")).toEqual([
      ["dev-dev", DEV],
      ["prod-prod", PROD],
    ]);
    expect(value("!Join ['-', [!Ref Stage, !If [IsProd, a, b]]]")).toEqual([
      ["dev-b", DEV],
      ["prod-a", PROD],
    ]);
  });

  it("are unknown with the reason of the part that is", () => {
    expect(value("!Sub '${Stage}-${Free}'")).toContain(FREE);
    expect(value("!Join ['-', !Ref Free]")).toBe(
      "the list that Fn::Join takes isn't known before deployment",
    );
    expect(value("!Sub [a, {}, b]")).toBe("Fn::Sub takes a text and a map");
    expect(value("!Sub {}")).toBe("Fn::Sub takes a text");
  });

  it("have pieces, literal ones together; what is not known at all is one that mentions nothing", () => {
    expect(evaluated("!Sub 'a-${Default}-${Fn}:live'", HEAD).parts).toEqual([
      "a-given-",
      { address: "Fn", attribute: "function_name" },
      ":live",
    ]);
    expect(evaluated("!Sub '${Fn}-${Free}'", HEAD).parts).toEqual([
      { address: "Fn", attribute: "function_name" },
      "-",
      { address: "" },
    ]);
    expect(evaluated("!Sub '${Fn}-${Free}'", HEAD).mentions).toEqual([
      { address: "Fn", attribute: "function_name" },
    ]);
  });

  it("come from where the one part is decided that came by a parameter", () => {
    const declared = { what: "parameter Default" };
    expect(evaluated("!Sub 'a-${Default}'", HEAD).value).toMatchObject({
      value: "a-given",
      trace: [declared],
    });
    expect(evaluated("!Sub '${Default}-${Default}'", HEAD).value).not.toHaveProperty("trace");
    expect(evaluated("!Sub 'a-${Stage}'", HEAD).value).not.toHaveProperty("trace");
  });
});

describe("Fn::Select, Fn::Split and Fn::Length", () => {
  it("take lists that are written out or given by another function", () => {
    expect(value("!Select [1, [a, b]]")).toBe("b");
    expect(value("!Select [0, !Ref Names]")).toBe("a");
    expect(value("!Select [1, !Split ['-', 'x-y']]")).toBe("y");
    expect(evaluated("{ 'Fn::Length': !Split ['-', 'x-y-z'] }", HEAD).value).toMatchObject({ value: "3" });
  });

  it("select what is undecided as it is", () => {
    expect(value("!Select [0, [!Ref Stage, b]]")).toEqual([
      ["dev", DEV],
      ["prod", PROD],
    ]);
  });

  it("are unknown where the list or the number is", () => {
    const unlisted = "the list that Fn::Select takes isn't known before deployment";
    expect(value("!Select [0, !Ref Free]")).toBe(unlisted);
    expect(value("!Select [!Ref Free, [a]]")).toBe(unlisted);
    expect(value("!Select [3, [a]]")).toBe("the list has no item 3");
    expect(value("!Select [0, !Split ['-', !Ref Free]]")).toBe(unlisted);
    expect(value("{ 'Fn::Length': !Ref Free }")).toBe(
      "the list that Fn::Length takes isn't known before deployment",
    );
  });

  it("split what is known only as what it refers to", () => {
    const arn = "!Select [6, !Split [':', !GetAtt Fn.Arn]]";
    expect(evaluated(arn, HEAD).parts).toEqual([{ address: "Fn", attribute: "function_name" }]);
    expect(evaluated("!Select [0, !Split [':', !GetAtt Fn.Arn]]", HEAD).value).toMatchObject({
      value: "arn",
    });
  });

  it("don't split what may hold the delimiter: the items aren't those that are written", () => {
    const unlisted = "the list that Fn::Select takes isn't known before deployment";
    expect(value("!Select [1, !Split [':', !GetAtt Elsewhere.Arn]]")).toBe(unlisted);
    expect(value("!Select [1, !Split ['-', !Sub '${Fn}-live']]")).toBe(unlisted);
    expect(value("!Select [1, !Split [':', !Sub '${Fn}:live']]")).toBe("live");
  });
});

describe("the other functions", () => {
  it("Ref is a parameter, a pseudo parameter or a resource", () => {
    expect(value("!Ref Default")).toBe("given");
    expect(value("!Ref AWS::NoValue")).toBe(null);
    expect(value("!Ref Nowhere")).toBe("there is no parameter or resource Nowhere in the template");
    expect(value("!Ref AWS::StackName")).toBe("the name of the stack is not given");
    expect(value("!Ref AWS::AccountId")).toBe("123456789012");
    expect(value("!Sub '${AWS::Partition} ${AWS::URLSuffix}'")).toBe("aws amazonaws.com");
    expect(value("!Ref AWS::StackId")).toBe("AWS::StackId is known only to the deployment");
    expect(value("!Ref [a]")).toBe("Ref takes the name of a parameter or a resource");
  });

  it("Fn::Base64 encodes each alternative", () => {
    expect(value("!Base64 dev")).toBe("ZGV2");
    expect(value("!Base64 { Ref: Stage }")).toEqual([
      ["ZGV2", DEV],
      ["cHJvZA==", PROD],
    ]);
  });

  it("Fn::GetAtt takes a list or a text", () => {
    for (const expression of ["!GetAtt Fn.Arn", "!GetAtt [Fn, Arn]"])
      expect(evaluated(expression, HEAD).mentions[0]).toEqual({ address: "Fn", attribute: "arn" });
    expect(value("!GetAtt Fn")).toBe("Fn::GetAtt takes a resource and an attribute");
  });

  it("what only a deployment knows says so", () => {
    expect(value("!ImportValue cap")).toBe(
      '"cap" is exported by another stack and known only after its deployment',
    );
    expect(value("!GetAZs ''")).toBe("Fn::GetAZs depends on the account");
    expect(value("{ 'Fn::Invented': 1 }")).toBe("Fn::Invented is not evaluated");
    expect(value("'{{resolve:ssm:cap}}'")).toBe(
      "it is a dynamic reference, which is resolved when the stack is deployed",
    );
  });
});
