import type { FileSystem } from "../../../parser.ts";
import { folderOf, inFolder, isSomethingAt } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { childOf, nonNullText, type YamlNode } from "../../../source/yaml/tree.ts";
import type { Found } from "./resolver.ts";

/** A line of an `.env` file as the package dotenv reads it: name, and value in any quotes or none. */
const LINE =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=[ \t]*|:[ \t]+)('(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*)/gm;

/**
 * Whether the framework reads `.env` files: version 4 always does, older ones with `useDotenv`.
 * https://www.serverless.com/framework/docs/environment-variables
 */
export function loadsEnvironmentFiles(top: YamlNode): boolean {
  return isVersion4(top) || nonNullText(childOf(top, "useDotenv")) === "true";
}

function isVersion4(top: YamlNode): boolean {
  return /^[\s^~>=v]*4/.test(nonNullText(childOf(top, "frameworkVersion")) ?? "");
}

/** A variable of `.env.<stage>`, else of `.env`; before version 4 the second is only read where the first doesn't exist. */
export function inEnvironmentFiles(
  name: string,
  top: YamlNode,
  stage: string | undefined,
  fs: FileSystem,
): Found {
  const folder = folderOf(top.file.path);
  const names = stage === undefined ? [".env"] : [`.env.${stage}`, ".env"];
  for (const each of names) {
    const path = inFolder(folder, each);
    const file = fs.read(path);
    if (!file && isSomethingAt(path, fs))
      return { because: `${name} may be set in ${path}, which can't be read` };
    if (!file) continue;
    const found = variableIn(file, name);
    if (found || !isVersion4(top)) return found;
  }
  return undefined;
}

/** Of several lines for one variable the last one counts. */
function variableIn(file: SourceFile, name: string): Found {
  const line = [...file.text.matchAll(LINE)].findLast((each) => each[1] === name);
  if (!line) return undefined;
  const written = (line[2] ?? "").trim();
  const quoted = /^(['"`])(.*)\1$/s.exec(written);
  const text = quoted?.[2] ?? written;
  if (text.includes("$")) return { because: `${name} in ${file.path} is made of other variables` };
  const end = line.index + line[0].trimEnd().length;
  return { kind: "scalar", file, start: end - written.length, end, text, value: text, plain: false };
}
