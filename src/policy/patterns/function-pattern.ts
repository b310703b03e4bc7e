import type { LambdaFunction } from "../../model/model.ts";
import { alternativesOf } from "../../values/value.ts";
import { nameMatcher } from "./glob.ts";

/** A glob on a function's name, address or label. */
export type FunctionPattern = (fn: Pick<LambdaFunction, "name" | "address" | "label">) => boolean;

/** Compiles a glob on functions. A name with alternatives is matched when every one is. */
export function functionPattern(pattern: string): FunctionPattern {
  const matches = nameMatcher(pattern);
  return ({ name, address, label }) => {
    if (matches(address) || (label !== undefined && matches(label))) return true;
    return alternativesOf(name)?.every((each) => each.state === "known" && matches(each.value)) ?? false;
  };
}
