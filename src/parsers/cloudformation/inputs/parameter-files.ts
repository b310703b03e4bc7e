import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { isSomethingAt } from "../../../source/paths.ts";
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
import { type Given, overridesIn, readSamconfig } from "./samconfig.ts";

/** What an environment gives to a template, besides the policy's own account and region. */
export interface TemplateInputs extends Given {
  stackName?: Value<string>;
  region?: Value<string>;
  diagnostics: Diagnostic[];
  /** The files that lie where parameters are taken from. */
  taken: string[];
}

/** samconfig.toml, then parameter files in order, then the policy's parameters: the last one wins. */
export function templateInputs(path: string, inputs: EnvironmentInputs, fs: FileSystem): TemplateInputs {
  const { parameters: own, parameterFiles, stackName } = inputs.cloudformation;
  const diagnostics: Diagnostic[] = [];
  const taken: string[] = [];
  const readFile = (file: Located<string>, into: Given) => {
    if (isSomethingAt(file.value, fs)) taken.push(file.value);
    readParameterFile(file, inputs.environment, fs, into, diagnostics);
  };
  const sam = readSamconfig(path, inputs, fs, { diagnostics, taken, readFile });
  const given: Given = {
    parameters: new Map(sam?.parameters),
    ...(sam?.unread ? { unread: sam.unread } : {}),
  };
  for (const file of parameterFiles) readFile(file, given);
  for (const [name, value] of Object.entries(own)) given.parameters.set(name, parameterText(value));
  const stack = stackName ? known(stackName.value, stackName.at) : sam?.stackName;
  return {
    ...given,
    diagnostics,
    taken,
    ...(stack ? { stackName: stack } : {}),
    ...(sam?.region ? { region: sam.region } : {}),
  };
}

function readParameterFile(
  { value: path, at }: Located<string>,
  environment: string,
  fs: FileSystem,
  given: Given,
  diagnostics: Diagnostic[],
): void {
  const file = fs.read(path);
  if (!file) {
    const isThere = isSomethingAt(path, fs);
    if (isThere) {
      given.parameters.clear();
      given.unread = path;
    }
    const message = `The parameter file ${path} of the environment "${environment}" ${isThere ? "can't be read" : "is not there"}.`;
    diagnostics.push({ severity: "error", message, hint: "Correct the path in the policy.", at });
    return;
  }
  const { documents, problems } = parseYaml(file);
  diagnostics.push(...problems);
  const [top] = documents;
  if (top) for (const [name, value] of parametersIn(top)) given.parameters.set(name, value);
}

type Pair = [name: string, value: Value<string>];

/** `[{ParameterKey, ParameterValue}]`, `["Name=Value"]`, `{"Parameters": {…}}` (CodePipeline), or plain `{name: value}`. */
function parametersIn(top: YamlNode): Pair[] {
  if (top.kind === "sequence") return itemsOf(top).flatMap(listedParameter);
  const nested = childOf(top, "Parameters");
  if (nested) return parametersIn(nested);
  return top.kind === "mapping" ? top.entries.flatMap(({ key, value }) => givenBy(key, value)) : [];
}

function listedParameter(item: YamlNode): Pair[] {
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
function givenBy(name: string, node: YamlNode): Pair[] {
  if (isNull(node)) return [];
  const at = locationOf(node);
  if (node.kind === "scalar") return [[name, known(node.text, at)]];
  if (node.kind === "sequence") return [[name, known(node.items.map(scalarText).join(","), at)]];
  return [[name, unknown(`parameter ${name} is given as a map, which is not a value`, at)]];
}
