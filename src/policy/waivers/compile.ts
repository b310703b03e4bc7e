import type { YamlMapping } from "../../source/yaml/tree.ts";
import { placeOf } from "../document/place.ts";
import { isOver } from "../patterns/dates.ts";
import { functionPattern } from "../patterns/function-pattern.ts";
import type { CompiledWaiver } from "./compiled.ts";
import type { WaiversData } from "./schema.ts";

/** The entries of `waivers`. */
export function compileWaivers(data: WaiversData, tree: YamlMapping, today: string): CompiledWaiver[] {
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
