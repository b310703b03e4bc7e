import type { Diagnostic } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { endsSoon } from "../patterns/dates.ts";
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
  const covers = coverage(model);
  const idle = paths.filter((each) => !each.expired && each.entry.at.file === policyFile && !covers(each));
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

/** Entries that cover a function now and will soon not hold any more. */
export function endingCriticalPaths(
  model: Model,
  paths: readonly CompiledCriticalPath[],
  today: string,
): Diagnostic[] {
  const covers = coverage(model);
  return paths.flatMap((each): Diagnostic[] => {
    const { entry } = each;
    const when = endsSoon(entry.expires, today);
    if (when === undefined || !covers(each)) return [];
    const message = `This critical path ends ${when}: then ${entry.function} is no longer on the list.`;
    const whose = entry.owner === undefined ? "" : ` with its owner, ${entry.owner}`;
    return [
      {
        severity: "warning",
        message,
        hint: `Renew it with a later date${whose}, or remove it.`,
        at: entry.at,
      },
    ];
  });
}

/** A test whether an entry covers a function of a model. */
function coverage(model: Model): (path: CompiledCriticalPath) => boolean {
  const environmentOf = new Map(model.deployments.map(({ id, environment }) => [id, environment]));
  const functions = [...model.functions, ...model.externalFunctions];
  return ({ entry, covers }) =>
    functions.some(
      (fn) => holdsIn(entry.environments, environmentOf.get(fn.deploymentId) ?? "") && covers(fn),
    );
}
