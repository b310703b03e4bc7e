import {
  entryUnder,
  hasEntry,
  isNull,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from "../../source/yaml/tree.ts";

/** Lists to which every file adds; other lists are one value, which a later file replaces. */
const CONCATENATED: ReadonlySet<string> = new Set([
  "critical-paths",
  "waivers",
  "module-adapters",
  "plugins",
]);

/**
 * Merges two policies: mappings by key, the lists of `CONCATENATED` one behind the other, anything else by the later.
 * An empty value says nothing, but for a variable, which may be null. Every node keeps the place where it is written.
 */
export function mergePolicies(earlier: YamlMapping, later: YamlMapping): YamlMapping {
  return mergeMappings(earlier, later, []);
}

/** Merges what an environment says of a rule over what holds everywhere; a severity alone keeps the options. */
export function mergeRuleEntries(
  everywhere: YamlNode | undefined,
  here: YamlNode | undefined,
): YamlMapping | undefined {
  const [earlier, later] = [everywhere && ruleEntry(everywhere), here && ruleEntry(here)];
  return earlier && later ? mergeMappings(earlier, later, []) : (later ?? earlier);
}

function merge(earlier: YamlNode, later: YamlNode, path: readonly string[]): YamlNode {
  if (isInput(path)) return later;
  if (isNull(later)) return earlier;
  if (isRuleEntry(path)) return mergeRuleEntries(earlier, later) ?? later;
  if (earlier.kind === "mapping" && later.kind === "mapping") return mergeMappings(earlier, later, path);
  if (
    earlier.kind === "sequence" &&
    later.kind === "sequence" &&
    path.length === 1 &&
    CONCATENATED.has(path[0] ?? "")
  ) {
    return { ...later, items: [...earlier.items, ...later.items] };
  }
  return later;
}

function mergeMappings(earlier: YamlMapping, later: YamlMapping, path: readonly string[]): YamlMapping {
  const entries: YamlEntry[] = [];
  for (const entry of earlier.entries) {
    const over = entryUnder(later, entry.key);
    entries.push(over ? { ...over, value: merge(entry.value, over.value, [...path, entry.key]) } : entry);
  }
  for (const entry of later.entries) if (!hasEntry(earlier, entry.key)) entries.push(entry);
  return { ...later, entries };
}

const INPUTS: ReadonlySet<string> = new Set(["variables", "parameters", "params"]);

/** `environments.<name>.terraform.variables.<name>` and the like: one value, whatever it is made of. */
function isInput(path: readonly string[]): boolean {
  return path.length === 5 && path[0] === "environments" && INPUTS.has(path[3] ?? "");
}

/** `rules.<id>` and `environments.<name>.rules.<id>`: a severity, or a mapping that holds one. */
function isRuleEntry(path: readonly string[]): boolean {
  const at = path.length - 2;
  return path[at] === "rules" && (at === 0 || (at === 2 && path[0] === "environments"));
}

function ruleEntry(node: YamlNode): YamlMapping | undefined {
  if (node.kind === "mapping") return node;
  return node.kind === "scalar" && !isNull(node) ? severityEntry(node) : undefined;
}

function severityEntry(severity: YamlScalar): YamlMapping {
  const { file, start, end } = severity;
  const entry: YamlEntry = { key: "severity", keyNode: severity, value: severity };
  return { kind: "mapping", file, start, end, entries: [entry] };
}
