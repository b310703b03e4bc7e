import { parse as parseToml, TomlError } from "smol-toml";
import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { type SourceLocation, startOfFile } from "../../../source/location.ts";
import { folderOf, inFolder } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { toData } from "../../../source/yaml/tree.ts";
import { known, type Value } from "../../../values/value.ts";

/** The settings of one environment in a samconfig.toml. */
export interface Samconfig {
  parameters: Map<string, Value<string>>;
  stackName?: Value<string>;
  region?: Value<string>;
}

interface Reading {
  diagnostics: Diagnostic[];
  /** Reads a parameter file, which `parameter_overrides` may name. */
  readFile(file: Located<string>, into: Map<string, Value<string>>): void;
}

/** `samconfig.toml` (or .yaml, .yml) next to the template. See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
export function readSamconfig(
  template: string,
  { environment, cloudformation }: EnvironmentInputs,
  fs: FileSystem,
  { diagnostics, readFile }: Reading,
): Samconfig | undefined {
  const file = samconfigNextTo(template, fs);
  const data = file && dataOf(file, diagnostics);
  if (!file || !data) return undefined;
  const wanted = cloudformation.samconfig;
  const name = wanted?.value ?? (Object.hasOwn(data, environment) ? environment : "default");
  if (wanted && !Object.hasOwn(data, wanted.value)) {
    const message = `${file.path} has no section "${wanted.value}".`;
    diagnostics.push({ severity: "error", message, hint: "Correct samconfig in the policy.", at: wanted.at });
  }
  const settings = {
    ...tableAt(tableAt(tableAt(data, name), "global"), "parameters"),
    ...tableAt(tableAt(tableAt(data, name), "deploy"), "parameters"),
  };
  const place = (text: string) => placeOf(file, text, name);
  const parameters = new Map<string, Value<string>>();
  for (const each of [settings.parameter_overrides].flat()) {
    const path = typeof each === "string" ? /^file:\/\/(.+)$/.exec(each.trim())?.[1] : undefined;
    if (path !== undefined)
      readFile({ value: inFolder(folderOf(template), path), at: place(path) }, parameters);
    else for (const [key, value] of overridesIn(each)) parameters.set(key, known(value, place(key)));
  }
  return {
    parameters,
    ...(typeof settings.stack_name === "string"
      ? { stackName: known(settings.stack_name, place(settings.stack_name)) }
      : {}),
    ...(typeof settings.region === "string"
      ? { region: known(settings.region, place(settings.region)) }
      : {}),
  };
}

/** The environments that the samconfig.toml next to a template has, each with its region. */
export function samconfigEnvironments(
  template: string,
  fs: FileSystem,
): { name: string; path: string; region: string | undefined }[] {
  const file = samconfigNextTo(template, fs);
  const data = file && dataOf(file, []);
  const path = file?.path ?? "";
  return Object.keys(data ?? {})
    .filter((name) => name !== "default" && Object.keys(tableAt(data, name)).length > 0)
    .map((name) => {
      const commands = ["global", "deploy"].map((each) =>
        tableAt(tableAt(tableAt(data, name), each), "parameters"),
      );
      const region = commands.map((each) => each["region"]).find((each) => typeof each === "string");
      return { name, path, region };
    });
}

const NAMES = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"];

function samconfigNextTo(template: string, fs: FileSystem): SourceFile | undefined {
  const folder = folderOf(template);
  for (const name of NAMES) {
    const file = fs.read(inFolder(folder, name));
    if (file) return file;
  }
  return undefined;
}

type Table = Readonly<Record<string, unknown>>;

function tableAt(data: Table | undefined, key: string): Table {
  const value = data?.[key];
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Table) : {};
}

function dataOf(file: SourceFile, diagnostics: Diagnostic[]): Table | undefined {
  if (file.path.endsWith(".toml")) return tomlOf(file, diagnostics);
  const { documents, problems } = parseYaml(file);
  diagnostics.push(...problems);
  const [top] = documents;
  return top?.kind === "mapping" ? (toData(top) as Table) : undefined;
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
/** The AWS CLI's spelling, which SAM takes too. */
const KEY_AND_VALUE =
  /ParameterKey=("(?:[^"\\]|\\.)*"|[^\s,]*),ParameterValue=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,]*)/g;

/** `A=1 B="x y"`, `ParameterKey=A,ParameterValue=1`, or a table. */
export function overridesIn(given: unknown): Map<string, string> {
  const overrides = new Map<string, string>();
  if (typeof given === "string") {
    const spelling = given.includes("ParameterKey=") ? KEY_AND_VALUE : PAIR;
    for (const [, key = "", value = ""] of given.matchAll(spelling))
      overrides.set(unquoted(key), unquoted(value));
  } else if (given !== null && typeof given === "object") {
    for (const [key, value] of Object.entries(given))
      overrides.set(key, Array.isArray(value) ? value.join(",") : String(value));
  }
  return overrides;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

/** TOML gives no positions: the first line of the environment's section, else of the file, that has the text. */
function placeOf(file: SourceFile, text: string, section: string): SourceLocation {
  const name = section.replace(/[^A-Za-z0-9_]/g, "\\$&");
  const header = file.text.search(new RegExp(String.raw`^\s*\[?"?${name}"?[.:\]]`, "m"));
  const inSection = header === -1 ? -1 : file.text.indexOf(text, header);
  const offset = inSection === -1 ? file.text.indexOf(text) : inSection;
  return offset === -1 ? startOfFile(file.path) : file.locate(offset, offset + text.length);
}
