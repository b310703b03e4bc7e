import type { Deployment, LambdaFunction } from "../model/model.ts";
import type { CriticalPath } from "../rule.ts";
import type { SourceLocation } from "../source/location.ts";
import type { FunctionPattern } from "./compile/function-pattern.ts";

/** An entry of `critical-paths`, ready to be asked. */
export interface CompiledCriticalPath {
  entry: CriticalPath;
  functionAt: SourceLocation;
  expired: boolean;
  covers: FunctionPattern;
}

/** The entries that cover a function in its environment and still hold. */
export function criticalPathsFor(
  paths: readonly CompiledCriticalPath[],
  fn: LambdaFunction,
  deployment: Deployment,
): CriticalPath[] {
  return paths
    .filter(
      ({ entry, expired, covers }) =>
        !expired && holdsIn(entry.environments, deployment.environment) && covers(fn),
    )
    .map(({ entry }) => entry);
}

/** Whether something that may be limited to environments holds in one. */
export function holdsIn(environments: readonly string[] | undefined, environment: string): boolean {
  return environments === undefined || environments.includes(environment);
}
