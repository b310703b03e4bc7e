import type { YamlMapping } from "../../source/yaml/tree.ts";
import { placeOf } from "../document/place.ts";
import { isOver } from "../patterns/dates.ts";
import { functionPattern } from "../patterns/function-pattern.ts";
import type { CompiledCriticalPath } from "./compiled.ts";
import type { CriticalPathsData } from "./schema.ts";

/** The entries of `critical-paths`, the most generous first. */
export function compileCriticalPaths(
  data: CriticalPathsData,
  tree: YamlMapping,
  today: string,
): CompiledCriticalPath[] {
  const compiled = (data["critical-paths"] ?? []).map((entry, index): CompiledCriticalPath => {
    const { owner, reason, expires, environment, "max-provisioned": maxProvisioned } = entry;
    return {
      entry: {
        function: entry.function,
        ...(maxProvisioned === undefined ? {} : { maxProvisioned }),
        ...(environment === undefined ? {} : { environments: [environment].flat() }),
        ...(owner === undefined ? {} : { owner }),
        ...(reason === undefined ? {} : { reason }),
        ...(expires === undefined ? {} : { expires }),
        at: placeOf(tree, ["critical-paths", index]),
      },
      functionAt: placeOf(tree, ["critical-paths", index, "function"]),
      expired: isOver(expires, today),
      covers: functionPattern(entry.function),
    };
  });
  const most = ({ entry }: CompiledCriticalPath) => entry.maxProvisioned ?? Number.POSITIVE_INFINITY;
  return compiled.sort((a, b) => (most(a) === most(b) ? 0 : most(b) - most(a)));
}
