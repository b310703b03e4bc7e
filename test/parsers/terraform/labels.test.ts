import { describe, expect, it } from "vitest";
import terraform from "../../../src/parsers/terraform/index.ts";
import { inputsFor } from "../../support/inputs.ts";
import { MemoryFileSystem } from "../../support/memory-fs.ts";

const SOUND = 'resource "aws_lambda_function" "ok" {\n  function_name = "ok"\n}\n';

function read(block: string) {
  const fs = new MemoryFileSystem({ "main.tf": `${block} {\n}\n${SOUND}` });
  const parsed = terraform.parse({ format: "terraform", path: "." }, inputsFor("prod"), fs);
  return {
    functions: parsed.resources.functions.map(({ address }) => address),
    said: parsed.diagnostics.map(({ message, at }) => `${at?.start.line}: ${message}`),
  };
}

describe("a block with other labels than Terraform takes", () => {
  it.each([
    ["resource", "a resource block has 2 labels (type, name), and this one has 0"],
    ['resource "aws_lambda_function"', "a resource block has 2 labels (type, name), and this one has 1"],
    ["module", "a module block has 1 label (name), and this one has 0"],
    ["variable", "a variable block has 1 label (name), and this one has 0"],
    ['data "aws_region"', "a data block has 2 labels (type, name), and this one has 1"],
    ['locals "x"', "a locals block has 0 labels, and this one has 1"],
  ])("is told, and costs itself alone: %s", (block, said) => {
    expect(read(block)).toEqual({
      functions: ["aws_lambda_function.ok"],
      said: [`1: Terraform would reject it: ${said}.`],
    });
  });

  it("counts all the same when it has too many", () => {
    const { functions, said } = read('resource "aws_lambda_function" "pay" "more"');
    expect(functions).toEqual(["aws_lambda_function.pay", "aws_lambda_function.ok"]);
    expect(said).toEqual([
      "1: Terraform would reject it: a resource block has 2 labels (type, name), and this one has 3.",
    ]);
  });
});
