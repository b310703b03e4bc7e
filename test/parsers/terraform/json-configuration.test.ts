import { describe, expect, it } from "vitest";
import terraform from "../../../src/parsers/terraform/index.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

/** What is read of a root of one JSON file: functions with their reservations, and what is said. */
function read(text: string) {
  const fs = new MemoryFileSystem({ "main.tf.json": text });
  const { roots, diagnostics } = terraform.roots(["main.tf.json"], fs);
  const parsed = roots.map((root) => terraform.parse(root, inputsFor("prod"), fs));
  return {
    functions: Object.fromEntries(
      parsed.flatMap(({ resources }) =>
        resources.functions.map(({ address, reservedConcurrency }) => [
          address.replace("aws_lambda_function.", ""),
          reservedConcurrency.state === "known" ? reservedConcurrency.value : reservedConcurrency.state,
        ]),
      ),
    ),
    said: [...diagnostics, ...parsed.flatMap((each) => each.diagnostics)].map(({ message }) => message),
  };
}

function fn(arguments_: string): string {
  return `{ "resource": { "aws_lambda_function": { "pay": ${arguments_} } } }`;
}

// What Terraform 1.11.4 makes of the same forms, by its plans of terraform_data.
describe("Terraform's JSON syntax", () => {
  it("counts each block of a type that is written twice", () => {
    const one = (name: string, reserved: number) =>
      `{ "aws_lambda_function": { "${name}": { "reserved_concurrent_executions": ${reserved} } } }`;
    const { functions, said } = read(`{ "resource": ${one("a", 1)}, "resource": ${one("b", 2)} }`);
    expect({ functions, said }).toEqual({ functions: { a: 1, b: 2 }, said: [] });
    expect(read(`[{ "resource": ${one("a", 1)} }, { "resource": [${one("b", 2)}] }]`).functions).toEqual({
      a: 1,
      b: 2,
    });
    const locals = '"locals": { "a": 1 }, "locals": { "b": 2 }';
    expect(read(`{ ${locals}, "resource": ${one("a", 1).replace("1", '"${local.a + local.b}"')} }`)).toEqual({
      functions: { a: 3 },
      said: [],
    });
  });

  it.each([
    ["an argument", '{ "reserved_concurrent_executions": 1, "reserved_concurrent_executions": 2 }'],
    ["a key of an object", '{ "reserved_concurrent_executions": 1, "tags": { "x": "1", "x": "2" } }'],
  ])("refuses %s that is set twice", (_, written) => {
    const { functions, said } = read(fn(written));
    expect(functions).toEqual({ pay: 1 });
    expect(said).toEqual([
      expect.stringMatching(/^Syntax error: "[a-z_]+" is set twice in one (?:block|object)\.$/),
    ]);
  });

  it("takes a name that every object of JavaScript has for what it is", () => {
    const { functions, said } = read(
      `{ "constructor": [{ "toString": { "includes": 1 } }], "resource": { "constructor": { "a": { "b": 1 } }, "aws_lambda_function": { "pay": { "reserved_concurrent_executions": 1, "hasOwnProperty": [{}] } } } }`,
    );
    expect(functions).toEqual({ pay: 1 });
    expect(said).toEqual([]);
  });

  it("takes the default of a variable as it is written", () => {
    const variable = '"variable": { "n": { "default": "${local.none}" } }';
    const { functions } = read(
      `{ ${variable}, "resource": { "aws_lambda_function": { "pay": { "reserved_concurrent_executions": "\${length(var.n)}" } } } }`,
    );
    expect(functions).toEqual({ pay: 13 });
  });

  it("keeps a key that looks like a comment where it is a value", () => {
    const { functions } = read(
      '{ "locals": { "m": { "//": 1, "x": 2 } }, "resource": { "aws_lambda_function": { "pay": { "reserved_concurrent_executions": "${length(local.m)}" } } } }',
    );
    expect(functions).toEqual({ pay: 2 });
  });

  it("reads names as templates where they name nothing", () => {
    const { functions } = read(
      '{ "locals": { "m": { "type": "${1 + 1}" } }, "resource": { "aws_lambda_function": { "pay": { "reserved_concurrent_executions": "${local.m.type}" } } } }',
    );
    expect(functions).toEqual({ pay: 2 });
  });
});
