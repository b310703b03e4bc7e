import type { Located } from "../parser.ts";
import type { SourceFile } from "../source/source-file.ts";
import { type CheckContext, type CheckTerraform, SemanticChecks } from "./checks.ts";
import type { ReadFile } from "./document/extend.ts";
import { loosenings } from "./loosenings.ts";
import { hasModuleAdapters, mayDescribeModules } from "./module-adapters/section.ts";
import { notLoaded, pluginsIn } from "./plugins/section.ts";
import { Policy, type PolicyContext } from "./policy.ts";
import { type PolicyProblem, sortByFile } from "./problem.ts";
import { layersOf, readExtended } from "./read.ts";
import { type PolicyData, SECTIONS } from "./sections.ts";
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
  // What has the wrong shape holds nothing; it would be taken for a loosening.
  if (shaped.wrong.size === 0) problems.push(...loosenings(document, shaped, { path, readFile, rules }));
  sortByFile(problems, sources);
  if (problems.some((problem) => problem.severity === "error")) return { problems, sources };
  const context = { data: shaped.data, tree, file: path, rules, fs, today };
  const parts = SECTIONS.flatMap((section) => section.compile?.(context) ?? []);
  return { policy: new Policy({ file: path, fs, parts }), problems, sources };
}

/** Finds what has the right shape and makes no sense: names that don't exist, days that have passed, numbers that contradict each other. */
function checkMeaning(context: CheckContext<PolicyData>): PolicyProblem[] {
  const checks = new SemanticChecks(context);
  for (const { reads, check } of SECTIONS.flatMap((section) => section.checks ?? []))
    if (!reads.some((key) => context.wrong.has(key))) check(checks);
  return checks.problems;
}

/** The modules with rules that a policy file and what it extends name, as written: to be loaded before the policy is. */
export function pluginsOf(path: string, readFile: ReadFile): Located<string>[] {
  return layersOf(path, readFile).flatMap(pluginsIn);
}

/** Whether a policy file, or what it extends, describes modules of Terraform. */
export function describesModules(path: string, readFile: ReadFile): boolean {
  return mayDescribeModules(readFile(path)?.text ?? "") && layersOf(path, readFile).some(hasModuleAdapters);
}
