import { parse as parseToml, TomlError } from "smol-toml";
import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { type SourceLocation, startOfFile } from "../../../source/location.ts";
import { folderOf, inFolder, isSomethingAt } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { toData } from "../../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../../values/value.ts";

/** Parameters by name. */
export interface Given {
  parameters: Map<string, Value<string>>;
  /** The last file that can't be read, which may give whatever no later one does. */
  unread?: string;
}

/** The settings of one environment in a samconfig.toml. */
export interface Samconfig extends Given {
  stackName?: Value<string>;
  region?: Value<string>;
}

interface Reading {
  diagnostics: Diagnostic[];
  /** The files that lie where parameters are taken from. */
  taken: string[];
  /** Reads a parameter file, which `parameter_overrides` may name. */
  readFile(file: Located<string>, into: Given): void;
}

/** `samconfig.toml` (or .yaml, .yml) next to the template. See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
export function readSamconfig(
  template: string,
  { environment, cloudformation }: EnvironmentInputs,
  fs: FileSystem,
  { diagnostics, taken, readFile }: Reading,
): Samconfig | undefined {
  const path = samconfigNextTo(template, fs);
  if (path === undefined) return undefined;
  taken.push(path);
  const file = fs.read(path);
  if (!file) return unreadSamconfig(path);
  const data = dataOf(file, diagnostics);
  if (!data) return undefined;
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
  const given: Given = { parameters: new Map() };
  for (const each of [settings.parameter_overrides].flat()) {
    const named = typeof each === "string" ? /^file:\/\/(.+)$/.exec(each.trim())?.[1] : undefined;
    if (named !== undefined)
      readFile({ value: inFolder(folderOf(template), named), at: place(named) }, given);
    else for (const [key, value] of overridesIn(each)) given.parameters.set(key, known(value, place(key)));
  }
  return {
    ...given,
    ...(typeof settings.stack_name === "string"
      ? { stackName: known(settings.stack_name, place(settings.stack_name)) }
      : {}),
    ...(typeof settings.region === "string"
      ? { region: known(settings.region, place(settings.region)) }
      : {}),
  };
}

/** Nothing is known of what it gives. */
function unreadSamconfig(path: string): Samconfig {
  const value = unknown<string>(`it may be given in ${path}, which can't be read`, startOfFile(path));
  return { parameters: new Map(), unread: path, stackName: value, region: value };
}

/** The environments that the samconfig.toml next to a template has, each with its region. */
export function samconfigEnvironments(
  template: string,
  fs: FileSystem,
): { name: string; path: string; region: string | undefined }[] {
  const path = samconfigNextTo(template, fs) ?? "";
  const file = fs.read(path);
  const data = file && dataOf(file, []);
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

/** What a change adds neither counts before it is merged nor stands in the place of what was there; a new template has what comes with it. */
function samconfigNextTo(template: string, fs: FileSystem): string | undefined {
  const there = NAMES.map((name) => inFolder(folderOf(template), name)).filter((path) =>
    isSomethingAt(path, fs),
  );
  const { base } = fs;
  const known = base?.exists(template) ? there.filter((path) => isSomethingAt(path, base)) : there;
  return known[0];
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
