import type { FileSystem, Parser, UnreadCode } from "../../parser.ts";
import { speaksOfLambda } from "../../programs.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { claims } from "./claims.ts";
import { FORMATS, type UnreadFormat } from "./formats.ts";

/** Tools whose code nobody reads here: they are named, with the command that makes something readable. */
const unreadFormats: Parser = {
  claims,

  roots(files, fs) {
    const unread = files.flatMap((path) =>
      FORMATS.filter((format) => format.files.test(path) && isOf(format, path, fs)).map((format) =>
        unreadIn(path, format, fs),
      ),
    );
    return { roots: [], diagnostics: [], unread };
  },

  parse() {
    throw new Error("These formats have no roots.");
  },
};

export default unreadFormats;

/** Whether a text says that it is of a format, for those that say so. */
const saysSo = new Map(
  FORMATS.map((format) => [format, ({ text }: SourceFile) => format.text?.test(text) ?? true]),
);

function isOf(format: UnreadFormat, path: string, fs: FileSystem): boolean {
  const { text, isOne } = format;
  const isSaid = saysSo.get(format);
  if (text && isSaid && !fs.read(path)?.computed(isSaid)) return false;
  return isOne === undefined || isOne(path, fs);
}

function unreadIn(
  path: string,
  { name, because, hint, functions }: UnreadFormat,
  fs: FileSystem,
): UnreadCode {
  return {
    kind: "app",
    what: `${name} in ${path}`,
    address: path,
    because,
    hint,
    at: startOfFile(path),
    mayHoldFunctions: functions === "always" || speaks(path, fs),
  };
}

function speaks(path: string, fs: FileSystem): boolean {
  if (/lambda|serverless|function/i.test(`${path} ${fs.read(path)?.text ?? ""}`)) return true;
  return speaksOfLambda(folderOf(path), fs);
}
