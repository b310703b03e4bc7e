import type { Diagnostic } from "../finding.ts";
import type { FileSystem, Located } from "../parser.ts";
import { compareLocations } from "../source/location.ts";
import type { SourceFile } from "../source/source-file.ts";
import { childOf, locationOf, toData, type YamlMapping } from "../source/yaml/tree.ts";
import { checkMeaning } from "./checks/meaning.ts";
import type { CheckTerraform } from "./checks/module-adapters.ts";
import { presetDocument, type ReadFile, readExtended } from "./document/extend.ts";
import { Policy } from "./policy.ts";
import type { PolicyRule } from "./preset.ts";
import recommended from "./presets/recommended.ts";
import type { PolicyProblem } from "./problem.ts";
import { checkShape } from "./shape/check.ts";
import type { PolicyData } from "./shape/schema.ts";

/** What a policy is loaded with. */
export interface PolicyContext {
  /** Every rule that the policy may speak of. */
  rules: readonly PolicyRule[];
  /** The checkout: var-files and parameter files are looked for in it. */
  fs: FileSystem;
  /** ISO date, which decides what has expired. */
  today: string;
}

/** Where a policy is loaded from. */
export interface PolicySource extends PolicyContext {
  /** Relative to the checkout's top, with forward slashes; it may lead out with `..`. */
  path: string;
  /** Reads the policy file and what it extends. Default: from the checkout alone. */
  readFile?: ReadFile;
  /** Whether the rules of `plugins` are among the rules. If not, a policy that names some can't be used. */
  pluginsLoaded?: boolean;
  /** Reads the descriptions of modules, to say what is wrong with them. */
  checkTerraform?: CheckTerraform | undefined;
}

/** The outcome of loading. Without a policy, at least one problem is an error. */
export interface LoadedPolicy {
  policy?: Policy;
  /** In the order of the files. */
  problems: PolicyProblem[];
  /** The policy file and what it extends, by path. */
  sources: ReadonlyMap<string, SourceFile>;
}

/** Loads a policy file with all that it extends. Never throws. */
export function loadPolicy(source: PolicySource): LoadedPolicy {
  const {
    path,
    rules,
    fs,
    today,
    readFile = (each) => fs.read(each),
    pluginsLoaded = false,
    checkTerraform,
  } = source;
  const problems: PolicyProblem[] = [];
  const document = readExtended(path, readFile, rules, problems);
  if (!document) return { problems, sources: new Map() };
  const { tree, sources } = document;
  const [unloaded] = pluginsLoaded ? [] : pluginsIn(tree);
  if (unloaded) problems.push(notLoaded(unloaded));
  const data = checkShape(document, rules, unloaded !== undefined, problems);
  if (data) problems.push(...checkMeaning({ data, tree, file: path, rules, today, checkTerraform }));
  sortByFile(problems, sources);
  const usable = data !== undefined && !problems.some((problem) => problem.severity === "error");
  const policy = usable ? new Policy({ file: path, data, tree, rules, fs, today }) : undefined;
  return { ...(policy ? { policy } : {}), problems, sources };
}

/** The modules with rules that a policy file and what it extends name, as written: to be loaded before the policy is. */
export function pluginsOf(path: string, readFile: ReadFile): Located<string>[] {
  return pluginsIn(readExtended(path, readFile, [], [])?.tree);
}

function pluginsIn(tree: YamlMapping | undefined): Located<string>[] {
  const plugins = childOf(tree, "plugins");
  const items = plugins?.kind === "sequence" ? plugins.items : [];
  return items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string"
      ? [{ value: item.text, at: locationOf(item) }]
      : [],
  );
}

function notLoaded({ value, at }: Located<string>): PolicyProblem {
  const message = `This policy has rules of its own in ${value}, and a module is code that is run only with permission.`;
  const hint = "On the command line: --allow-plugins. The Action never runs one.";
  return { severity: "error", message, hint, at };
}

/** The policy that holds without a policy file: the preset recommended, and one environment `default` that counts as production. */
export function defaultPolicy({ rules, fs, today }: PolicyContext): Policy {
  const tree = presetDocument(recommended, rules);
  return new Policy({ file: "policy.yml", data: toData(tree) as PolicyData, tree, rules, fs, today });
}

/** The policy file first, then what it extends, then the rest; within a file from the top. */
export function sortByFile<D extends Diagnostic>(
  diagnostics: D[],
  policyFiles: ReadonlyMap<string, SourceFile>,
): D[] {
  const rank = new Map([...policyFiles.keys()].map((file, index) => [file, index]));
  const rankOf = ({ at }: D) => rank.get(at?.file ?? "") ?? rank.size;
  return diagnostics.sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.at && b.at ? compareLocations(a.at, b.at) : 0),
  );
}
