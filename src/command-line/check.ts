import { resolve } from "node:path";
import type { Baseline } from "../engine/change/baseline.ts";
import { type RunOptions, type RunOutcome, runPolicy, type UsedPolicy, usedPolicy } from "../engine/run.ts";
import type { FixedFile, FixedOutcome } from "../engine/run-fixed.ts";
import type { Diagnostic, PolicyChange, Report } from "../finding.ts";
import type { Policy } from "../policy/policy.ts";
import { diagnosticText } from "../reporters/text/diagnostic.ts";
import { viewFor } from "../reporters/text/view.ts";
import { EXIT } from "../verdict.ts";
import type { CheckedChange } from "../workspace/check-change.ts";
import { fromTop, locate, type Place, shownFrom } from "../workspace/locate.ts";
import { type RunRequest, runOptionsFor } from "../workspace/run-options.ts";
import { treeBeside } from "../workspace/tree-beside.ts";
import { UsageError } from "../workspace/usage-error.ts";
import { commandMeant } from "./command-meant.ts";
import { type Host, wantsColour } from "./host.ts";
import type { Call } from "./options.ts";
import { Progress } from "./progress.ts";

/** What came of a run: its report, against a base, and with fixes made, where the call asks for that. */
export interface Checked {
  /** Absolute: what the paths of the report are relative to. */
  top: string;
  /** Relative to the top: what was checked. */
  paths: readonly string[];
  report: Report;
  policy: Policy;
  fixed?: readonly FixedFile[];
  /** What is wrong with the policy that a change brings, where it can't be used. It is told already. */
  brokenPolicy?: readonly Diagnostic[];
  /** What the policy that a change brings would make of it, where that was asked for. */
  policyChange?: PolicyChange;
}

/** Runs the engine on what a call names. A policy that can't be used is reported on stderr; then there is only an exit code. */
export async function check(
  call: Call,
  host: Host,
  paths: readonly string[],
  more: Pick<RunOptions, "withEvidence"> & { comparesPolicies?: boolean } = {},
): Promise<Checked | { exitCode: number }> {
  const { comparesPolicies, ...engine } = more;
  const place = locate(host.cwd, paths, commandMeant);
  const known =
    call.baseline === undefined ? undefined : await baselineIn(resolve(host.cwd, call.baseline), place.top);
  if (known && "problem" in known) return refuse([known.problem], place, host);
  const progress = new Progress(host);
  const given = await runOptionsFor(requestOf(call, host), place);
  if ("problems" in given) return refuse(given.problems, place, host);
  const options: RunOptions = { ...given, ...known, ...engine, onProgress: progress.tell };
  const outcome = await runAsAsked({ ...call, comparesPolicies }, place, options, host);
  progress.end();
  if (!("report" in outcome)) return refuse(outcome.policyProblems, place, host);
  if ("brokenPolicy" in outcome && outcome.brokenPolicy) refuse(outcome.brokenPolicy, place, host);
  return { top: place.top, paths: place.paths, ...outcome };
}

/** What only some calls ask for is loaded for them alone. */
async function runAsAsked(
  call: Call & { comparesPolicies: boolean | undefined },
  place: Place,
  options: RunOptions,
  host: Host,
): Promise<RunOutcome | CheckedChange | FixedOutcome> {
  const { base, fix } = call;
  if (base !== undefined) {
    const { checkChange } = await import("../workspace/check-change.ts");
    return checkChange({ ...call, base, cwd: host.cwd }, place, options);
  }
  return fix ? (await import("../engine/run-fixed.ts")).runFixed(options) : runPolicy(options);
}

/** The policy that holds for a call, without a run. */
export async function policyFor(
  call: Call,
  host: Host,
  paths: readonly string[],
): Promise<(UsedPolicy & { policy: Policy }) | { exitCode: number }> {
  const place = locate(host.cwd, paths, commandMeant);
  const given = await runOptionsFor(requestOf(call, host), place);
  if ("problems" in given) return refuse(given.problems, place, host);
  const { policy, ...used } = await usedPolicy(given);
  return policy ? { policy, ...used } : refuse(used.problems, place, host);
}

function requestOf(call: Call, host: Host): RunRequest {
  const { policy, allowPlugins, environments, claims, snapshots } = call;
  const { cwd, today, environment } = host;
  const asked = { policy, allowPlugins, environments, claims, snapshots };
  return { cwd, ...asked, today, environmentVariables: environment };
}

function refuse(problems: readonly Diagnostic[], { top }: Place, host: Host): { exitCode: number } {
  const view = viewFor({
    colour: wantsColour(host.err, host.environment),
    shown: shownFrom(host.cwd, top),
  });
  for (const problem of problems) host.err.write(`${diagnosticText(problem, view)}\n`);
  return { exitCode: EXIT.usage };
}

async function baselineIn(
  path: string,
  top: string,
): Promise<{ baseline: Baseline } | { problem: Diagnostic }> {
  const file = treeBeside(top).read(fromTop(top, path));
  if (!file) throw new UsageError(`There is no baseline "${path}".`, `policy run --write-baseline ${path}`);
  const { readBaseline } = await import("../engine/change/baseline-file.ts");
  return readBaseline(file);
}
