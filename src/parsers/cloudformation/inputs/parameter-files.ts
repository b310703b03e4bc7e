import type { Diagnostic } from "../../../finding.ts";
import { known, type Value } from "../../../model/value.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { childOf, isNull, locationOf, type YamlNode } from "../../../source/yaml/tree.ts";
import { itemsOf, textOf } from "../values/intrinsic.ts";
import { parameterText } from "./parameters.ts";
import { readSamconfig } from "./samconfig.ts";

/** What an environment gives to a template, besides the policy's own account and region. */
export interface TemplateInputs {
  parameters: ReadonlyMap<string, Value<string>>;
  stackName?: Value<string>;
  region?: Value<string>;
  diagnostics: Diagnostic[];
}

/** samconfig.toml, then parameter files in order, then the policy's parameters: the last one wins. */
export function templateInputs(path: string, inputs: EnvironmentInputs, fs: FileSystem): TemplateInputs {
  const { parameters: own, parameterFiles, stackName } = inputs.cloudformation;
  const parameters = new Map<string, Value<string>>();
  const diagnostics: Diagnostic[] = [];
  const sam = readSamconfig(path, inputs, fs, diagnostics);
  for (const [name, value] of sam?.parameters ?? []) parameters.set(name, value);
  for (const file of parameterFiles) readParameterFile(file, inputs.environment, fs, parameters, diagnostics);
  for (const [name, value] of Object.entries(own)) parameters.set(name, parameterText(value));
  const stack = stackName ? known(stackName.value, stackName.at) : sam?.stackName;
  return {
    parameters,
    diagnostics,
    ...(stack ? { stackName: stack } : {}),
    ...(sam?.region ? { region: sam.region } : {}),
  };
}

function readParameterFile(
  { value: path, at }: Located<string>,
  environment: string,
  fs: FileSystem,
  parameters: Map<string, Value<string>>,
  diagnostics: Diagnostic[],
): void {
  const file = fs.read(path);
  if (!file) {
    const message = `The parameter file ${path} of the environment "${environment}" is not there.`;
    diagnostics.push({ severity: "error", message, hint: "Correct the path in the policy.", at });
    return;
  }
  const { documents, problems } = parseYaml(file);
  for (const problem of problems) diagnostics.push(problem);
  const [top] = documents;
  for (const [name, node] of top ? parametersIn(top) : []) {
    if (node.kind === "scalar" && !isNull(node)) parameters.set(name, known(node.text, locationOf(node)));
  }
}

/** `[{ParameterKey, ParameterValue}]`, `{"Parameters": {…}}` (CodePipeline), or plain `{name: value}`. */
function parametersIn(top: YamlNode): [string, YamlNode][] {
  if (top.kind === "sequence") {
    return itemsOf(top).flatMap((item): [string, YamlNode][] => {
      const key = textOf(childOf(item, "ParameterKey"));
      const value = childOf(item, "ParameterValue");
      return key !== undefined && value ? [[key, value]] : [];
    });
  }
  const nested = childOf(top, "Parameters");
  if (nested) return parametersIn(nested);
  return top.kind === "mapping" ? top.entries.map(({ key, value }) => [key, value]) : [];
}
