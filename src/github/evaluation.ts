import { resolve } from "node:path";
import { type Place, relativeTo } from "../command-line/locate.ts";
import type { Comparison } from "../engine/compare.ts";
import { DiskCheckout } from "../engine/disk-checkout.ts";
import { runPolicy } from "../engine/run.ts";
import type { Diagnostic, Finding, Report } from "../finding.ts";
import type { RunEvent } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";

/** Where and when a run takes place. */
export interface Setting {
  /** The workspace's absolute path: inputs are relative to it. */
  workspace: string;
  /** The checkout and the paths in it. */
  place: Place;
  event: RunEvent;
  /** ISO date. */
  today: string;
}

/** What is known after the checkout was held against the policy. */
export interface Evaluation {
  report: Report;
  /** Absent when there is no base. */
  comparison?: Comparison;
  /** Sentences for people about how the run was done. */
  remarks: string[];
  isOnChangedLine(finding: Finding): boolean;
}

/** Evaluates the checkout; or says what is wrong with the policy. */
export function evaluate(
  inputs: ActionInputs,
  setting: Setting,
): Evaluation | { policyProblems: Diagnostic[] } {
  const { place, workspace, today } = setting;
  const outcome = runPolicy({
    checkout: new DiskCheckout(place.top),
    paths: place.paths,
    ...(inputs.policy === undefined
      ? {}
      : { policyFile: relativeTo(place.top, resolve(workspace, inputs.policy)) }),
    environments: inputs.environments,
    today,
  });
  if (!("report" in outcome)) return outcome;
  return { report: outcome.report, remarks: [], isOnChangedLine: () => false };
}
