import { keepFunctions } from "../../model/keep-functions.ts";
import type { LambdaFunction } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import { alternativesOf } from "../../values/value.ts";
import type { PolicyEnvironment } from "./environment.ts";

/** Whether a function's tags may be those of an environment: it lacks the tag, can't say it, or has one of the values. */
export function matchesTags(environment: PolicyEnvironment, fn: LambdaFunction): boolean {
  const alternatives = alternativesOf(fn.tags);
  if (!alternatives) return true;
  return alternatives.some((each) => {
    const tags = each.state === "known" ? each.value : {};
    return [...environment.tags].every(([key, matches]) => tags[key] === undefined || matches(tags[key]));
  });
}

/**
 * Leaves out the functions whose tags say that they belong to another environment of the same root, and what belongs to them.
 * A function whose tags fit none of them stays in all: tags choose between environments, they never hide a function.
 * @param among all environments that the root is evaluated for
 */
export function withoutForeignFunctions(
  resources: Resources,
  environment: PolicyEnvironment,
  among: readonly PolicyEnvironment[],
  kept: ReadonlySet<string>,
): Resources {
  if (environment.tags.size === 0) return resources;
  const isForeign = (fn: LambdaFunction) =>
    !kept.has(fn.address) &&
    !matchesTags(environment, fn) &&
    among.some((each) => each !== environment && matchesTags(each, fn));
  const foreign = new Set(resources.functions.filter(isForeign));
  if (foreign.size === 0) return resources;
  return keepFunctions(resources, (fn) => fn === undefined || !foreign.has(fn));
}
