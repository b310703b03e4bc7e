import type { FileSystem, UnreadCode } from "./parser.ts";
import { inFolder } from "./source/paths.ts";
import type { SourceFile } from "./source/source-file.ts";

const CODE = /\.(?:[cm]?[jt]sx?|py|java|kt|cs|fs|go|rb)$/;
const SPEAKS_OF_LAMBDA = /lambda|serverless|python-function|nodejs-function/i;
/** A program that isn't looked through within so many files is taken to make functions. */
const MOST_FILES = 300;
/** Folders that hold what others wrote, or what a build made. */
const NOT_ITS_OWN = /^(?:node_modules|cdk\.out|cdktf\.out|\.?venv|dist|build|target|obj|\.gen)\/$/;

/** What decides besides its code what a program makes: its settings, and the versions of what it uses. */
const SETTINGS =
  /^(?:Pulumi(?:\..+)?\.ya?ml|cdk(?:tf|\.context)?\.json|sst\.config\.ts|package(?:-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|requirements.*\.txt|pyproject\.toml|(?:poetry|uv|Pipfile)\.lock|go\.(?:mod|sum)|pom\.xml|build\.gradle(?:\.kts)?|.*\.(?:cs|fs)proj)$/;
/** What says of its stacks what they are given. */
const CONFIGURATION = /^(?:Pulumi(?:\..+)?\.ya?ml|cdk(?:tf|\.context)?\.json)$/;

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

/**
 * What is to be said of documents that git tracks and that are read in the place of a program: they may be older than its code. A
 * change that alters the code and leaves them, that alters them alone, or that brings them, is told of as what may hide functions.
 * @param documents those that are made together, the first one by name
 * @param folder the program's
 */
export function readInItsPlace(
  documents: readonly string[],
  folder: string,
  fs: FileSystem,
): Pick<UnreadCode, "because" | "mayHoldFunctions"> {
  const { base } = fs;
  const [first = ""] = documents;
  const read = (path: string) => `git tracks ${path}, which was read in its place`;
  const old = { because: `${read(first)} and may be older than its code`, mayHoldFunctions: false };
  // A base is its own base, of which nothing is altered.
  if (!base || base === fs) return old;
  const brought = documents.find((path) => !base.exists(path));
  if (brought !== undefined)
    return { because: `${read(brought)} and may be older than its code`, mayHoldFunctions: true };
  const isAltered = (path: string) => fs.read(path)?.text !== base.read(path)?.text;
  const altered = documents.find(isAltered);
  if (altered === undefined) {
    const code = alteredIn(folder, fs, base, (name) => CODE.test(name) || CONFIGURATION.test(name));
    if (typeof code !== "string") return old;
    const because = `${read(first)}, and this change leaves it as it is while it alters ${code}`;
    return { because, mayHoldFunctions: speaksOfLambda(folder, fs) };
  }
  const more = alteredIn(folder, fs, base, (name) => CODE.test(name) || SETTINGS.test(name));
  if (more !== undefined) return { ...old, because: `${read(altered)} and may be older than its code` };
  const because = `${read(altered)}, and this change alters it, but nothing of the program that it is made of`;
  return { because, mayHoldFunctions: true };
}

/** Tests are no part of what a program makes. */
const TEST = /(?:\.(?:test|spec)\.[cm]?[jt]sx?|_test\.(?:go|py)|^test_.*\.py|Tests?\.(?:java|kt|cs|fs))$/;
const TESTS = /^(?:tests?|__tests__|spec)\/$/;
/** A folder with a program of its own. */
const PROGRAM = /^(?:Pulumi\.ya?ml|cdk(?:tf)?\.json|sst\.config\.ts)$/;

/** A file of a program that a change alters, adds or takes away; null where there are too many to look at all of them. */
function alteredIn(
  folder: string,
  head: FileSystem,
  base: FileSystem,
  isAsked: (name: string) => boolean,
): string | null | undefined {
  const folders = [folder];
  let count = 0;
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    for (const name of new Set([...head.list(next), ...base.list(next)])) {
      const path = inFolder(next, name);
      if (name.endsWith("/")) {
        const isOwn = !NOT_ITS_OWN.test(name) && !TESTS.test(name) && !name.startsWith(".");
        const inner = path.slice(0, -1);
        if (isOwn && !head.list(inner).some((each) => PROGRAM.test(each))) folders.push(inner);
      }
      if (!isAsked(name) || TEST.test(name)) continue;
      if (++count > MOST_FILES) return null;
      if (head.read(path)?.text !== base.read(path)?.text) return path;
    }
  }
  return undefined;
}
