import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Budget } from "../../../../src/parsers/terraform/evaluate/budget.ts";
import { ExpressionScope } from "../../../../src/parsers/terraform/evaluate/expression.ts";
import { callIn } from "../../../../src/parsers/terraform/functions/setting.ts";
import type { RootContext } from "../../../../src/parsers/terraform/instances/root-context.ts";
import { variableType, variableValue } from "../../../../src/parsers/terraform/instances/variables.ts";
import type { Attribute } from "../../../../src/parsers/terraform/syntax/ast.ts";
import { parseHcl } from "../../../../src/parsers/terraform/syntax/parse.ts";
import { lazy, str } from "../../../../src/parsers/terraform/values/construct.ts";
import { unknownBecause } from "../../../../src/parsers/terraform/values/unknown.ts";
import { EvaluationError, type TfValue, type Type } from "../../../../src/parsers/terraform/values/value.ts";
import { startOfFile } from "../../../../src/source/location.ts";
import { SourceFile } from "../../../../src/source/source-file.ts";
import { inputsFor } from "../../../support/inputs.ts";
import { MemoryFileSystem } from "../../../support/memory-fs.ts";

const home = import.meta.dirname;
const declared = parseHcl(new SourceFile("variables.tf", readFileSync(join(home, "variables.tf"), "utf8")))
  .body.blocks;

/** The variables that have no value, by name. */
export const unknownVariables: readonly string[] = declared
  .filter(({ body }) => !body.attributes.has("default"))
  .map(({ labels }) => labels[0]?.value ?? "");

/**
 * Evaluates an expression as a root module would that declares `variables.tf`.
 * Throws EvaluationError where Terraform would reject it, its syntax included.
 * @param given values for variables that have none
 */
export function evaluate(
  text: string,
  given: Readonly<Record<string, TfValue>> = {},
  budget: Budget = new Budget(),
): TfValue {
  const { body, problems } = parseHcl(new SourceFile("case.tf", `value = ${text}\n`));
  const [problem] = problems;
  if (problem) throw new EvaluationError(problem.message, problem.at);
  return scopeOf(given, budget).evaluate((body.attributes.get("value") as Attribute).value);
}

function scopeOf(given: Readonly<Record<string, TfValue>>, budget: Budget): ExpressionScope {
  const root: RootContext = {
    folder: ".",
    fs: MemoryFileSystem.fromFolder(home),
    inputs: inputsFor("test"),
    variables: { get: () => undefined, diagnostics: [], found: [], taken: [] },
    workspace: str("default"),
    manifest: undefined,
    budget,
    diagnostics: [],
    unread: [],
  };
  const surroundings = (lookup: (name: string) => TfValue | undefined) => ({
    budget: root.budget,
    module: "",
    lookup,
    call: (name: string, args: readonly TfValue[], at: RootContext["diagnostics"][number]["at"]) =>
      callIn(root, name, args, at ?? startOfFile("case.tf")),
  });
  const constants = new ExpressionScope(surroundings(() => undefined));
  const variable = (name: string): TfValue => {
    const block = declared.find(({ labels }) => labels[0]?.value === name);
    if (!block) throw new EvaluationError(`there is no variable ${name}`);
    return (
      variableValue(name, block, given[name], constants) ?? missing(name, variableType(block, constants))
    );
  };
  return new ExpressionScope(surroundings((name) => (name === "var" ? lazy("var", variable) : undefined)));
}

function missing(name: string, type: Type): TfValue {
  return unknownBecause("missing-variable", `var.${name} has no value`, startOfFile("variables.tf"), {
    type,
    parts: [{ address: "", attribute: `var.${name}` }],
  });
}
