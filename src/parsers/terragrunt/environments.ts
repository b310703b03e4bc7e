import { assignedIn, commandFilesOf } from "../../command-files.ts";
import { isOfEnvironment } from "../../environment-words.ts";
import type { Evidence } from "../../evidence.ts";
import type { FileSystem, Root } from "../../parser.ts";
import { folderOf } from "../../source/paths.ts";
import { localAttributes, localsOf } from "./configuration/locals.ts";
import { BARE_SHELL } from "./configuration/reading.ts";
import { readUnit, unitIn } from "./units/unit.ts";

/** What teams call the local value that says the environment. */
const LOCAL = /^(?:env|environment|stage)(?:_?name)?$/i;

/** The environments that the files of a unit name: a local value of a file that says so for all units below its folder. */
export function environmentsOf({ path }: Root, fs: FileSystem): Evidence[] {
  const unit = unitIn(path, fs, BARE_SHELL);
  if (!unit) return [];
  const read = readUnit(unit, BARE_SHELL, () => "nothing is asked of other units");
  if (!read.configuration) return [];
  const hints = new Map<string, Evidence>();
  // What a unit reads is known once its locals and those of its parents are computed.
  const own = [
    read.configuration,
    ...read.configuration.includes.flatMap(({ configuration }) => configuration ?? []),
  ];
  for (const configuration of own) {
    const locals = localsOf(configuration);
    if (locals.kind === "lazy") for (const name of locals.keys() ?? []) locals.get(name);
  }
  for (const file of read.reading.files) {
    const configuration = read.reading.at({ path: file, unit: file, original: unit.file });
    if (!configuration) continue;
    const locals = localsOf(configuration);
    for (const name of localAttributes(configuration).keys()) {
      const value = LOCAL.test(name) && locals.kind === "lazy" ? locals.get(name) : undefined;
      if (value?.kind !== "string" || value.value === "") continue;
      const folder = folderOf(file);
      hints.set(`${value.value}\n${file}`, {
        kind: "code",
        name: value.value,
        because: `local ${name} in ${file}`,
        settings: folder === "." ? {} : { match: { paths: [`${folder}/**`] } },
      });
    }
  }
  return [...hints.values(), ...byShell(path, [...read.reading.files], fs)];
}

const GET_ENV = /\bget_env\(\s*"([A-Za-z_]\w*)"/g;

/** What commands set the variables to that a unit asks its shell for and that are about the environment. */
function byShell(unit: string, files: readonly string[], fs: FileSystem): Evidence[] {
  const asked = files.flatMap((path) =>
    [...(fs.read(path)?.text ?? "").matchAll(GET_ENV)].map(([, name = ""]) => name),
  );
  const variables = [...new Set(asked)].filter(isOfEnvironment);
  return commandFilesOf(unit, fs).flatMap((file) =>
    variables.flatMap((variable) =>
      assignedIn(file, variable).map(
        ({ word, file: path, line }): Evidence => ({
          kind: "command",
          name: word,
          because: `${path}:${line} sets ${variable} to ${word}`,
          settings: { terragrunt: { env: { [variable]: word } } },
        }),
      ),
    ),
  );
}
