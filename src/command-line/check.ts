import { resolve } from "node:path";
import { readBaseline } from "../engine/baseline.ts";
import type { Comparison } from "../engine/compare.ts";
import { EXIT } from "../engine/exit-code.ts";
import { type RunOptions, runPolicy, type UsedPolicy, usedPolicy } from "../engine/run.ts";
import { runChange } from "../engine/run-change.ts";
import { type FixedFile, runFixed } from "../engine/run-fixed.ts";
import type { Diagnostic, Report } from "../finding.ts";
import type { Policy } from "../policy/policy.ts";
import { diagnosticText } from "../reporters/text/diagnostic.ts";
import { viewFor } from "../reporters/text/view.ts";
import { baseOf } from "./base.ts";
import { locate, type Place, relativeTo, shownFrom } from "./locate.ts";
import { type Call, UsageError } from "./options.ts";
import { Progress } from "./progress.ts";
import { type RunRequest, runOptionsFor } from "./run-options.ts";
import { treeBeside } from "./tree-beside.ts";
import { type World, wantsColour } from "./world.ts";

/** What came of a run: its report, against a base, and with fixes made, where the call asks for that. */
export interface Checked {
  /** Absolute: what the paths of the report are relative to. */
  top: string;
  report: Report;
  comparison?: Comparison;
  fixed?: readonly FixedFile[];
}

/** Runs the engine on what a call names. A policy that can't be used is told on stderr; then there is only an exit code. */
export async function check(
  call: Call,
  world: World,
  paths: readonly string[],
): Promise<Checked | { exitCode: number }> {
  const place = locate(world.cwd, paths);
  const known =
    call.baseline === undefined ? undefined : baselineIn(resolve(world.cwd, call.baseline), place.top);
  if (known && "problem" in known) return refuse([known.problem], place, world);
  const progress = new Progress(world);
  const given = await runOptionsFor(requestOf(call, world), place);
  if ("problems" in given) return refuse(given.problems, place, world);
  const options: RunOptions = { ...given, ...known, onProgress: progress.tell };
  const base = call.base === undefined ? undefined : baseOf(place.top, call.base, given.checkout);
  const outcome = base ? await runChange(options, base) : call.fix ? runFixed(options) : runPolicy(options);
  progress.end();
  return "report" in outcome ? { top: place.top, ...outcome } : refuse(outcome.policyProblems, place, world);
}

/** The policy that holds for a call, without a run. */
export async function policyFor(
  call: Call,
  world: World,
  paths: readonly string[],
): Promise<(UsedPolicy & { policy: Policy }) | { exitCode: number }> {
  const place = locate(world.cwd, paths);
  const given = await runOptionsFor(requestOf(call, world), place);
  if ("problems" in given) return refuse(given.problems, place, world);
  const { policy, ...used } = usedPolicy(given);
  return policy ? { policy, ...used } : refuse(used.problems, place, world);
}

function requestOf({ policy, allowPlugins, environments }: Call, world: World): RunRequest {
  const { cwd, today, environment } = world;
  return { cwd, policy, allowPlugins, environments, today, environmentVariables: environment };
}

function refuse(problems: readonly Diagnostic[], { top }: Place, world: World): { exitCode: number } {
  const view = viewFor({
    colour: wantsColour(world.err, world.environment),
    shown: shownFrom(world.cwd, top),
  });
  for (const problem of problems) world.err.write(`${diagnosticText(problem, view)}\n`);
  return { exitCode: EXIT.usage };
}

function baselineIn(path: string, top: string): ReturnType<typeof readBaseline> {
  const file = treeBeside(top).read(relativeTo(top, path));
  if (!file) throw new UsageError(`There is no baseline "${path}".`, `policy run --write-baseline ${path}`);
  return readBaseline(file);
}
