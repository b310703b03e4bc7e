import type { Comparison, Diagnostic } from "../finding.ts";
import { declaredLimits } from "../model/declared-limits.ts";
import { startOfFile } from "../source/location.ts";
import { compareReports } from "./change/compare.ts";
import { lostProduction } from "./change/lost-production.ts";
import { hidingNothing, judgedAsBefore, movedRoots } from "./change/moved-roots.ts";
import { ChangedCheckout } from "./checkout/changed-checkout.ts";
import type { Checkout } from "./checkout/checkout.ts";
import { bringingMore, judgedByItself, newlyCalled } from "./newly-called.ts";
import { NotedCheckout } from "./reuse/noted-checkout.ts";
import { ParsedRoots } from "./reuse/parsed-roots.ts";
import { placesOfFunctions } from "./roots/gone-documents.ts";
import { heldFunctions } from "./roots/held-functions.ts";
import { type JudgedToo, NOTHING_MORE } from "./roots/judged-too.ts";
import { type RunOptions, type RunOutcome, runPolicy } from "./run.ts";

/** What a change is held against. */
export interface BaseCheckout {
  checkout: Checkout;
  /** The revision, for people. */
  name: string;
  /** Whether the change may have left it before that commit: then what it has and the change hasn't is nobody's doing for certain. */
  isForkUnknown?: boolean;
}

type Judged = Extract<RunOutcome, { report: unknown }>;

function sideOf({ roots, report: { model } }: Judged) {
  return { roots, model };
}

/** The same run with what the policy leaves out. */
async function withLeftOut(options: RunOptions, run: Judged): Promise<Judged> {
  const paths = run.report.coverage.leftOut.map(({ path }) => path);
  const leftOut = new Set(paths.filter((path) => run.policy.reasonToLeaveOut(path) !== undefined));
  if (leftOut.size === 0) return run;
  const { judgedToo = NOTHING_MORE } = options;
  const whole = await runPolicy({ ...options, judgedToo: { ...judgedToo, leftOut } });
  return "report" in whole ? whole : run;
}

/**
 * Runs a checkout and its base under one policy, that of the options, and compares the two. The change can't hide anything from
 * its own gate: what the base deployed stays a root, what only the change calls may be one, and what was production is judged as
 * production.
 */
export async function runChange(
  given: RunOptions,
  { checkout: base, name, isForkUnknown = false }: BaseCheckout,
): Promise<RunOutcome> {
  const { policyTree = given.checkout } = given;
  const options = { ...given, policyTree, parsedRoots: given.parsedRoots ?? new ParsedRoots() };
  const noted = new NotedCheckout(base, { isBase: true });
  const ofBase = { ...options, checkout: noted, isBase: true };
  const before = await runPolicy(ofBase);
  if (!("report" in before)) return before;
  const checkout = new NotedCheckout(new ChangedCheckout(given.checkout, noted, before.deployed));
  const { model } = before.report;
  const limits = declaredLimits(model);
  const has = { held: heldFunctions(model), places: placesOfFunctions(model), limits };
  const judgedToo: JudgedToo = { ...NOTHING_MORE, base: has };
  let ofHead = { ...options, checkout, kept: before.roots, judgedToo };
  let head = await runPolicy(ofHead);
  if (!("report" in head)) return head;
  const diagnostics: Diagnostic[] = [];

  const candidates = newlyCalled(before, head);
  const withThem = { ...ofHead, kept: [...before.roots, ...candidates] };
  const alone = candidates.length > 0 ? await runPolicy(withThem) : head;
  if (!("report" in alone)) return alone;
  const judged = candidates.length > 0 ? bringingMore(candidates, head, alone) : [];
  if (judged.length > 0) {
    ofHead = { ...ofHead, kept: [...before.roots, ...judged] };
    head = judged.length === candidates.length ? alone : await runPolicy(ofHead);
    if (!("report" in head)) return head;
    diagnostics.push(...judged.map(judgedByItself));
  }

  let formerly = movedRoots(sideOf(before), sideOf(head), head.policy);
  if (formerly.size > 0) {
    const withAll = await runPolicy({ ...ofHead, judgedToo: { ...judgedToo, formerly } });
    if (!("report" in withAll)) return withAll;
    formerly = hidingNothing(formerly, head.report.model, withAll.report.model);
    diagnostics.push(...judgedAsBefore(head.roots, formerly));
    ofHead = { ...ofHead, judgedToo: { ...judgedToo, formerly } };
    head = await runPolicy(ofHead);
    if (!("report" in head)) return head;
  }

  let lost = lostProduction(model, head.report.model, head.policy);
  if (lost.someAreGone) {
    // Gone, or moved to where the policy leaves it out: what lies there tells, on both sides.
    const [whole, wholeHead] = [await withLeftOut(ofBase, before), await withLeftOut(ofHead, head)];
    lost = lostProduction(whole.report.model, wholeHead.report.model, head.policy);
  }
  if (lost.diagnostics.length > 0) {
    head = await runPolicy({ ...ofHead, judgedToo: { ...lost.judgedToo, base: has, formerly } });
    if (!("report" in head)) return head;
    diagnostics.push(...lost.diagnostics);
  }
  head.report.diagnostics.unshift(
    ...diagnostics,
    ...nowLeftOut(before, head),
    ...notHere(base, name),
    ...(isForkUnknown ? [forkUnknown(name)] : []),
  );
  const { findings, comparison } = compareReports(before.report, head.report, name);
  const told = isForkUnknown ? withoutGone(comparison) : comparison;
  return { ...head, report: { ...head.report, findings, comparison: told } };
}

/** What the change's own words leave out, such as a unit that says `skip`: once they are merged, nobody would look at it again. */
function nowLeftOut(before: Judged, head: Judged): Diagnostic[] {
  const was = new Set(before.report.coverage.leftOut.map(({ path }) => path));
  const { model } = before.report;
  const withFunctions = new Set(model.functions.map((fn) => model.deploymentOf(fn).root));
  return head.report.coverage.leftOut
    .filter(({ path }) => withFunctions.has(path) && !was.has(path))
    .map(({ path, because }) => ({
      severity: "warning",
      message: `By this change's own words ${path} is no longer deployed: ${because}; in this run it is judged all the same.`,
      hint: "Once it is merged, its functions are left out: what is made of them then is not seen.",
      at: startOfFile(path),
    }));
}

function forkUnknown(name: string): Diagnostic {
  return {
    severity: "warning",
    message: `Where the change left ${name} is not in this shallow clone, so it is held against ${name} as it is now: what that has got since is not the change's, and nothing is said to be fixed or removed.`,
    hint: "git fetch --unshallow brings all of the history.",
  };
}

/** What only the base has may have come to it after the change left. */
function withoutGone(comparison: Comparison): Comparison {
  const functions = comparison.functions.filter(({ kind }) => kind !== "removed");
  return { ...comparison, fixed: [], functions };
}

/** Objects of the base may not be in a partial clone: what is in them can't be known from before. */
function notHere({ diagnostics }: Checkout, name: string): Diagnostic[] {
  const count = diagnostics.filter(({ severity }) => severity === "error").length;
  if (count === 0) return [];
  return [
    {
      severity: "warning",
      message: `${count} ${count === 1 ? "file" : "files"} of the base ${name} can't be read here, so all that is found in ${count === 1 ? "it" : "them"} counts as new.`,
      hint: "A partial clone fetches them when it can reach its remote; git fetch --refetch fetches all.",
    },
  ];
}
