import { parse as parseToml, TomlError } from "smol-toml";
import type { Diagnostic } from "../../../finding.ts";
import { known, type Value } from "../../../model/value.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { type SourceLocation, startOfFile } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { childOf, isNull, locationOf, type YamlNode } from "../../../source/yaml/tree.ts";
import { itemsOf, textOf } from "../values/intrinsic.ts";
import { parameterText } from "./parameters.ts";

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

interface Samconfig {
  parameters: Map<string, Value<string>>;
  stackName?: Value<string>;
  region?: Value<string>;
}

/** `samconfig.toml` beside the template. See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
function readSamconfig(
  template: string,
  { environment, cloudformation }: EnvironmentInputs,
  fs: FileSystem,
  diagnostics: Diagnostic[],
): Samconfig | undefined {
  const slash = template.lastIndexOf("/");
  const file = fs.read(`${template.slice(0, slash + 1)}samconfig.toml`);
  const data = file && tomlOf(file, diagnostics);
  if (!file || !data) return undefined;
  const name =
    cloudformation.samconfig?.value ?? (Object.hasOwn(data, environment) ? environment : "default");
  const table = tableAt(tableAt(data, name), "deploy");
  const settings = {
    ...tableAt(tableAt(tableAt(data, name), "global"), "parameters"),
    ...tableAt(table, "parameters"),
  };
  const overrides = overridesIn(settings.parameter_overrides);
  const place = (text: string) => placeOf(file, text);
  return {
    parameters: new Map([...overrides].map(([key, value]) => [key, known(value, place(key))])),
    ...(typeof settings.stack_name === "string"
      ? { stackName: known(settings.stack_name, place(settings.stack_name)) }
      : {}),
    ...(typeof settings.region === "string"
      ? { region: known(settings.region, place(settings.region)) }
      : {}),
  };
}

type Table = Readonly<Record<string, unknown>>;

function tableAt(data: Table | undefined, key: string): Table {
  const value = data?.[key];
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Table) : {};
}

function tomlOf(file: SourceFile, diagnostics: Diagnostic[]): Table | undefined {
  try {
    return parseToml(file.text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const at = file.locateLine(error.line, error.column) ?? startOfFile(file.path);
    const [message = ""] = error.message.split("\n");
    diagnostics.push({ severity: "error", message: `samconfig.toml can't be read: ${message}.`, at });
    return undefined;
  }
}

const PAIR = /([A-Za-z0-9]+)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g;

/** `A=1 B="x y"`, a list of such texts, or a table. */
function overridesIn(given: unknown): Map<string, string> {
  const overrides = new Map<string, string>();
  for (const each of Array.isArray(given) ? given : [given]) {
    if (typeof each === "string") {
      for (const [, key = "", value = ""] of each.matchAll(PAIR)) overrides.set(key, unquoted(value));
    } else if (each !== null && typeof each === "object") {
      for (const [key, value] of Object.entries(each)) overrides.set(key, String(value));
    }
  }
  return overrides;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

/** TOML gives no positions: the first line that has the name. */
function placeOf(file: SourceFile, text: string): SourceLocation {
  const offset = file.text.indexOf(text);
  return offset === -1 ? startOfFile(file.path) : file.locate(offset, offset + text.length);
}
