import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import {
  childOf,
  isNull,
  itemsOf,
  locationOf,
  scalarText,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../../values/value.ts";
import { parameterText } from "./parameters.ts";
import { overridesIn, readSamconfig } from "./samconfig.ts";

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
  const readFile = (file: Located<string>, into: Map<string, Value<string>>) =>
    readParameterFile(file, inputs.environment, fs, into, diagnostics);
  const sam = readSamconfig(path, inputs, fs, { diagnostics, readFile });
  for (const [name, value] of sam?.parameters ?? []) parameters.set(name, value);
  for (const file of parameterFiles) readFile(file, parameters);
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
  diagnostics.push(...problems);
  const [top] = documents;
  if (top) for (const [name, value] of parametersIn(top)) parameters.set(name, value);
}

type Given = [name: string, value: Value<string>];

/** `[{ParameterKey, ParameterValue}]`, `["Name=Value"]`, `{"Parameters": {…}}` (CodePipeline), or plain `{name: value}`. */
function parametersIn(top: YamlNode): Given[] {
  if (top.kind === "sequence") return itemsOf(top).flatMap(listedParameter);
  const nested = childOf(top, "Parameters");
  if (nested) return parametersIn(nested);
  return top.kind === "mapping" ? top.entries.flatMap(({ key, value }) => givenBy(key, value)) : [];
}

function listedParameter(item: YamlNode): Given[] {
  const pair = scalarText(item);
  if (pair !== undefined) {
    return [...overridesIn(pair)].map(([name, value]) => [name, known(value, locationOf(item))]);
  }
  const name = scalarText(childOf(item, "ParameterKey"));
  if (name === undefined) return [];
  const previous = childOf(item, "UsePreviousValue");
  if (previous && scalarText(previous) === "true")
    return [[name, unknown(`parameter ${name} keeps the value that the stack has`, locationOf(previous))]];
  const value = childOf(item, "ParameterValue");
  return value ? givenBy(name, value) : [];
}

/** A list is joined by commas, as CodePipeline and the policy have it. */
function givenBy(name: string, node: YamlNode): Given[] {
  if (isNull(node)) return [];
  const at = locationOf(node);
  if (node.kind === "scalar") return [[name, known(node.text, at)]];
  if (node.kind === "sequence") return [[name, known(node.items.map(scalarText).join(","), at)]];
  return [[name, unknown(`parameter ${name} is given as a map, which is not a value`, at)]];
}
