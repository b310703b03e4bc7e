import type { YamlMapping } from "../../source/yaml/tree.ts";
import { isOver } from "../dates.ts";
import { placeOf } from "../document/place.ts";
import type { PolicyData } from "../shape/schema.ts";
import type { CompiledWaiver } from "../waivers/compiled.ts";
import { functionPattern } from "./function-pattern.ts";

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
