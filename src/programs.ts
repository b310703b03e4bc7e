import type { FileSystem } from "./parser.ts";
import { inFolder } from "./source/paths.ts";
import type { SourceFile } from "./source/source-file.ts";

const CODE = /\.(?:[cm]?[jt]sx?|py|java|kt|cs|fs|go|rb)$/;
const SPEAKS_OF_LAMBDA = /lambda|serverless|python-function|nodejs-function/i;
/** A program that isn't looked through within so many files is taken to make functions. */
const MOST_FILES = 300;
/** Folders that hold what others wrote, or what a build made. */
const NOT_ITS_OWN = /^(?:node_modules|cdk\.out|cdktf\.out|\.?venv|dist|build|target|bin|obj|\.gen)\/$/;

function speaks({ text }: SourceFile): boolean {
  return SPEAKS_OF_LAMBDA.test(text);
}

/** Whether the code of a program in a folder speaks of Lambda. It is never run; where there is none to be found, it may. */
export function speaksOfLambda(folder: string, fs: FileSystem): boolean {
  const folders = [folder];
  let count = 0;
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    for (const name of fs.list(next)) {
      if (name.endsWith("/") && !NOT_ITS_OWN.test(name)) folders.push(inFolder(next, name.slice(0, -1)));
      if (!CODE.test(name)) continue;
      if (++count > MOST_FILES) return true;
      if (fs.read(inFolder(next, name))?.computed(speaks)) return true;
    }
  }
  return count === 0;
}
