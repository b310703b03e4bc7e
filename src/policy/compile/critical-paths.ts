import type { YamlMapping } from "../../source/yaml/tree.ts";
import type { CompiledCriticalPath } from "../critical-paths.ts";
import { isOver } from "../dates.ts";
import { placeOf } from "../document/place.ts";
import type { PolicyData } from "../shape/schema.ts";
import { functionPattern } from "./function-pattern.ts";

/** The entries of `critical-paths`, the most generous first. */
export function compileCriticalPaths(
  data: PolicyData,
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
