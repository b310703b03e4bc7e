import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, Located } from "../../../parser.ts";
import { compareText, type SourceLocation } from "../../../source/location.ts";
import { inFolder } from "../../../source/paths.ts";
import { SourceFile } from "../../../source/source-file.ts";
import { locationOf } from "../evaluate/origin.ts";
import type { Expression } from "../syntax/ast.ts";
import { parseVariablesJson } from "../syntax/json-bodies.ts";
import { type ParsedBody, parseExpressionText, parseHcl } from "../syntax/parse.ts";
import { pairedVarFiles } from "./paired-files.ts";

/** What a root variable is given, in the one of its sources that wins. */
export type VariableValue =
  /** A value in a tfvars file. */
  | { kind: "expression"; expression: Expression }
  /** Data of the policy file. */
  | { kind: "data"; data: unknown; at: SourceLocation }
  /** `TF_VAR_…`: text for primitive types, an expression for all others. */
  | { kind: "text"; text: string };

export interface VariableValues {
  get(name: string): VariableValue | undefined;
  diagnostics: Diagnostic[];
  /** Files that are used because of their names. */
  found: { path: string; because: string }[];
}

/**
 * The values of a root's variables for an environment, in Terraform's order: environment variables, `terraform.tfvars`,
 * `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` by name, then var-files, then single variables.
 * See https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function readVariableValues(
  folder: string,
  inputs: EnvironmentInputs,
  fs: FileSystem,
): VariableValues {
  const values = new Map<string, VariableValue>();
  const diagnostics: Diagnostic[] = [];
  const { environmentVariables, varFiles, variables } = inputs.terraform;
  for (const [name, text] of Object.entries(environmentVariables)) values.set(name, { kind: "text", text });
  for (const path of automaticFiles(folder, fs)) readFile(path, fs, values, diagnostics);
  // Files that the policy names take the place of those that are found by name.
  const found = varFiles.length > 0 ? [] : pairedVarFiles(folder, inputs, fs);
  for (const { path } of found) readFile(path, fs, values, diagnostics);
  for (const file of varFiles) readNamedFile(file, inputs.environment, fs, values, diagnostics);
  for (const [name, { value, at }] of Object.entries(variables))
    values.set(name, { kind: "data", data: value, at });
  return { get: (name) => values.get(name), diagnostics, found };
}

const AUTOMATIC = /\.auto\.tfvars(?:\.json)?$/;

function automaticFiles(folder: string, fs: FileSystem): string[] {
  const names = new Set(fs.list(folder));
  const fixed = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.has(name));
  const automatic = [...names].filter((name) => AUTOMATIC.test(name)).sort(compareText);
  return [...fixed, ...automatic].map((name) => inFolder(folder, name));
}

function readNamedFile(
  { value: path, at }: Located<string>,
  environment: string,
  fs: FileSystem,
  values: Map<string, VariableValue>,
  diagnostics: Diagnostic[],
): void {
  if (readFile(path, fs, values, diagnostics)) return;
  diagnostics.push({
    severity: "error",
    message: `The var-file ${path} of the environment "${environment}" is not there.`,
    hint: "Variables that it would set are unknown. Correct the path in the policy.",
    at,
  });
}

/** Whether the file is there. */
function readFile(
  path: string,
  fs: FileSystem,
  values: Map<string, VariableValue>,
  diagnostics: Diagnostic[],
): boolean {
  const file = fs.read(path);
  if (!file) return false;
  const { body, problems } = parseValues(file);
  for (const { message, at } of problems) diagnostics.push({ severity: "error", message, at });
  for (const block of body.blocks) {
    const message = "A file of variable values holds assignments, no blocks; this one is left out.";
    diagnostics.push({ severity: "error", message, at: locationOf(block.header) });
  }
  for (const [name, { value }] of body.attributes)
    values.set(name, { kind: "expression", expression: value });
  return true;
}

/** A file that serves several environments is parsed once. */
const alreadyParsed = new WeakMap<SourceFile, ParsedBody>();

function parseValues(file: SourceFile): ParsedBody {
  const already = alreadyParsed.get(file);
  if (already) return already;
  const parsed = file.path.endsWith(".json") ? parseVariablesJson(file) : parseHcl(file);
  alreadyParsed.set(file, parsed);
  return parsed;
}

/** The expression in the text of an environment variable; undefined when it is none. */
export function expressionOfText(text: string, declaration: SourceLocation): Expression | undefined {
  const expression = parseExpressionText(new EnvironmentText(declaration, text));
  return "kind" in expression ? expression : undefined;
}

/** A text that is in no file: whatever is in it is shown at the declaration of its variable. */
class EnvironmentText extends SourceFile {
  readonly #declaration: SourceLocation;

  constructor(declaration: SourceLocation, text: string) {
    super(declaration.file, text);
    this.#declaration = declaration;
  }

  override locate(): SourceLocation {
    return this.#declaration;
  }
}
