import type { AppliedWaiver, Problem } from "../../finding.ts";
import type { LambdaFunction } from "../../model/model.ts";
import type { SourceLocation } from "../../source/location.ts";
import { unset } from "../../values/value.ts";
import type { FunctionPattern } from "../patterns/function-pattern.ts";

/** An entry of `waivers`, with its pattern compiled. */
export interface CompiledWaiver {
  applied: AppliedWaiver;
  rules: readonly string[];
  /** As written. */
  function: string;
  functionAt: SourceLocation;
  environments: readonly string[] | undefined;
  expired: boolean;
  matches: FunctionPattern;
}

/** Whether a waiver's glob covers what a problem is about: the entity that the report names, or its function. */
export function covers(
  waiver: CompiledWaiver,
  subject: Problem["subject"],
  fn: LambdaFunction | undefined,
  at: SourceLocation,
): boolean {
  return (fn !== undefined && waiver.matches(fn)) || waiver.matches({ ...subject, name: unset(at) });
}
