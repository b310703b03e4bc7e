import type { Diagnostic, Report } from "../finding.ts";
import { buildLedger, type LimitsFor } from "../model/build-ledger.ts";
import { buildCost } from "../model/cost.ts";
import { Index } from "../model/index.ts";
import { Model } from "../model/linked-model.ts";
import type { FileSystem, Root } from "../parser.ts";
import { defaultPolicy } from "../policy/default.ts";
import type { Policy } from "../policy/policy.ts";
import { sortByFile } from "../policy/problem.ts";
import type { AnyRule } from "../rule.ts";
import { rules as pack } from "../rules/index.ts";
import type { SourceFile } from "../source/source-file.ts";
import { type Baseline, fixedSince, withBaseline } from "./change/baseline.ts";
import { Occurrences } from "./change/occurrences.ts";
import { isAskedFor } from "./checkout/asked-for.ts";
import type { Checkout } from "./checkout/checkout.ts";
import { coverageOf, passedOver } from "./coverage/coverage.ts";
import { writtenNames } from "./coverage/written-names.ts";
import { evaluateAll } from "./evaluate-all.ts";
import { disagreements } from "./judge/disagreements.ts";
import { findingsOf } from "./judge/findings.ts";
import { withheldReservations } from "./judge/fitting-reservations.ts";
import { fixesBy } from "./judge/fixes.ts";
import { judgeModel } from "./judge/judge.ts";
import { ruleInfo, summaryOf, tidy } from "./judge/summary.ts";
import { type EstateInputs, othersOf } from "./others.ts";
import { findPolicy, policiesElsewhere } from "./policy-file.ts";
import type { ParsedRoots } from "./reuse/parsed-roots.ts";
import { deploymentMap, refusedByProduction } from "./roots/deployment-map.ts";
import { deployedFiles, type ReachedIn } from "./roots/evaluate.ts";
import type { OnProgress } from "./roots/evaluating.ts";
import { evidenceIn } from "./roots/evidence.ts";
import { type JudgedToo, NOTHING_MORE } from "./roots/judged-too.ts";
import { loadModuleProblems, parsersFor } from "./roots/load-parsers.ts";
import { brokenCode, findRoots } from "./roots/roots.ts";
import {
  anotherTools,
  inputFound,
  noEnvironment,
  nothingFound,
  outranked,
  overruledLimits,
  policyElsewhere,
  raisedLimits,
} from "./run-notes.ts";

export interface RunOptions {
  checkout: Checkout;
  /** Relative to the checkout. */
  paths: readonly string[];
  /** Relative to the checkout; it may lead out. Without one, a policy is looked for. */
  policyFile?: string;
  /** Where the policy and what it extends are looked for and read; the checkout by default. */
  policyTree?: PolicyTree;
  /** Only these environments; all when absent. */
  environments?: readonly string[];
  /** ISO date. */
  today: string;
  /** For inputs that the policy allows to come from the process. */
  environmentVariables?: Readonly<Record<string, string | undefined>>;
  /** The rules that there are: the pack by default, and with it those of plug-ins and of the program that calls. */
  rules?: readonly AnyRule[];
  /** Whether the rules of the policy's plug-ins are among them. If not, a policy that names some can't be used. */
  pluginsLoaded?: boolean;
  /** Findings that are known and don't fail. */
  baseline?: Baseline;
  /** What is known of those who share the accounts. */
  estate?: EstateInputs;
  /** Roots of the base of a change, which stay roots as long as their files are there. */
  kept?: readonly Root[];
  /** Where code is judged besides where its own words say that it is deployed. */
  judgedToo?: JudgedToo;
  /** Roots that other runs of the same change evaluated; where they are given, the checkout notes what is asked of it. */
  parsedRoots?: ParsedRoots;
  /** Whether it is the base of a change: its report then has what a comparison reads, and no notes and no map. */
  isBase?: boolean;
  /** Whether the map says all that speaks for an environment, and not the policy's words alone. */
  withEvidence?: boolean;
  onProgress?: OnProgress;
  /** How whoever asks would name a file of the checkout; by its path in the checkout by default. */
  shown?: (file: string) => string;
}

/** Where a policy is read: the checkout, another commit, or somewhere next to it. */
export type PolicyTree = Pick<FileSystem, "read" | "exists">;

/** What a run went through. */
export interface Ran {
  roots: readonly Root[];
  /** Parts of others that may be roots; see `Discovered`. */
  newlyCalled: readonly Root[];
  reached: readonly ReachedIn[];
  /** The files that the roots are made of and take values from. */
  deployed: readonly string[];
}

/** A report, with what it is about; or, when the policy can't be used, what is wrong with it. */
export type RunOutcome =
  | (Ran & { report: Report; policy: Policy })
  | { policyProblems: Diagnostic[]; sources: ReadonlyMap<string, { text: string }> };

/** The whole run: discover, evaluate, link, account, judge, report. */
export async function runPolicy(options: RunOptions): Promise<RunOutcome> {
  const {
    checkout,
    paths,
    today,
    environments: wanted = [],
    environmentVariables = {},
    baseline = [],
    isBase = false,
    onProgress,
    shown = (file) => file,
  } = options;

  const loaded = await usedPolicy(options);
  if (!loaded.policy) return { policyProblems: loaded.problems, sources: loaded.sources };
  const { policy, rules } = loaded;
  const misnamed = wanted.filter((name) => !policy.environmentNames.includes(name));
  if (misnamed.length > 0)
    return { policyProblems: misnamed.map((name) => noEnvironment(name, policy)), sources: loaded.sources };
  const others = await othersOf(options, policy);
  if ("problems" in others) return { policyProblems: others.problems, sources: loaded.sources };

  const files = checkout.files(paths, isAskedFor);
  const parsers = await parsersFor(files);
  const elsewhere = loaded.file === undefined ? policiesElsewhere(files, paths, checkout) : [];
  const { kept = [], judgedToo = NOTHING_MORE, parsedRoots } = options;
  const given = { wanted, environmentVariables, kept, judgedToo, parsedRoots, onProgress };
  const setting = { checkout, policy, parsers, ...given };
  const found = findRoots(files, setting);
  const { evaluation, unreached } = evaluateAll(found.roots, files, setting);
  const { deployments, resources, roots } = evaluation;
  const whole = wanted.length === 0 && paths.includes(".");
  const missing = policy.missingFiles(roots, whole);
  const notes = missing.filter(({ severity }) => severity !== "error");
  const broken = missing.flatMap((each) => brokenCode(each) ?? []).map((code) => ({ code }));
  const passed = passedOver([...found.unread, ...unreached, ...broken], evaluation, setting);
  const unread = [...resources.unread, ...passed.unread];
  const index = new Index(deployments, resources, () => writtenNames(resources, checkout));
  const model = new Model(deployments, { ...resources, unread }, [...deployments, ...passed.sites], index);
  const limitsFor: LimitsFor = (account, region) => policy.limitsFor(account, region);
  const { sources, liveIn } = others;
  const before = judgedToo.base?.limits;
  const ledger = buildLedger(model, { limitsFor, before, others: sources, ...(liveIn ? { liveIn } : {}) });

  const { judged, diagnostics: faults } = judgeModel(rules, model, ledger, policy);
  const review = policy.review({
    roots,
    model,
    problems: judged,
    sources: checkout.sources,
    leftOut: [...found.leftOut.map(({ path }) => path), ...judgedToo.leftOut],
    whole,
  });
  const withheld = withheldReservations(
    judged.filter((each) => !review.waivers.has(each)),
    model,
    ledger,
  );
  const fixes = fixesBy(found.roots, checkout.sources, withheld.problems);
  const occurrences = new Occurrences(model);
  const judgedFindings = findingsOf(judged, review.waivers, policy.environmentNames, fixes, (each) =>
    occurrences.ofProblem(each),
  );
  const findings = withBaseline(judgedFindings, baseline);

  const remarks = [
    ...sortByFile([...loaded.problems, ...review.diagnostics, ...notes], loaded.sources),
    ...elsewhere.map((path) => policyElsewhere(path, shown(path))),
    ...found.diagnostics,
    ...(roots.length + unread.length === 0 ? [nothingFound(paths, found.leftOut, shown)] : []),
    ...evaluation.diagnostics,
    ...refusedByProduction(evaluation.refused),
    ...evaluation.inputsFound.map(inputFound),
    ...disagreements(ledger),
    ...raisedLimits(ledger),
    ...overruledLimits(ledger),
    ...others.remarks(ledger),
    ...withheld.diagnostics,
    ...faults,
    ...(whole ? fixedSince(findings, baseline) : []),
    ...checkout.diagnostics,
  ];
  return {
    roots,
    deployed: deployedFiles(evaluation, checkout),
    newlyCalled: found.newlyCalled,
    reached: evaluation.reached,
    policy,
    report: {
      summary: summaryOf(roots.length, model, findings),
      ledger,
      cost: buildCost(model, policy.view.prices),
      findings,
      diagnostics: tidy(remarks),
      coverage: coverageOf(model, evaluation, found.leftOut),
      map: isBase
        ? []
        : deploymentMap(evaluation, {
            policy,
            wanted,
            evidenceOf: evidenceIn(options, found.roots, policy.environmentNames),
          }),
      rules: isBase ? [] : rules.map((rule) => ruleInfo(rule, policy.settingsFor(rule).severity)),
      model,
      sources: new Map<string, SourceFile>([...loaded.sources, ...checkout.sources]),
      ...(loaded.file === undefined ? {} : { policyFile: loaded.file }),
      today,
    },
  };
}

/** The policy of a run. */
export interface UsedPolicy {
  /** Undefined: the problems say why. */
  policy?: Policy;
  /** The policy file; undefined when there is none. */
  file?: string;
  /** The pack's and those of plug-ins. */
  rules: readonly AnyRule[];
  problems: Diagnostic[];
  sources: ReadonlyMap<string, SourceFile>;
}

/** Loads the policy that is named, or found, or holds without one. */
export async function usedPolicy(options: RunOptions): Promise<UsedPolicy> {
  const { checkout, paths, policyFile, policyTree = checkout, today, rules = pack } = options;
  const search = findPolicy(paths, policyTree);
  const path = policyFile ?? search.file;
  const passedOver = path === search.file ? search.passedOver.map(anotherTools) : [];
  const others = path === search.file ? search.outranked : [];
  const context = { rules, fs: checkout, today };
  if (path === undefined)
    return { policy: defaultPolicy(context), rules, problems: passedOver, sources: new Map() };
  const readFile = (each: string) => policyTree.read(each);
  const pluginsLoaded = options.pluginsLoaded ?? false;
  // What reads a policy file is a good part of the program, and many a run has none.
  const { describesModules, loadPolicy } = await import("../policy/load.ts");
  const checkTerraform = describesModules(path, readFile) ? await loadModuleProblems() : undefined;
  const loaded = loadPolicy({ ...context, path, readFile, pluginsLoaded, checkTerraform });
  // What the policy extends is read all the same.
  const unread = others.filter((each) => !loaded.sources.has(each)).map((each) => outranked(each, path));
  return { file: path, rules, ...loaded, problems: [...passedOver, ...unread, ...loaded.problems] };
}
