import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EvaluationError } from "../../../../src/parsers/terraform/values/value.ts";
import { asTerraform, type Outcome } from "./as-terraform.ts";
import { evaluate } from "./evaluator.ts";

const recorded = join(import.meta.dirname, "recorded");

// What Terraform makes of each expression, recorded by `npm run referee`.
for (const file of readdirSync(recorded)) {
  const cases: (Outcome & { expression: string })[] = JSON.parse(readFileSync(join(recorded, file), "utf8"));
  describe(file.replace(/\.json$/, ""), () => {
    it.each(cases)("$expression", ({ expression, ...terraform }) => {
      const ours = outcomeOf(expression);
      if (terraform.error !== undefined) expect(ours, terraform.error).toHaveProperty("error");
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
