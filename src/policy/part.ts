import type { AppliedWaiver, Diagnostic, Problem } from "../finding.ts";
import type { Model } from "../model/linked-model.ts";
import type { Site } from "../model/model.ts";
import type { Root } from "../parser.ts";
import type { SourceFile } from "../source/source-file.ts";

/** What a section of the policy is compiled into, for the run. `Policy.part` finds it by its class. */
export type PolicyPart = object & {
  /** Reports what of the section had no effect in a run. */
  review?(run: ReviewedRun): Diagnostic[];
};

/** A problem that a waiver may cover. */
export interface WaivableProblem {
  ruleId: string;
  problem: Problem;
  deployment: Site;
}

/** What a run came to, for the policy to look back on. */
export interface ReviewedRun<P extends WaivableProblem = WaivableProblem> {
  /** Those that were evaluated. */
  roots: readonly Root[];
  model: Model;
  problems: readonly P[];
  /** What was read, by path: comments may waive. */
  sources: ReadonlyMap<string, SourceFile>;
  /** The paths of what was left out. */
  leftOut: readonly string[];
  /** Whether all of the checkout and every environment was looked at: only then is an entry that matched nothing reported. */
  whole: boolean;
}

/** What the policy says of a run. */
export interface Review<P extends WaivableProblem> {
  /** The problems that a waiver covers. */
  waivers: ReadonlyMap<P, AppliedWaiver>;
  /** Roots of no environment or of two, files that don't exist, entries that matched nothing. */
  diagnostics: Diagnostic[];
}
