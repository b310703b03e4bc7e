import { parse as parseToml, TomlError } from "smol-toml";
import type { Diagnostic } from "../../../finding.ts";
import { known, type Value } from "../../../model/value.ts";
import type { EnvironmentInputs, FileSystem } from "../../../parser.ts";
import { type SourceLocation, startOfFile } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";

/** What one environment of a samconfig.toml says. */
export interface Samconfig {
  parameters: Map<string, Value<string>>;
  stackName?: Value<string>;
  region?: Value<string>;
}

/** `samconfig.toml` beside the template. See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
export function readSamconfig(
  template: string,
  { environment, cloudformation }: EnvironmentInputs,
  fs: FileSystem,
  diagnostics: Diagnostic[],
): Samconfig | undefined {
  const file = fs.read(besideTemplate(template));
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

/** The environments that the samconfig.toml beside a template has, each with its region. */
export function samconfigEnvironments(
  template: string,
  fs: FileSystem,
): { name: string; path: string; region: string | undefined }[] {
  const path = besideTemplate(template);
  const file = fs.read(path);
  const data = file && tomlOf(file, []);
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

function besideTemplate(template: string): string {
  return `${template.slice(0, template.lastIndexOf("/") + 1)}samconfig.toml`;
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
