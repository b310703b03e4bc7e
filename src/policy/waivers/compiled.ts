import type { AppliedWaiver, Problem } from "../../finding.ts";
import type { LambdaFunction } from "../../model/model.ts";
import { unset } from "../../model/value.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { YamlMapping } from "../../source/yaml/tree.ts";
import { isOver } from "../dates.ts";
import { placeOf } from "../document/place.ts";
import { type FunctionPattern, functionPattern } from "../function-pattern.ts";
import type { PolicyData } from "../shape/schema.ts";

/** An entry of `waivers`, ready to be asked. */
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

/** The entries of `waivers`. */
export function compileWaivers(data: PolicyData, tree: YamlMapping, today: string): CompiledWaiver[] {
  return (data.waivers ?? []).map((waiver, index) => {
    const { rule, environment, owner, reason, expires } = waiver;
    const at = placeOf(tree, ["waivers", index]);
    return {
      applied: {
        ...(owner ? { owner } : {}),
        ...(reason ? { reason } : {}),
        ...(expires ? { expires } : {}),
        at,
      },
      rules: [rule].flat(),
      function: waiver.function,
      functionAt: placeOf(tree, ["waivers", index, "function"]),
      environments: environment === undefined ? undefined : [environment].flat(),
      expired: isOver(expires, today),
      matches: functionPattern(waiver.function),
    };
  });
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
