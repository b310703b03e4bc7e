import type { SourceLocation } from "../../source/location.ts";
import { nearest } from "../../source/nearest.ts";
import { nameGlobProblem } from "../compile/glob.ts";
import { type Path, placeOf } from "../document/place.ts";
import { DEFAULT_ENVIRONMENT } from "../environments/environment.ts";
import type { PolicyRule } from "../preset.ts";
import type { PolicyProblem } from "../problem.ts";
import type { Shaped } from "../shape/check.ts";
import type { PolicyData } from "../shape/schema.ts";
import { checkAccounts } from "./accounts.ts";
import { checkCriticalPaths } from "./critical-paths.ts";
import { checkEnvironments } from "./environments.ts";
import { type CheckTerraform, checkModuleAdapters } from "./module-adapters.ts";
import { checkRegions } from "./regions.ts";
import { checkRules } from "./rules.ts";
import { checkWaivers } from "./waivers.ts";

/** What is known about a policy, as far as its shape is right. */
export interface MeaningContext extends Shaped {
  /** The path of the policy file itself. */
  file: string;
  rules: readonly PolicyRule[];
  /** ISO date. */
  today: string;
  checkTerraform?: CheckTerraform | undefined;
}

/** A policy that is held against itself, and what comes of it. */
export class SemanticChecks {
  readonly problems: PolicyProblem[] = [];
  readonly context: MeaningContext;

  constructor(context: MeaningContext) {
    this.context = context;
  }

  /** Where a path of the policy stands. */
  at(path: Path): SourceLocation {
    return placeOf(this.context.tree, path);
  }

  error(message: string, path: Path, hint?: string): void {
    this.#say("error", message, path, hint);
  }

  warning(message: string, path: Path, hint?: string): void {
    this.#say("warning", message, path, hint);
  }

  /** Says which names of a list or a single one are no environments. */
  requireEnvironments(names: string | readonly string[] | undefined, path: Path): void {
    const written = this.context.environmentNames;
    if (!written) return;
    const known = written.length > 0 ? written : [DEFAULT_ENVIRONMENT];
    for (const [index, name] of [names ?? []].flat().entries()) {
      if (known.includes(name)) continue;
      const meant = nearest(name, known);
      const all =
        written.length > 0
          ? `The environments are: ${known.join(", ")}.`
          : "The policy has no environments: leave environment out, or say where code is deployed to.";
      const hint = meant ? `Did you mean ${meant}?` : all;
      this.error(
        `There is no environment "${name}".`,
        typeof names === "string" ? path : [...path, index],
        hint,
      );
    }
  }

  /** Says what is wrong with a glob of names. */
  requireNameGlob(pattern: string, path: Path): void {
    const wrong = nameGlobProblem(pattern);
    if (wrong) this.error(`The pattern "${pattern}" ${wrong}.`, path);
  }

  #say(severity: "error" | "warning", message: string, path: Path, hint: string | undefined): void {
    this.problems.push({ severity, message, ...(hint ? { hint } : {}), at: this.at(path) });
  }
}

/** Each check, and the keys that it reads: where the shape of one is wrong, what it says would be wrong too. */
const CHECKS: readonly { check(meaning: SemanticChecks): void; reads: readonly (keyof PolicyData)[] }[] = [
  { check: checkEnvironments, reads: ["environments"] },
  { check: checkAccounts, reads: ["accounts", "environments"] },
  { check: checkRegions, reads: ["accounts", "environments"] },
  { check: checkCriticalPaths, reads: ["critical-paths"] },
  { check: checkRules, reads: ["rules", "environments"] },
  { check: checkWaivers, reads: ["waivers", "waiver-rules"] },
  { check: checkModuleAdapters, reads: ["module-adapters"] },
];

/** Finds what has the right shape and makes no sense: names that don't exist, days that have passed, numbers that contradict each other. */
export function checkMeaning(context: MeaningContext): PolicyProblem[] {
  const meaning = new SemanticChecks(context);
  for (const { check, reads } of CHECKS)
    if (!reads.some((key) => context.wrong.has(String(key)))) check(meaning);
  return meaning.problems;
}
