import {
  isNull,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from "../../source/yaml/tree.ts";
import { mergeMappings } from "../document/merge.ts";

/** Merges what an environment says of a rule over what holds everywhere; a severity alone keeps the options. */
export function mergeRuleEntries(
  everywhere: YamlNode | undefined,
  here: YamlNode | undefined,
): YamlMapping | undefined {
  const [earlier, later] = [everywhere && ruleEntry(everywhere), here && ruleEntry(here)];
  return earlier && later ? mergeMappings(earlier, later) : (later ?? earlier);
}

/** What two files say of a rule. @param path below `rules` */
export function joinEntry(earlier: YamlNode, later: YamlNode, path: readonly string[]): YamlNode | undefined {
  if (path.length !== 1) return undefined;
  return isNull(later) ? earlier : mergeRuleEntries(earlier, later);
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
