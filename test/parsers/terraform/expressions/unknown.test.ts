import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRejected } from "../../../../src/parsers/terraform/values/alternatives.ts";
import {
  bool,
  listOf,
  mapOf,
  nil,
  num,
  object,
  str,
  tuple,
} from "../../../../src/parsers/terraform/values/construct.ts";
import { equal } from "../../../../src/parsers/terraform/values/equals.ts";
import { certainPrefix } from "../../../../src/parsers/terraform/values/text.ts";
import { NUMBER, STRING, sameType, typeOf } from "../../../../src/parsers/terraform/values/types.ts";
import { EvaluationError, type TfValue, type Type } from "../../../../src/parsers/terraform/values/value.ts";
import { isWhollyKnown } from "../../../../src/parsers/terraform/values/within.ts";
import { evaluate, unknownVariables } from "./evaluator.ts";

const recorded = join(import.meta.dirname, "recorded");
const expressions: string[] = readdirSync(recorded)
  .flatMap((file): { expression: string }[] => JSON.parse(readFileSync(join(recorded, file), "utf8")))
  .map(({ expression }) => expression)
  .filter((expression) => expression.includes("var.unknown_") && !expression.includes("issensitive"));

const text = fc.constantFrom("", "a", "b", "xy", "5", "true", "10.0.0.0/8", "é").map(str);
const number = fc.constantFrom(-1, 0, 1, 2, 7.5).map(num);
const orNull = (values: fc.Arbitrary<TfValue>) =>
  fc.oneof({ arbitrary: values, weight: 5 }, fc.constant(nil()));
const texts = fc.array(text, { maxLength: 3 }).map((items) => listOf(items, STRING));
const named = fc.tuple(text, number).map(([name, size]) =>
  object([
    ["name", name],
    ["size", size],
  ]),
);

/** What the unknown variables may turn out to be. */
const values: Readonly<Record<string, fc.Arbitrary<TfValue>>> = {
  unknown_any: orNull(fc.oneof<fc.Arbitrary<TfValue>[]>(text, number, fc.boolean().map(bool), texts, named)),
  unknown_string: orNull(text),
  unknown_number: orNull(number),
  unknown_bool: orNull(fc.boolean().map(bool)),
  unknown_list: orNull(texts),
  unknown_set: orNull(texts),
  unknown_map: orNull(number.map((each) => mapOf([["a", each]], NUMBER))),
  unknown_object: orNull(named),
  unknown_tuple: orNull(fc.tuple(text, number).map((items) => tuple(items))),
};

describe("what is called known of an unknown value", () => {
  it("has values for every unknown variable", () => {
    expect(Object.keys(values).sort()).toEqual([...unknownVariables].sort());
    expect(expressions.length).toBeGreaterThan(250);
  });

  it.each(expressions)("holds whatever it turns out to be: %s", (expression) => {
    const before = outcome(expression);
    fc.assert(
      fc.property(fc.record(values), (given) => {
        const after = outcome(expression, given);
        if (before instanceof EvaluationError) expect(after).toBeInstanceOf(EvaluationError);
        // Terraform rejects some values that an unknown one may turn out to be: then nothing comes out.
        else if (!(after instanceof EvaluationError)) expect(contradiction(before, after)).toBeUndefined();
      }),
      { numRuns: 12 },
    );
  });
});

function outcome(
  expression: string,
  given: Readonly<Record<string, TfValue>> = {},
): TfValue | EvaluationError {
  try {
    return evaluate(expression, given);
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

/** What was said of a value before it was known and is not so; undefined when all holds. */
function contradiction(before: TfValue, after: TfValue): string | undefined {
  if (before.kind === "unknown") return contradictionOfUnknown(before, after);
  // A value that is not computed, such as a hash of a file that is not there, says nothing.
  if (after.kind === "unknown") return undefined;
  // With an untyped value in the other branch, a conditional does not know yet whether its number becomes a text.
  if (before.kind === "number" && after.kind === "string" && after.value === String(before.value))
    return undefined;
  if (before.kind !== after.kind) return `was ${before.kind}, is ${after.kind}`;
  if (before.kind === "set" && after.kind === "set") {
    const lost = before.items
      .filter(isWhollyKnown)
      .some((item) => !after.items.some((each) => equal(item, each)));
    return lost || after.items.length > before.items.length ? "the set has other elements" : undefined;
  }
  if ("items" in before && "items" in after) {
    if (before.items.length !== after.items.length)
      return `had ${before.items.length}, has ${after.items.length}`;
    return first(before.items.map((item, at) => contradiction(item, after.items[at] as TfValue)));
  }
  if ((before.kind === "map" || before.kind === "object") && "entries" in after)
    return contradictionOfEntries(before.entries, after);
  return before.kind === "null" || equal(before, after)
    ? undefined
    : `was ${show(before)}, is ${show(after)}`;
}

function contradictionOfUnknown(
  before: Extract<TfValue, { kind: "unknown" }>,
  after: TfValue,
): string | undefined {
  if (before.alternatives) {
    const ways = before.alternatives.map((way) => way.value).filter((way) => !isRejected(way));
    if (!ways.some((way) => contradiction(way, after) === undefined))
      return `${show(after)} is none of the ways`;
  }
  if (before.notNull && after.kind === "null") return "was never null, is null";
  if (after.kind !== "null" && !conforms(typeOf(after), before.type)) return `is of type ${after.kind}`;
  if (after.kind === "string" && !after.value.startsWith(certainPrefix(before))) return "begins otherwise";
  return before.entries && "entries" in after ? contradictionOfEntries(before.entries, after) : undefined;
}

function contradictionOfEntries(before: ReadonlyMap<string, TfValue>, after: TfValue): string | undefined {
  const entries = "entries" in after ? after.entries : undefined;
  return first(
    [...before].map(([name, value]) => {
      const now = entries?.get(name);
      return now ? contradiction(value, now) : `${name} is gone`;
    }),
  );
}

function conforms(type: Type, to: Type): boolean {
  if (to.kind === "dynamic" || type.kind === "dynamic") return true;
  if ("element" in type && "element" in to)
    return type.kind === to.kind && conforms(type.element, to.element);
  return type.kind === "tuple" || type.kind === "object" ? type.kind === to.kind : sameType(type, to);
}

function first(found: readonly (string | undefined)[]): string | undefined {
  return found.find((each) => each !== undefined);
}

function show(value: TfValue): string {
  return "value" in value ? JSON.stringify(value.value) : value.kind;
}
