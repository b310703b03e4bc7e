import type { Diagnostic } from "../../finding.ts";
import type { Deployment, LambdaFunction } from "../../model/model.ts";
import type { CriticalPath } from "../../rule.ts";
import type { PolicyPart, ReviewedRun } from "../part.ts";
import { holdsIn } from "../patterns/scope.ts";
import type { CompiledCriticalPath } from "./compiled.ts";
import { endingCriticalPaths, unusedCriticalPaths } from "./review.ts";

/** The functions that may have provisioned concurrency. */
export class CriticalPaths implements PolicyPart {
  readonly #paths: readonly CompiledCriticalPath[];
  readonly #file: string;
  readonly #today: string;

  /** @param paths the most generous first @param file the policy file itself @param today ISO date */
  constructor(paths: readonly CompiledCriticalPath[], file: string, today: string) {
    this.#paths = paths;
    this.#file = file;
    this.#today = today;
  }

  /** The entries that cover a function in its environment and still hold. */
  of(fn: LambdaFunction, deployment: Deployment): CriticalPath[] {
    return this.#paths
      .filter(
        ({ entry, expired, covers }) =>
          !expired && holdsIn(entry.environments, deployment.environment) && covers(fn),
      )
      .map(({ entry }) => entry);
  }

  review({ model, whole }: ReviewedRun): Diagnostic[] {
    const unused = whole ? unusedCriticalPaths(model, this.#paths, this.#file) : [];
    return [...endingCriticalPaths(model, this.#paths, this.#today), ...unused];
  }
}
