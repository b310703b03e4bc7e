import type { Located } from "../parser.ts";
import type { SourceFile } from "../source/source-file.ts";
import { childOf, hasEntry, locationOf, type YamlMapping } from "../source/yaml/tree.ts";
import { checkMeaning } from "./checks/meaning.ts";
import type { CheckTerraform } from "./checks/module-adapters.ts";
import { compileCriticalPaths } from "./compile/critical-paths.ts";
import { compileEnvironments } from "./compile/environments.ts";
import { compileWaivers } from "./compile/waivers.ts";
import { type ReadFile, readExtended } from "./document/extend.ts";
import { Policy, type PolicyContext } from "./policy.ts";
import { type PolicyProblem, sortByFile } from "./problem.ts";
import { checkShape } from "./shape/check.ts";

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
  const shaped = checkShape(document, rules, unloaded !== undefined, problems);
  problems.push(...checkMeaning({ ...shaped, file: path, rules, today, checkTerraform }));
  sortByFile(problems, sources);
  if (problems.some((problem) => problem.severity === "error")) return { problems, sources };
  const { data } = shaped;
  const policy = new Policy({
    file: path,
    data,
    tree,
    rules,
    fs,
    today,
    environments: compileEnvironments(data, tree, path),
    criticalPaths: compileCriticalPaths(data, tree, today),
    waivers: compileWaivers(data, tree, today),
  });
  return { policy, problems, sources };
}

/** The modules with rules that a policy file and what it extends name, as written: to be loaded before the policy is. */
export function pluginsOf(path: string, readFile: ReadFile): Located<string>[] {
  return pluginsIn(readExtended(path, readFile, [], [])?.tree);
}

/** Whether a policy file, or what it extends, describes modules of Terraform. */
export function describesModules(path: string, readFile: ReadFile): boolean {
  // Most policies don't, and need not be read twice to know it.
  if (!/module-adapters|extends/.test(readFile(path)?.text ?? "")) return false;
  return hasEntry(readExtended(path, readFile, [], [])?.tree, "module-adapters");
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
