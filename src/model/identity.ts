import { knownValue } from "../values/value.ts";
import type { Model } from "./linked-model.ts";
import type { LambdaFunction } from "./model.ts";

/**
 * What is deployed as one, each group with the ways in which it is declared: a name is unique in an account and region, so two roots
 * that say it there declare one function (a template and what is packaged of it, a piece and what it is merged into). Two that one root
 * declares are two: AWS refuses the second.
 */
export function deployedOnce(functions: readonly LambdaFunction[], model: Model): LambdaFunction[][] {
  const groups = new Map<string, LambdaFunction[]>();
  const all: LambdaFunction[][] = [];
  for (const fn of functions) {
    const name = knownValue(fn.name);
    const key = name === undefined ? undefined : keyOf(name, fn, model);
    const group = key === undefined ? undefined : groups.get(key);
    const isAnother = group?.every((each) => each.deploymentId !== fn.deploymentId);
    if (group && isAnother) {
      group.push(fn);
      continue;
    }
    const own = [fn];
    all.push(own);
    if (key !== undefined && !group) groups.set(key, own);
  }
  return all;
}

function keyOf(name: string, fn: LambdaFunction, model: Model): string {
  const { environment } = model.deploymentOf(fn);
  return JSON.stringify([name, environment, knownValue(fn.account), knownValue(fn.region)]);
}
