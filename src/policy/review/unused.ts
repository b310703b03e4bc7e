import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { type CompiledCriticalPath, holdsIn } from "../critical-paths.ts";
import type { FunctionNames } from "./function-names.ts";

/** Critical paths of the policy file that cover no function of a whole run; a file that it extends speaks of other repositories, too. */
export function unusedCriticalPaths(
  model: Model,
  paths: readonly CompiledCriticalPath[],
  names: FunctionNames,
  policyFile: string,
): Diagnostic[] {
  const environmentOf = new Map(model.deployments.map(({ id, environment }) => [id, environment]));
  const idle = paths.filter(
    ({ entry, expired, covers }) =>
      !expired &&
      entry.at.file === policyFile &&
      !model.functions.some(
        (fn) => holdsIn(entry.environments, environmentOf.get(fn.deploymentId) ?? "") && covers(fn),
      ),
  );
  return idle.map(({ entry, functionAt }): Diagnostic => {
    const where = entry.environments ? ` in ${entry.environments.join(" or ")}` : "";
    const meant = names.nearest(entry.function);
    return {
      severity: "warning",
      message: `This critical path covers nothing: no function${where} is called ${entry.function}.`,
      hint:
        meant && !entry.environments ? `Did you mean ${meant}?` : "Put the pattern right, or take it out.",
      at: functionAt,
    };
  });
}
