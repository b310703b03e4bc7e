import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EvaluationError } from "../../../../src/parsers/terraform/values/value.ts";
import { asTerraform, type Outcome } from "./as-terraform.ts";
import { evaluate } from "./evaluator.ts";

/** Where our result is another one than Terraform 1.11's, on purpose. */
const DELIBERATE: Readonly<Record<string, Outcome>> = {
  // From 1.12 on, the left operand alone may decide.
  "true || null": { type: "bool", value: true },
  "false && null": { type: "bool", value: false },
  // All ways lead to the same value.
  'var.unknown_bool ? "a" : "a"': { type: "string", value: "a" },
  'var.unknown_bool ? 1 : "1"': { type: "string", value: "1" },
  '["a", "a"][var.unknown_number]': { type: "string", value: "a" },
  "{ a = 1 }[var.unknown_string]": { type: "number", value: 1 },
  '"%{ if var.unknown_bool }a%{ else }a%{ endif }"': { type: "string", value: "a" },
  // A file that is not in the checkout may be there when Terraform runs.
  'true ? 1 : file("missing.txt")': { type: "string", value: "1" },
  'file("files/none.txt")': { unknown: true },
  'templatefile("files/none.tftpl", {})': { unknown: true },
  // The compressor's bytes are those of one version of Go.
  'base64gzip("hello")': { unknown: true },
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
      else expect(ours).toEqual(terraform);
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
