import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, UnreadCode } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { isSomethingAt, resolvePath } from "../../../source/paths.ts";
import { SourceFile } from "../../../source/source-file.ts";
import type { Budget } from "../evaluate/budget.ts";
import { ExpressionScope, type Surroundings } from "../evaluate/expression.ts";
import { template } from "../evaluate/template.ts";
import { callFunction } from "../functions/call.ts";
import type { VariableValues } from "../inputs/variable-values.ts";
import type { ModuleManifest } from "../modules/manifest.ts";
import type { OtherStates } from "../states/other-states.ts";
import { parseTemplateText } from "../syntax/parse.ts";
import { str } from "../values/construct.ts";
import { LimitError } from "../values/limit-error.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";

/** What all modules of a root have in common while it is evaluated for one environment. */
export interface RootContext {
  /** The root module's folder, which paths in expressions are relative to. */
  folder: string;
  fs: FileSystem;
  inputs: EnvironmentInputs;
  variables: VariableValues;
  workspace: TfValue;
  manifest: ModuleManifest | undefined;
  /** The states of other roots; absent where the root is evaluated alone. */
  states?: OtherStates | undefined;
  budget: Budget;
  diagnostics: Diagnostic[];
  unread: UnreadCode[];
}

/** Calls a function as an expression of this root would. */
export function callInRoot(
  root: RootContext,
  name: string,
  args: readonly TfValue[],
  at: SourceLocation,
  templateDepth = 0,
): TfValue {
  const inside = (path: string) =>
    path.startsWith("/") || path.startsWith("~") ? undefined : resolvePath(root.folder, path);
  return callFunction(name, args, {
    at,
    readFile(path) {
      const file = inside(path);
      return file === undefined ? undefined : root.fs.read(file)?.text;
    },
    exists(path) {
      const file = inside(path);
      if (file === undefined) return undefined;
      // What a link leads to outside of the checkout, nobody knows here.
      return root.fs.exists(file) || (isSomethingAt(file, root.fs) ? undefined : false);
    },
    list(folder) {
      const found = inside(folder);
      return found === undefined ? undefined : root.fs.list(found);
    },
    evaluateTemplate(text, variables, path) {
      const surroundings: Surroundings = {
        budget: root.budget,
        module: path,
        lookup: (variable) => variables.get(variable),
        call: (inner, innerArgs, innerAt) => callInRoot(root, inner, innerArgs, innerAt, templateDepth + 1),
      };
      return templateIn(new SourceFile(inside(path) ?? path, text), new ExpressionScope(surroundings));
    },
    templateDepth,
  });
}

function templateIn(file: SourceFile, scope: ExpressionScope): TfValue {
  const parts = parseTemplateText(file);
  if (!Array.isArray(parts)) {
    if (parts.isLimit) throw new LimitError(`${file.path} is nested too deep`);
    throw new EvaluationError(parts.message.replace(/\.$/, ""), parts.at);
  }
  if (parts.length === 0) return str("");
  return template({ kind: "template", file, start: 0, end: file.text.length, parts }, scope);
}
