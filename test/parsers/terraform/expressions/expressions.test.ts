import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EvaluationError } from "../../../../src/parsers/terraform/values/value.ts";
import { asTerraform, type Outcome, withoutKnown } from "./as-terraform.ts";
import { evaluate } from "./evaluator.ts";

/** Where our result is another one than Terraform 1.11's, on purpose. */
const DELIBERATE: Readonly<Record<string, Outcome>> = {
  // From 1.12 on, the left operand alone may decide.
  "true || null": { type: "bool", value: true },
  "false && null": { type: "bool", value: false },
  "var.no_number == null || var.no_number > 0": { type: "bool", value: true },
  "var.unknown_bool && false": { type: "bool", value: false },
  "var.unknown_bool || true": { type: "bool", value: true },
  "alltrue([var.unknown_bool, false])": { type: "bool", value: false },
  // Terraform 1.11 fails by accident; newer ones count from the end.
  'element(["a", "b", "c"], -1)': { type: "string", value: "c" },
  // An unknown value is the same one wherever it is asked for, and so is a condition.
  "var.unknown_string == var.unknown_string": { type: "bool", value: true },
  "var.unknown_string != var.unknown_string": { type: "bool", value: false },
  "toset([var.unknown_string, var.unknown_string])": { value: [null], unknown: [true] },
  "(var.unknown_bool ? 1 : 2) + (var.unknown_bool ? -1 : -2)": { type: "number", value: 0 },
  // What is certain of an unknown value decides.
  '[var.unknown_string, 1] == ["a", 2]': { type: "bool", value: false },
  '"x${var.unknown_string}" == "y"': { type: "bool", value: false },
  'startswith("a${var.unknown_string}", "a")': { type: "bool", value: true },
  'try([var.unknown_string], "x")': { value: [null], unknown: [true] },
  // The elements of a set have no certain place while one is unknown.
  '[for x in toset(["a", var.unknown_string]) : x]': { unknown: true },
  'toset(["a", var.unknown_string])[*]': { unknown: true },
  // No element has the attribute.
  "can([1, 2][var.unknown_number].a)": { type: "bool", value: false },
  // No list is a text, whatever is in it.
  'format("%s", var.unknown_list)': { error: "string is required, not list of string" },
  '"a${var.unknown_list}"': { error: "string is required, not list of string" },
  // All ways lead to the same value.
  'var.unknown_bool ? "a" : "a"': { type: "string", value: "a" },
  'var.unknown_bool ? 1 : "1"': { type: "string", value: "1" },
  '["a", "a"][var.unknown_number]': { type: "string", value: "a" },
  "{ a = 1 }[var.unknown_string]": { type: "number", value: 1 },
  "lookup({ a = 1 }, var.unknown_string, 1)": { type: "number", value: 1 },
  '"%{ if var.unknown_bool }a%{ else }a%{ endif }"': { type: "string", value: "a" },
  // A file that is not in the checkout may be there when Terraform runs.
  'true ? 1 : file("missing.txt")': { type: "string", value: "1" },
  'file("files/none.txt")': { unknown: true },
  'templatefile("files/none.tftpl", {})': { unknown: true },
  // The compressor's bytes are those of one version of Go.
  'base64gzip("hello")': { unknown: true },
  // What is made of an ephemeral value is unknown here, and null there.
  "ephemeralasnull(var.ephemeral)": { unknown: true },
  "ephemeralasnull({ a = var.ephemeral, b = 1 })": { value: { b: 1 }, unknown: { a: true } },
  'ephemeralasnull([var.ephemeral, "x"])': { value: [null, "x"], unknown: [true, false] },
  'ephemeralasnull("a${var.ephemeral}")': { unknown: true },
  "ephemeralasnull(upper(var.ephemeral))": { unknown: true },
  'ephemeralasnull(var.ephemeral == "x" ? 1 : 2)': { unknown: true },
  'ephemeralasnull(coalesce(var.ephemeral, "a"))': { unknown: true },
  "ephemeralasnull(length(var.ephemeral)) == null": { unknown: true },
  // OpenTofu lets templates render templates.
  'templatefile("files/recursive.tftpl", {})': { type: "number", value: 1 },
  // Other programs, other keys, other encodings than those at hand.
  "provider::aws::nothing(1)": { unknown: true },
  'rsadecrypt("x", "y")': { unknown: true },
  'textencodebase64("hello", "nothing")': { unknown: true },
};

const recorded = join(import.meta.dirname, "recorded");

// What Terraform makes of each expression, recorded by `npm run referee`.
for (const file of readdirSync(recorded)) {
  const cases: (Outcome & { expression: string })[] = JSON.parse(readFileSync(join(recorded, file), "utf8"));
  describe(file.replace(/\.json$/, ""), () => {
    it.each(cases)("$expression", ({ expression, ...terraform }) => {
      const ours = outcomeOf(expression);
      if (Object.hasOwn(DELIBERATE, expression)) expect(ours).toEqual(DELIBERATE[expression]);
      else if (terraform.error !== undefined) expect(ours, terraform.error).toHaveProperty("error");
      else expect(ours).toEqual(withoutKnown(terraform));
    });
  });
}

function outcomeOf(expression: string): Outcome {
  try {
    return asTerraform(evaluate(expression));
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.message };
    throw error;
  }
}
