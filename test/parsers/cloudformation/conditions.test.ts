import { describe, expect, it } from "vitest";
import { knownValue } from "../../../src/values/value.ts";
import { HERE } from "../../model/support.ts";
import { shortly, templateOf } from "./support.ts";

const DEV = { "parameter:Stage": "dev" };
const PROD = { "parameter:Stage": "prod" };

/** Stage is one of two, Size one of three and anything that is not listed for Free. */
const PARAMETERS = `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Size: { Type: String, AllowedValues: [s, m, l] }
  Free: { Type: String }
`;

function truth(condition: string, others = ""): ReturnType<typeof shortly> {
  const template = templateOf(`${PARAMETERS}Conditions:\n${others}  It: ${condition}\n`);
  return shortly(template.condition("It", HERE));
}

const IS_PROD = "  IsProd: !Equals [!Ref Stage, prod]\n";
const IS_FREE = '  IsFree: !Equals [!Ref Free, "yes"]\n';

describe("Fn::Equals", () => {
  it("is decided where both sides are", () => {
    expect(truth("!Equals [a, a]")).toBe(true);
    expect(truth("!Equals [a, b]")).toBe(false);
  });

  it("has an alternative for each of the values, under the outcome that leads to it", () => {
    expect(truth("!Equals [!Ref Stage, prod]")).toEqual([
      [false, DEV],
      [true, PROD],
    ]);
  });

  it("never combines values that exclude each other", () => {
    expect(truth("!Equals [!Ref Stage, !Ref Stage]")).toBe(true);
    expect(truth("!Equals [!Sub 'x-${Stage}', !Ref Stage]")).toBe(false);
  });

  it("is decided where every alternative comes to the same", () => {
    expect(truth("!Equals [!Ref Stage, test]")).toBe(false);
  });

  it("takes nothing for equal to nothing alone", () => {
    expect(truth("!Equals [!Ref AWS::NoValue, !Ref AWS::NoValue]")).toBe(true);
    expect(truth("!Equals [!Ref AWS::NoValue, '']")).toBe(false);
  });

  it("is unknown with the reason of its values where one isn't listed", () => {
    expect(truth("!Equals [!Ref Free, x]")).toMatch(/^parameter Free has no value in prod/);
    expect(truth("!Equals [x]")).toBe("Fn::Equals takes two values");
  });
});

describe("Fn::Not", () => {
  it("turns each alternative around and keeps what it is under", () => {
    expect(truth("!Not [!Equals [a, a]]")).toBe(false);
    expect(truth("!Not [!Equals [!Ref Stage, prod]]")).toEqual([
      [true, DEV],
      [false, PROD],
    ]);
    expect(truth("!Not []")).toBe("Fn::Not takes a condition");
  });
});

describe("Fn::And and Fn::Or", () => {
  it("come from all their parts", () => {
    expect(truth("!And [!Equals [a, a], !Equals [b, b]]")).toBe(true);
    expect(truth("!And [!Equals [a, a], !Equals [a, b]]")).toBe(false);
    expect(truth("!Or [!Equals [a, b], !Equals [b, b]]")).toBe(true);
    expect(truth("!Or [!Equals [a, b], !Equals [b, a]]")).toBe(false);
  });

  it("are decided by one part alone, whatever the others are", () => {
    expect(truth("!And [!Condition IsFree, !Equals [a, b]]", IS_FREE)).toBe(false);
    expect(truth("!Or [!Condition IsFree, !Equals [a, a]]", IS_FREE)).toBe(true);
  });

  it("are not decided by a part of the other outcome", () => {
    const because = expect.stringMatching(/^parameter Free has no value/);
    expect(truth("!And [!Condition IsFree, !Equals [a, a]]", IS_FREE)).toEqual(because);
    expect(truth("!Or [!Condition IsFree, !Equals [a, b]]", IS_FREE)).toEqual(because);
  });

  it("never combine parts that exclude each other", () => {
    expect(truth("!And [!Equals [!Ref Stage, prod], !Equals [!Ref Stage, dev]]")).toBe(false);
    expect(truth("!Or [!Condition IsProd, !Not [!Condition IsProd]]", IS_PROD)).toBe(true);
  });

  it("combine parts that don't, each under both outcomes", () => {
    const both = truth("!And [!Condition IsProd, !Equals [!Ref Size, l]]", IS_PROD);
    expect(both).toHaveLength(6);
    expect(both).toContainEqual([true, { ...PROD, "parameter:Size": "l" }]);
    expect(both).toContainEqual([false, { ...DEV, "parameter:Size": "l" }]);
  });
});

describe("Condition", () => {
  it("is what the condition of that name is", () => {
    expect(truth("!Condition IsProd", IS_PROD)).toEqual([
      [false, DEV],
      [true, PROD],
    ]);
    expect(truth("{ Condition: IsProd }", IS_PROD)).toHaveLength(2);
  });

  it("is unknown where there is none, or where it leads back to itself", () => {
    expect(truth("!Condition Nowhere")).toBe("there is no condition Nowhere in the template");
    expect(truth("!Not [!Condition It]")).toBe("the condition It depends on itself");
    expect(truth("!Condition [a]")).toBe("Condition takes a name");
    expect(truth("!Ref Stage")).toBe("it is not a condition");
    expect(truth("yes")).toBe("it is not a condition");
  });
});

describe("the alternatives of a condition", () => {
  const template = templateOf(
    `${PARAMETERS}Conditions:\n${IS_PROD}${IS_FREE}  Sure: !Equals [a, a]\nResources: {}\n`,
  );

  it("are one without a guard where it is decided", () => {
    expect(template.conditionAlternatives("Sure", HERE)).toEqual([{ when: {}, holds: true }]);
  });

  it("carry the values of the parameters that they come from", () => {
    expect(template.conditionAlternatives("IsProd", HERE)).toEqual([
      { when: DEV, holds: false },
      { when: PROD, holds: true },
    ]);
  });

  it("are its own two outcomes where those aren't listed", () => {
    expect(template.conditionAlternatives("IsFree", HERE)).toEqual([
      { when: { "condition:IsFree": "true" }, holds: true },
      { when: { "condition:IsFree": "false" }, holds: false },
    ]);
  });
});

describe("what exists under a condition", () => {
  const template = templateOf(`${PARAMETERS}
Conditions:
  IsSmall: !Not [!Equals [!Ref Size, l]]
  Sure: !Equals [a, a]
  Never: !Equals [a, b]
Resources:
  Small: { Type: AWS::Lambda::Function, Condition: IsSmall }
  Sure: { Type: AWS::Lambda::Function, Condition: Sure }
  Never: { Type: AWS::Lambda::Function, Condition: Never }
  Always: { Type: AWS::Lambda::Function }
`);
  const instances = (id: string) => {
    const entry = template.resource(id);
    return entry && template.instancesOf(entry);
  };

  it("keeps every guard under which it does, and every one under which it doesn't", () => {
    expect(instances("Small")).toEqual({
      atLeast: 0,
      atMost: 1,
      when: [{ "parameter:Size": "s" }, { "parameter:Size": "m" }],
      otherwise: [{ "parameter:Size": "l" }],
    });
  });

  it("is certain where the condition is decided", () => {
    expect(instances("Sure")).toEqual({ atLeast: 1, atMost: 1 });
    expect(instances("Never")).toEqual({ atLeast: 0, atMost: 0 });
    expect(instances("Always")).toEqual({ atLeast: 1, atMost: 1 });
  });
});

describe("a parameter", () => {
  it("has the value that is given, its default, or one of AllowedValues", () => {
    const text = "Parameters: { Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] } }\n";
    const at = HERE;
    expect(knownValue(templateOf(text).named("Stage", at).value)).toBe("dev");
    expect(knownValue(templateOf(text, { Stage: "prod" }).named("Stage", at).value)).toBe("prod");
    expect(shortly(templateOf(PARAMETERS).named("Stage", at).value)).toEqual([
      ["dev", DEV],
      ["prod", PROD],
    ]);
  });
});
