import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { FunctionNames } from "../patterns/function-names.ts";
import { holdsIn } from "../patterns/scope.ts";
import type { CompiledCriticalPath } from "./compiled.ts";

/** Critical paths of the policy file that cover no function of a whole run; a file that it extends is for other repositories, too. */
export function unusedCriticalPaths(
  model: Model,
  paths: readonly CompiledCriticalPath[],
  policyFile: string,
): Diagnostic[] {
  const names = new FunctionNames(model);
  const environmentOf = new Map(model.deployments.map(({ id, environment }) => [id, environment]));
  const idle = paths.filter(
    ({ entry, expired, covers }) =>
      !expired &&
      entry.at.file === policyFile &&
      ![...model.functions, ...model.externalFunctions].some(
        (fn) => holdsIn(entry.environments, environmentOf.get(fn.deploymentId) ?? "") && covers(fn),
      ),
  );
  return idle.map(({ entry, functionAt }): Diagnostic => {
    const where = entry.environments ? ` in ${entry.environments.join(" or ")}` : "";
    const meant = names.nearest(entry.function);
    return {
      severity: "warning",
      message: `This critical path covers nothing: no function${where} is called ${entry.function}.`,
      hint: meant && !entry.environments ? `Did you mean ${meant}?` : "Correct the pattern, or remove it.",
      at: functionAt,
    };
  });
}
