import type { FileSystem } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { isSomethingAt, resolvePath } from "../../../source/paths.ts";
import { SourceFile } from "../../../source/source-file.ts";
import { work } from "../../../values/work.ts";
import type { Budget } from "../evaluate/budget.ts";
import { ExpressionScope, type Surroundings } from "../evaluate/expression.ts";
import { template } from "../evaluate/template.ts";
import { parseTemplateText } from "../syntax/parse.ts";
import { str } from "../values/construct.ts";
import { LimitError } from "../values/limit-error.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { callFunction } from "./call.ts";
import type { FunctionDefinition } from "./definition.ts";

/** Where functions are called. */
export interface FunctionSetting {
  /** The folder that relative paths in expressions are of. */
  folder: string;
  fs: FileSystem;
  budget: Budget;
  /** What absolute paths of the checkout begin with, where there are some; all others lead out of it. */
  checkoutAt?: string;
  /** Functions besides Terraform's own, or in their place, by their names. */
  functions?: (name: string) => FunctionDefinition | undefined;
}

/** The path in the checkout that a path in an expression means; undefined when it leads out. */
export function pathIn(
  { folder, checkoutAt }: Pick<FunctionSetting, "folder" | "checkoutAt">,
  path: string,
): string | undefined {
  if (checkoutAt !== undefined && (path === checkoutAt || path.startsWith(`${checkoutAt}/`)))
    return resolvePath(".", path.slice(checkoutAt.length).replace(/^\/+/, ""));
  return path.startsWith("/") || path.startsWith("~") ? undefined : resolvePath(folder, path);
}

/** Calls a function as an expression there would. */
export function callIn(
  setting: FunctionSetting,
  name: string,
  args: readonly TfValue[],
  at: SourceLocation,
  templateDepth = 0,
): TfValue {
  const { fs, budget, functions } = setting;
  const inside = (path: string) => pathIn(setting, path);
  const context = {
    at,
    readFile(path: string) {
      const file = inside(path);
      return file === undefined ? undefined : fs.read(file)?.text;
    },
    exists(path: string) {
      const file = inside(path);
      if (file === undefined) return undefined;
      // What a link leads to outside of the checkout, nobody knows here.
      return fs.exists(file) || (isSomethingAt(file, fs) ? undefined : false);
    },
    list(folder: string) {
      const found = inside(folder);
      return found === undefined ? undefined : fs.list(found);
    },
    evaluateTemplate(text: string, variables: ReadonlyMap<string, TfValue>, path: string) {
      const surroundings: Surroundings = {
        budget,
        module: path,
        lookup: (variable) => variables.get(variable),
        call: (inner, innerArgs, innerAt) => callIn(setting, inner, innerArgs, innerAt, templateDepth + 1),
      };
      return templateIn(new SourceFile(inside(path) ?? path, text), new ExpressionScope(surroundings));
    },
    templateDepth,
  };
  return callFunction(name, args, context, functions);
}

function templateIn(file: SourceFile, scope: ExpressionScope): TfValue {
  // To read it takes longer than to pass it on.
  work(file.text.length);
  const parts = parseTemplateText(file);
  if (!Array.isArray(parts)) {
    if (parts.isLimit) throw new LimitError(`${file.path} is nested too deep`);
    throw new EvaluationError(parts.message.replace(/\.$/, ""), parts.at);
  }
  if (parts.length === 0) return str("");
  return template({ kind: "template", file, start: 0, end: file.text.length, parts }, scope);
}
