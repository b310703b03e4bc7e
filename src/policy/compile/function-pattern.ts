import type { LambdaFunction } from "../../model/model.ts";
import { alternativesOf } from "../../values/value.ts";
import { nameMatcher } from "./glob.ts";

/** A glob on a function's name, address or label. */
export type FunctionPattern = (fn: Pick<LambdaFunction, "name" | "address" | "label">) => boolean;

/** Compiles a glob on functions. A name that may turn out in several ways is matched when every way is. */
export function functionPattern(pattern: string): FunctionPattern {
  const matches = nameMatcher(pattern);
  return ({ name, address, label }) => {
    if (matches(address) || (label !== undefined && matches(label))) return true;
    return alternativesOf(name)?.every((way) => way.state === "known" && matches(way.value)) ?? false;
  };
}
