import { existsSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { readBaseline } from "../engine/baseline.ts";
import type { Comparison } from "../engine/compare.ts";
import { DiskCheckout } from "../engine/disk-checkout.ts";
import { EXIT } from "../engine/exit-code.ts";
import { type PolicyTree, type RunOptions, runPolicy } from "../engine/run.ts";
import { runChange } from "../engine/run-change.ts";
import { type FixedFile, runFixed } from "../engine/run-fixed.ts";
import type { Diagnostic, Report } from "../finding.ts";
import { SourceFile } from "../source/source-file.ts";
import { baseOf } from "./base.ts";
import { locate, relativeTo } from "./locate.ts";
import { type Call, UsageError } from "./options.ts";
import { Progress } from "./progress.ts";
import type { World } from "./world.ts";

/** What came of a run: its report, against a base, and with fixes made, where the call asks for that. */
export interface Checked {
  /** Absolute: what the paths of the report are relative to. */
  top: string;
  report: Report;
  comparison?: Comparison;
  fixed?: readonly FixedFile[];
}

/** Runs the engine on what a call names. A policy that can't be used is told on stderr; then there is only an exit code. */
export function check(call: Call, world: World, paths: readonly string[]): Checked | { exitCode: number } {
  const place = locate(world.cwd, paths);
  const checkout = new DiskCheckout(place.top);
  const policyFile =
    call.policy === undefined ? undefined : relativeTo(place.top, resolve(world.cwd, call.policy));
  const base = call.base === undefined ? undefined : baseOf(place.top, call.base, checkout);
  const known =
    call.baseline === undefined ? undefined : baselineIn(resolve(world.cwd, call.baseline), place.top);
  if (known && "problem" in known) return refuse([known.problem], world);
  const progress = new Progress(world);
  const options: RunOptions = {
    checkout,
    paths: place.paths,
    ...(policyFile === undefined ? {} : { policyFile }),
    // A policy that the user names may lie outside the checkout, with what it extends; one that was found may not.
    ...(policyFile?.startsWith("../") ? { policyTree: treeBeside(place.top) } : {}),
    environments: call.environments,
    today: world.today,
    environmentVariables: world.environment,
    onProgress: progress.tell,
    ...known,
  };
  const outcome = base ? runChange(options, base) : call.fix ? runFixed(options) : runPolicy(options);
  progress.end();
  return "report" in outcome ? { top: place.top, ...outcome } : refuse(outcome.policyProblems, world);
}

function refuse(problems: readonly Diagnostic[], world: World): { exitCode: number } {
  for (const problem of problems) world.err.write(`${diagnosticText(problem)}\n`);
  return { exitCode: EXIT.usage };
}

function baselineIn(path: string, top: string): ReturnType<typeof readBaseline> {
  const file = treeBeside(top).read(relativeTo(top, path));
  if (!file) throw new UsageError(`There is no baseline "${path}".`, `policy run --write-baseline ${path}`);
  return readBaseline(file);
}

/** A diagnostic in two lines: where and what, then what to do. */
export function diagnosticText({ at, severity, message, hint }: Diagnostic): string {
  const where = at ? `${at.file}:${at.start.line}:${at.start.column}: ` : "";
  return `${where}${severity}: ${message}${hint ? `\n  ${hint}` : ""}`;
}

/** Reads relative to a folder, also outside of it: for a policy that the user names. */
export function treeBeside(top: string): PolicyTree {
  const absolute = (path: string) => join(top, path.split("/").join(sep));
  return {
    exists: (path) => existsSync(absolute(path)),
    read: (path) => {
      try {
        return new SourceFile(path, readFileSync(absolute(path), "utf8"));
      } catch {
        return undefined;
      }
    },
  };
}
