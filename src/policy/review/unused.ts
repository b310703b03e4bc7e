import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { valueOf } from "../../model/value.ts";
import { nearest } from "../../source/nearest.ts";
import { type CompiledCriticalPath, holdsIn } from "../critical-paths.ts";

/** Critical paths that cover no function of a whole run. */
export function unusedCriticalPaths(model: Model, paths: readonly CompiledCriticalPath[]): Diagnostic[] {
  const environmentOf = new Map(model.deployments.map(({ id, environment }) => [id, environment]));
  const idle = paths.filter(
    ({ entry, expired, covers }) =>
      !expired &&
      !model.functions.some(
        (fn) => holdsIn(entry.environments, environmentOf.get(fn.deployment) ?? "") && covers(fn),
      ),
  );
  const names = [...new Set(model.functions.flatMap((fn) => [valueOf(fn.name) ?? [], fn.address].flat()))];
  return idle.map(({ entry }): Diagnostic => {
    const where = entry.environments ? ` in ${entry.environments.join(" or ")}` : "";
    const meant = nearest(entry.function, names);
    return {
      severity: "warning",
      message: `This critical path covers nothing: no function${where} is called ${entry.function}.`,
      hint:
        meant && !entry.environments ? `Did you mean ${meant}?` : "Put the pattern right, or take it out.",
      at: entry.at,
    };
  });
}
