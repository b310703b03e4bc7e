import { describe, expect, it } from "vitest";
import { Budget } from "../../../../src/parsers/terraform/evaluate/budget.ts";
import { ExpressionScope } from "../../../../src/parsers/terraform/evaluate/expression.ts";
import { attributeOf } from "../../../../src/parsers/terraform/evaluate/traversal.ts";
import { keySuffix } from "../../../../src/parsers/terraform/instances/address.ts";
import { type Expansion, expand } from "../../../../src/parsers/terraform/instances/expansion.ts";
import type { Block } from "../../../../src/parsers/terraform/syntax/ast.ts";
import { parseHcl } from "../../../../src/parsers/terraform/syntax/parse.ts";
import { alternativesOf } from "../../../../src/parsers/terraform/values/alternatives.ts";
import { lazy, str } from "../../../../src/parsers/terraform/values/construct.ts";
import { unknownBecause } from "../../../../src/parsers/terraform/values/unknown.ts";
import type { TfValue, Type } from "../../../../src/parsers/terraform/values/value.ts";
import { startOfFile } from "../../../../src/source/location.ts";
import { SourceFile } from "../../../../src/source/source-file.ts";
import { ONCE } from "../../../../src/values/instances.ts";

const TYPES: Readonly<Record<string, Type["kind"]>> = {
  on: "bool",
  big: "bool",
  n: "number",
  text: "string",
};

/** What is made of a block of one line, where no variable has a value. */
function expanded(line: string): Expansion {
  const [block] = parseHcl(new SourceFile("main.tf", `resource "a" "b" {\n${line}\n}\n`)).body.blocks;
  const variable = (name: string) =>
    unknownBecause("missing-variable", `var.${name} has no value`, startOfFile("main.tf"), {
      type: { kind: TYPES[name] ?? "dynamic" } as Type,
    });
  const scope = new ExpressionScope({
    budget: new Budget(),
    module: "",
    lookup: (name) => (name === "var" ? lazy("var", variable) : undefined),
    call: (_, args) => ({
      kind: "set",
      element: { kind: "string" },
      items: (args[0] as { items: TfValue[] }).items,
    }),
  });
  return expand(block as Block, scope);
}

/** Each instance by its key: under which outcomes it exists, and doesn't. */
function existence({ instances }: Expansion): Record<string, unknown> {
  return Object.fromEntries(
    instances.map(({ key, instances: { atLeast, atMost, when, otherwise } }) => [
      keySuffix(key),
      when ? { atLeast, atMost, when, otherwise } : { atLeast, atMost },
    ]),
  );
}

/** A name of one instance, `count.index` or `each.value`, in each alternative. */
function named({ instances }: Expansion, at: number, object: string, name: string) {
  const value = instances[at]?.names[object];
  const attribute = value && attributeOf(value, name);
  return (
    attribute &&
    alternativesOf(attribute)?.map(({ when, value: each }) => ({
      when,
      value: (each as { value: unknown }).value,
    }))
  );
}

const ON = { "var.on": "true" };
const OFF = { "var.on": "false" };
const maybe = (when: object[], otherwise: object[]) => ({ atLeast: 0, atMost: 1, when, otherwise });

describe("a block without count and for_each", () => {
  it("is there once", () => {
    const expansion = expanded("");
    expect(existence(expansion)).toEqual({ "": ONCE });
    expect(expansion.collect((key) => str(keySuffix(key)))).toEqual(str(""));
  });
});

describe("count", () => {
  it("makes so many instances, each with its index", () => {
    const expansion = expanded("count = 2");
    expect(existence(expansion)).toEqual({ "[0]": ONCE, "[1]": ONCE });
    expect(named(expansion, 1, "count", "index")).toEqual([{ when: {}, value: 1 }]);
    expect(expansion.because).toBeUndefined();
    expect(expansion.collect((key) => str(keySuffix(key)))).toMatchObject({
      kind: "tuple",
      items: [str("[0]"), str("[1]")],
    });
  });

  it("makes none of 0", () => {
    expect(expanded("count = 0").instances).toEqual([]);
  });

  it("makes an instance that exists under the outcome that decides it", () => {
    expect(existence(expanded("count = var.on ? 1 : 0"))).toEqual({ "[0]": maybe([ON], [OFF]) });
    expect(existence(expanded("count = var.on ? 0 : 1"))).toEqual({ "[0]": maybe([OFF], [ON]) });
  });

  it("makes what all alternatives have in any case", () => {
    expect(existence(expanded("count = var.on ? 2 : 1"))).toEqual({ "[0]": ONCE, "[1]": maybe([ON], [OFF]) });
  });

  it("makes an instance that exists under each of several outcomes", () => {
    const big = { "var.big": "true" };
    const small = { "var.big": "false" };
    expect(existence(expanded("count = var.on ? (var.big ? 2 : 1) : 0"))).toEqual({
      "[0]": maybe(
        [
          { ...ON, ...big },
          { ...ON, ...small },
        ],
        [OFF],
      ),
      "[1]": maybe([{ ...ON, ...big }], [{ ...ON, ...small }, OFF]),
    });
  });

  it("leaves out alternatives that exclude each other", () => {
    expect(existence(expanded("count = var.on ? (var.on ? 1 : 7) : 0"))).toEqual({
      "[0]": maybe([ON], [OFF]),
    });
    expect(existence(expanded("count = (var.on ? 1 : 0) + (var.on ? 1 : 0)"))).toEqual({
      "[0]": maybe([ON], [OFF]),
      "[1]": maybe([ON], [OFF]),
    });
  });

  it("leaves out an alternative that Terraform would reject", () => {
    expect(existence(expanded("count = var.on ? 1 : [][0]"))).toEqual({ "[0]": ONCE });
  });

  it("refers to the instances of each alternative", () => {
    const whole = expanded("count = var.on ? 1 : 0").collect((key) => str(keySuffix(key)));
    expect(alternativesOf(whole)).toMatchObject([
      { when: ON, value: { kind: "tuple", items: [str("[0]")] } },
      { when: OFF, value: { kind: "tuple", items: [] } },
    ]);
  });

  it.each([
    ["var.n", "var.n has no value"],
    ["null", "Terraform would reject it: count is null"],
    ["-1", "Terraform would reject it: count is -1, which is no whole number from 0 on"],
    ["0.5", "Terraform would reject it: count is 0.5, which is no whole number from 0 on"],
    ["var.on ? 1 : -1", "Terraform would reject it: count is -1, which is no whole number from 0 on"],
    ["var.on ? 1 : var.n", "var.on has no value; var.n has no value"],
  ])("makes any number of instances of %s, and says why", (count, because) => {
    const expansion = expanded(`count = ${count}`);
    expect(existence(expansion)).toEqual({ "[*]": { atLeast: 0, atMost: Number.POSITIVE_INFINITY } });
    expect(expansion.because).toBe(because);
    const whole = expansion.collect((key) => str(keySuffix(key)));
    expect(whole.kind === "lazy" && whole.get("0")).toEqual(str("[*]"));
  });
});

describe("for_each", () => {
  it("makes an instance of each key of a map, with its value", () => {
    const expansion = expanded("for_each = { a = 1, b = 2 }");
    expect(existence(expansion)).toEqual({ '["a"]': ONCE, '["b"]': ONCE });
    expect(named(expansion, 1, "each", "key")).toEqual([{ when: {}, value: "b" }]);
    expect(named(expansion, 1, "each", "value")).toEqual([{ when: {}, value: 2 }]);
    expect(expansion.collect((key) => str(keySuffix(key)))).toMatchObject({
      kind: "object",
      entries: new Map([
        ["a", str('["a"]')],
        ["b", str('["b"]')],
      ]),
    });
  });

  it("makes an instance of each text of a set", () => {
    const expansion = expanded('for_each = toset(["a"])');
    expect(existence(expansion)).toEqual({ '["a"]': ONCE });
    expect(named(expansion, 0, "each", "value")).toEqual([{ when: {}, value: "a" }]);
  });

  it("keeps the value of each alternative of a key that several have", () => {
    const expansion = expanded("for_each = var.on ? { a = 1, b = 2 } : { a = 3 }");
    expect(existence(expansion)).toEqual({ '["a"]': ONCE, '["b"]': maybe([ON], [OFF]) });
    expect(named(expansion, 0, "each", "value")).toEqual([
      { when: ON, value: 1 },
      { when: OFF, value: 3 },
    ]);
    expect(named(expansion, 1, "each", "value")).toEqual([{ when: {}, value: 2 }]);
  });

  it("makes the keys that are certain, and any number of others", () => {
    const expansion = expanded('for_each = { for k in ["a", var.text] : k => 1 }');
    expect(existence(expansion)).toEqual({
      '["a"]': ONCE,
      "[*]": { atLeast: 0, atMost: Number.POSITIVE_INFINITY },
    });
    expect(expansion.because).toBe("var.text has no value");
  });

  it.each([
    ["null", "for_each takes a map or a set of strings, and this is null"],
    ["[1]", "for_each takes a map or a set of strings, and this is a tuple"],
    ["toset([1])", "for_each takes a set of strings, and this one holds a number"],
    ["toset([null])", "for_each takes a set of strings, and this one holds null"],
    ["var.on ? { a = 1 } : [1]", "the branches of the conditional have no type in common: object and tuple"],
  ])("makes any number of instances of what Terraform would reject: %s", (value, because) => {
    const expansion = expanded(`for_each = ${value}`);
    expect(existence(expansion)).toEqual({ "[*]": { atLeast: 0, atMost: Number.POSITIVE_INFINITY } });
    expect(expansion.because).toBe(`Terraform would reject it: ${because}`);
  });

  it("makes any number of instances of a set with a text that isn't known", () => {
    const expansion = expanded('for_each = toset(["a", var.text])');
    expect(existence(expansion)).toEqual({ "[*]": { atLeast: 0, atMost: Number.POSITIVE_INFINITY } });
    expect(expansion.because).toBe("var.text has no value");
  });
});
