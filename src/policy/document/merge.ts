import {
  entryUnder,
  hasEntry,
  isNull,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";

/** How the values of two files become one, where it isn't the later one that replaces the earlier. */
export interface Joining {
  /** Lists at the top to which every file adds. */
  lists?: readonly string[];
  /** The joined value at a path; undefined where nothing special holds. */
  join?(earlier: YamlNode, later: YamlNode, path: readonly string[]): YamlNode | undefined;
}

/**
 * Merges policies, the earliest first: mappings by key, some lists one after the other, anything else by the later.
 * An empty value says nothing, unless a section joins it in its own way. Every node keeps the place where it is written.
 */
export function mergeDocuments(layers: readonly YamlMapping[], joining: readonly Joining[]): YamlMapping {
  const merge = new Merge(joining);
  return layers.reduce((earlier, later) => merge.mappings(earlier, later, []));
}

/** Merges two mappings by key, the later over the earlier. */
export function mergeMappings(earlier: YamlMapping, later: YamlMapping): YamlMapping {
  return new Merge([]).mappings(earlier, later, []);
}

class Merge {
  readonly #joining: readonly Joining[];
  readonly #lists: ReadonlySet<string>;

  constructor(joining: readonly Joining[]) {
    this.#joining = joining;
    this.#lists = new Set(joining.flatMap(({ lists }) => lists ?? []));
  }

  mappings(earlier: YamlMapping, later: YamlMapping, path: readonly string[]): YamlMapping {
    const entries: YamlEntry[] = [];
    for (const entry of earlier.entries) {
      const over = entryUnder(later, entry.key);
      const joined = over && { ...over, value: this.#nodes(entry.value, over.value, [...path, entry.key]) };
      entries.push(joined ?? entry);
    }
    for (const entry of later.entries) if (!hasEntry(earlier, entry.key)) entries.push(entry);
    return { ...later, entries };
  }

  #nodes(earlier: YamlNode, later: YamlNode, path: readonly string[]): YamlNode {
    for (const { join } of this.#joining) {
      const joined = join?.(earlier, later, path);
      if (joined) return joined;
    }
    if (isNull(later)) return earlier;
    if (earlier.kind === "mapping" && later.kind === "mapping") return this.mappings(earlier, later, path);
    const isList = path.length === 1 && this.#lists.has(path[0] ?? "");
    if (isList && earlier.kind === "sequence" && later.kind === "sequence")
      return { ...later, items: [...earlier.items, ...later.items] };
    return later;
  }
}
