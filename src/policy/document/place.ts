import type { SourceLocation } from "../../source/location.ts";
import { childOf, entryUnder, locationOf, type YamlEntry, type YamlNode } from "../../source/yaml/tree.ts";

/** The steps from the top of a policy to a value: keys of mappings, indexes of lists. */
export type Path = readonly PropertyKey[];

/** The node at a path; undefined where there is none. */
export function nodeAt(tree: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = tree;
  for (const step of path) {
    if (node?.kind === "sequence") node = node.items[Number(step)];
    else node = childOf(node, String(step));
  }
  return node;
}

/** The place of a path: a value as it is written, the key of a block; else the nearest place that holds it. */
export function placeOf(tree: YamlNode, path: Path): SourceLocation {
  const node = nodeAt(tree, path);
  if (!node) return path.length === 0 ? locationOf(tree) : placeOf(tree, path.slice(0, -1));
  if (node.kind === "scalar") return locationOf(node);
  return keyPlaceOf(tree, path) ?? locationOf(node);
}

/** The place of the key that a path ends in. */
export function keyPlaceOf(tree: YamlNode, path: Path): SourceLocation | undefined {
  const entry = entryAt(tree, path);
  return entry && locationOf(entry.keyNode);
}

function entryAt(tree: YamlNode, path: Path): YamlEntry | undefined {
  return entryUnder(nodeAt(tree, path.slice(0, -1)), String(path.at(-1)));
}
