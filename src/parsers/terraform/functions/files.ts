import { globMatcher } from "../../../source/glob.ts";
import { work } from "../../../values/work.ts";
import { bool, setOf, str } from "../values/construct.ts";
import { BOOL, DYNAMIC, STRING, setType } from "../values/types.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import {
  entriesOf,
  type FunctionContext,
  type FunctionDefinition,
  Incomputable,
  ofStrings,
  refuseMany,
  stringArgument,
} from "./definition.ts";

/** What it takes to ask for one name of a folder. */
const NAME = 32;
/** Templates within templates. */
const MAX_TEMPLATES = 8;

/** Functions of files and of paths. Only files of the checkout are read. */
export const files: Readonly<Record<string, FunctionDefinition>> = {
  abspath: never("depends on where the checkout lies"),
  pathexpand: ofStrings(1, STRING, (path) => {
    if (path === "~" || path.startsWith("~/"))
      throw new Incomputable("impure", "depends on whose home folder it is");
    return str(path);
  }),
  basename: ofStrings(1, STRING, (path) => str(basename(path))),
  dirname: ofStrings(1, STRING, (path) => str(dirname(path))),
  file: ofFile((content) => str(content)),
  filebase64: ofFile((content) => str(Buffer.from(content, "utf8").toString("base64"))),
  fileexists: {
    parameters: [{ type: STRING }],
    returns: BOOL,
    compute: ([path], context) => {
      const exists = context.exists(stringArgument(path));
      if (exists === undefined) throw outside(stringArgument(path));
      if (exists && isFolder(stringArgument(path), context))
        throw new EvaluationError(`${stringArgument(path)} is a folder, not a file`);
      return bool(exists);
    },
  },
  fileset: {
    parameters: [{ type: STRING }, { type: STRING }],
    returns: setType(STRING),
    compute: ([folder, pattern], context) =>
      setOf(filesIn(stringArgument(folder), stringArgument(pattern), context).map(str), STRING),
  },
  templatefile: {
    parameters: [{ type: STRING }, { type: DYNAMIC, needs: "nothing" }],
    returns: DYNAMIC,
    compute: ([path, variables], context) => {
      const name = stringArgument(path);
      return rendered(contentOf(name, context), variables as TfValue, name, context);
    },
  },
  templatestring: {
    parameters: [{ type: STRING }, { type: DYNAMIC, needs: "nothing" }],
    returns: DYNAMIC,
    compute: ([text, variables], context) =>
      rendered(stringArgument(text), variables as TfValue, "template", context),
  },
};

/** The text of a file of the checkout. */
export function contentOf(path: string, context: FunctionContext): string {
  const content = context.readFile(path);
  if (content !== undefined) return content;
  const exists = context.exists(path);
  if (exists === undefined) throw outside(path);
  if (exists && isFolder(path, context)) throw new EvaluationError(`${path} is a folder, not a file`);
  if (exists) throw new Incomputable("file-missing", `can't read ${path} as text`);
  // What a build makes is not there yet, which is not the same as an error in the code.
  throw new Incomputable("file-missing", `needs ${path}, which is not in the checkout`);
}

function isFolder(path: string, context: FunctionContext): boolean {
  return (context.list(path)?.length ?? 0) > 0;
}

function outside(path: string): Incomputable {
  return new Incomputable("file-missing", `needs ${path}, which lies outside of the checkout`);
}

function ofFile(read: (content: string) => TfValue): FunctionDefinition {
  return {
    parameters: [{ type: STRING }],
    returns: STRING,
    compute: ([path], context) => read(contentOf(stringArgument(path), context)),
  };
}

function never(message: string): FunctionDefinition {
  return ofStrings(1, STRING, () => {
    throw new Incomputable("impure", message);
  });
}

function rendered(text: string, variables: TfValue, name: string, context: FunctionContext): TfValue {
  if (context.templateDepth >= MAX_TEMPLATES)
    throw new Incomputable("limit", `is nested more than ${MAX_TEMPLATES} deep`);
  if (variables.kind !== "map" && variables.kind !== "object")
    throw new EvaluationError("the variables of a template must be a map");
  for (const variable of entriesOf(variables).keys())
    if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(variable))
      throw new EvaluationError(`${JSON.stringify(variable)} is no name of a variable`);
  return context.evaluateTemplate(text, entriesOf(variables), name);
}

/** As Go's `filepath.Base`. */
function basename(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

/** As Go's `filepath.Dir`. */
function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash === -1) return ".";
  return cleaned(path.slice(0, slash + 1));
}

function cleaned(path: string): string {
  const rooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== ".." || !rooted) kept.push(part);
  }
  const joined = kept.join("/");
  return rooted ? `/${joined}` : joined || ".";
}

/** The files of a folder, or of those above it for `../`, that match a pattern. */
function filesIn(folder: string, pattern: string, context: FunctionContext): string[] {
  if (pattern.startsWith("../"))
    return filesIn(`${folder}/..`, pattern.slice(3), context).map((found) => `../${found}`);
  if (/\[[^\]]*$|\{[^}]*$/.test(pattern)) throw new EvaluationError(`a bracket of ${pattern} is not closed`);
  const matches = globMatcher(pattern.replace(/\/+$/, ""), { paths: true, classes: true });
  const found: string[] = [];
  const visit = (path: string, relative: string) => {
    const names = context.list(path);
    if (names === undefined) throw outside(folder);
    work(names.length * NAME);
    for (const name of names) {
      refuseMany(found.length);
      if (name.endsWith("/")) visit(`${path}/${name.slice(0, -1)}`, `${relative}${name}`);
      else if (matches(`${relative}${name}`)) found.push(`${relative}${name}`);
    }
  };
  visit(folder, "");
  return found;
}
