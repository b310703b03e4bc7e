import type { EnvironmentInputs } from "../../parser.ts";
import { childOf, hasEntry, type YamlNode } from "../../source/yaml/tree.ts";

/** How far below `custom` stages are looked for: `custom.prod`, `custom.capacity.prod`. */
const CUSTOM_DEPTH = 2;

/**
 * The stage that an environment is deployed with, as `--stage` would give it: from the policy, else the environment's own
 * name where the configuration knows a stage of that name. Undefined: no stage is given, so the configuration's default applies.
 */
export function stageOption(
  top: YamlNode,
  { serverless, environment }: EnvironmentInputs,
): string | undefined {
  if (serverless.stage) return serverless.stage.value;
  const places = [childOf(top, "stages"), childOf(top, "params")];
  const isMentioned =
    places.some((place) => hasKey(place, environment, 0)) ||
    hasKey(childOf(top, "custom"), environment, CUSTOM_DEPTH);
  return isMentioned ? environment : undefined;
}

function hasKey(node: YamlNode | undefined, key: string, depth: number): boolean {
  if (node?.kind !== "mapping") return false;
  return (
    hasEntry(node, key) || (depth > 0 && node.entries.some((entry) => hasKey(entry.value, key, depth - 1)))
  );
}
