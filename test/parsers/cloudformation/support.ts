import { Parameters } from "../../../src/parsers/cloudformation/inputs/parameters.ts";
import { Template } from "../../../src/parsers/cloudformation/template.ts";
import { type Evaluated, plain } from "../../../src/parsers/cloudformation/values/evaluated.ts";
import { SourceFile } from "../../../src/source/source-file.ts";
import { parseYaml } from "../../../src/source/yaml/parse.ts";
import { childOf } from "../../../src/source/yaml/tree.ts";
import type { Guard } from "../../../src/values/guard.ts";
import { alternativesOf, known, unknown, type Value } from "../../../src/values/value.ts";
import { HERE } from "../../model/support.ts";
import { inputsFor } from "../../support/inputs.ts";

/** A template as an environment deploys it that gives these parameters. */
export function templateOf(text: string, given: Readonly<Record<string, string>> = {}): Template {
  const [root] = parseYaml(new SourceFile("template.yaml", text)).documents;
  if (root?.kind !== "mapping") throw new Error("a template is a mapping");
  const parameters = Object.entries(given).map(([name, value]) => [name, plain(known(value, HERE))] as const);
  return new Template(root, {
    inputs: inputsFor("prod"),
    pool: { account: known("123456789012", HERE), region: known("eu-central-1", HERE) },
    parameters: new Parameters(new Map(parameters)),
    stackName: unknown("the name of the stack is not given", HERE),
  });
}

/** What an expression comes to in a template. @param expression in YAML's flow style, as after `Value: ` */
export function evaluated(
  expression: string,
  head = "",
  given: Readonly<Record<string, string>> = {},
): Evaluated {
  const template = templateOf(`${head}\nOutputs: { It: { Value: ${expression} } }\n`, given);
  const value = childOf(template.entry("Outputs", "It"), "Value");
  if (!value) throw new Error("the output has no value");
  return template.evaluate(value);
}

/** A value in short: what it is (null where unset), its alternatives each with what they are under, or why it is neither. */
export function shortly<T>(value: Value<T>): T | null | string | [T | null, Guard?][] {
  if (value.state !== "unknown") return value.state === "known" ? value.value : null;
  const alternatives = alternativesOf(value);
  if (!alternatives) return value.because;
  return alternatives.map((each) => {
    const it = each.state === "known" ? each.value : null;
    return each.when ? [it, each.when] : [it];
  });
}
