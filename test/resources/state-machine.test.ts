import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonWithHoles } from "../../src/resources/state-machine/json-with-holes.ts";
import { mapTasksIn } from "../../src/resources/state-machine/maps.ts";

const task = (fn: string) => ({ Type: "Task", Resource: fn, End: true });
const machine = (states: object) => ({ StartAt: "First", States: states });
const map = (states: object, more: object = {}) => ({ Type: "Map", ItemProcessor: machine(states), ...more });
const distributed = (states: object, more: object = {}) => ({
  Type: "Map",
  ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED" }, ...machine(states) },
  ...more,
});
const atOnce = (definition: object) =>
  Object.fromEntries(mapTasksIn(definition).map((each) => [each.function, each.atOnce]));

describe("what the maps of a state machine invoke at once", () => {
  it("is 40 where an inline map says no number, or 0", () => {
    expect(atOnce(machine({ Each: map({ Do: task("item") }) }))).toEqual({ item: 40 });
    expect(atOnce(machine({ Each: map({ Do: task("item") }, { MaxConcurrency: 0 }) }))).toEqual({ item: 40 });
  });

  it("is the map's number, up to what its mode allows", () => {
    expect(atOnce(machine({ Each: map({ Do: task("item") }, { MaxConcurrency: 5 }) }))).toEqual({ item: 5 });
    expect(atOnce(machine({ Each: map({ Do: task("item") }, { MaxConcurrency: 100 }) }))).toEqual({
      item: 40,
    });
    expect(atOnce(machine({ Each: distributed({ Do: task("item") }) }))).toEqual({ item: 10_000 });
    expect(atOnce(machine({ Each: distributed({ Do: task("item") }, { MaxConcurrency: 100 }) }))).toEqual({
      item: 100,
    });
  });

  it("knows older definitions, and functions as arguments", () => {
    const older = { Type: "Map", Iterator: machine({ Do: task("item") }), MaxConcurrency: 3 };
    expect(atOnce(machine({ Each: older }))).toEqual({ item: 3 });
    const invoke = {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: { FunctionName: "item" },
    };
    expect(atOnce(machine({ Each: map({ Do: invoke }, { MaxConcurrency: 3 }) }))).toEqual({ item: 3 });
  });

  it("is nothing of what no map invokes, and 1 of a map whose number is computed", () => {
    expect(atOnce(machine({ Do: task("item") }))).toEqual({});
    const computed = map({ Do: task("item") }, { MaxConcurrencyPath: "$.most" });
    expect(atOnce(machine({ Each: computed }))).toEqual({ item: 1 });
  });

  it("multiplies maps within maps, sums branches, and takes the most of states that follow each other", () => {
    const inner = map({ Do: task("item") }, { MaxConcurrency: 4 });
    expect(atOnce(machine({ Each: map({ Inner: inner }, { MaxConcurrency: 5 }) }))).toEqual({ item: 20 });
    const both = { Type: "Parallel", Branches: [machine({ A: task("item") }), machine({ B: task("item") })] };
    expect(atOnce(machine({ Each: map({ Both: both }, { MaxConcurrency: 5 }) }))).toEqual({ item: 10 });
    const after = { One: task("item"), Two: task("item") };
    expect(atOnce(machine({ Each: map(after, { MaxConcurrency: 5 }) }))).toEqual({ item: 5 });
  });

  it("survives whatever JSON there is", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => Array.isArray(mapTasksIn({ States: json }))));
  });
});

describe("a JSON text with holes", () => {
  const arn = { address: "aws_lambda_function.item", attribute: "arn" };

  it("keeps holes in strings, and where a number would stand", () => {
    const json = jsonWithHoles(['{"a":"x:', arn, ':live","b":', arn, "}"]);
    const { a = "", b = "" } = (json?.value ?? {}) as { a?: string; b?: string };
    expect(json?.partsOf(a)).toEqual(["x:", arn, ":live"]);
    expect(json?.partsOf(b)).toEqual([arn]);
  });

  it("minds escaped quotes", () => {
    const json = jsonWithHoles(['{"a":"\\"', arn, '"}']);
    expect(json?.partsOf((json.value as { a: string }).a)).toEqual(['"', arn]);
  });

  it("is undefined where the text is none", () => {
    expect(jsonWithHoles(["{", arn])).toBeUndefined();
    expect(jsonWithHoles(["not json"])).toBeUndefined();
  });
});
