import type { Deployment, LambdaFunction } from "../model/model.ts";
import type { CriticalPath } from "../rule.ts";
import type { SourceLocation } from "../source/location.ts";
import type { YamlMapping } from "../source/yaml/tree.ts";
import { isOver } from "./dates.ts";
import { placeOf } from "./document/place.ts";
import { type FunctionPattern, functionPattern } from "./function-pattern.ts";
import type { PolicyData } from "./shape/schema.ts";

/** An entry of `critical-paths`, ready to be asked. */
export interface CompiledCriticalPath {
  entry: CriticalPath;
  functionAt: SourceLocation;
  expired: boolean;
  covers: FunctionPattern;
}

/** The entries of `critical-paths`, the most generous first. */
export function compileCriticalPaths(
  data: PolicyData,
  tree: YamlMapping,
  today: string,
): CompiledCriticalPath[] {
  const compiled = (data["critical-paths"] ?? []).map((entry, index): CompiledCriticalPath => {
    const { owner, reason, expires, environment, "max-provisioned": maxProvisioned } = entry;
    return {
      entry: {
        function: entry.function,
        ...(maxProvisioned === undefined ? {} : { maxProvisioned }),
        ...(environment === undefined ? {} : { environments: [environment].flat() }),
        ...(owner === undefined ? {} : { owner }),
        ...(reason === undefined ? {} : { reason }),
        ...(expires === undefined ? {} : { expires }),
        at: placeOf(tree, ["critical-paths", index]),
      },
      functionAt: placeOf(tree, ["critical-paths", index, "function"]),
      expired: isOver(expires, today),
      covers: functionPattern(entry.function),
    };
  });
  const most = ({ entry }: CompiledCriticalPath) => entry.maxProvisioned ?? Number.POSITIVE_INFINITY;
  return compiled.sort((a, b) => (most(a) === most(b) ? 0 : most(b) - most(a)));
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
