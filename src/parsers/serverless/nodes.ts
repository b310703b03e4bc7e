import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from "../../source/yaml/tree.ts";

/** A scalar that is not in the file, at the place of what it was made from. */
export function scalarNode(value: string | number | boolean | null, like: YamlNode): YamlScalar {
  const text = value === null ? "" : String(value);
  return {
    kind: "scalar",
    file: like.file,
    start: like.start,
    end: like.end,
    text,
    value,
    plain: typeof value !== "string",
  };
}

/** A sequence that is not in the file. */
export function sequenceNode(items: YamlNode[], like: YamlNode): YamlSequence {
  return { kind: "sequence", file: like.file, start: like.start, end: like.end, items };
}

/** A mapping that is not in the file; of equal keys the last one counts. */
export function mappingNode(entries: readonly YamlEntry[], like: YamlNode): YamlMapping {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return {
    kind: "mapping",
    file: like.file,
    start: like.start,
    end: like.end,
    entries: [...byKey.values()],
  };
}

/** An entry that is not in the file: its key is where its value is, unless another place is given. */
export function entryOf(key: string, value: YamlNode, at: YamlNode = value): YamlEntry {
  return { key, keyNode: scalarNode(key, at), value };
}

/** A tree of plain data, all of it at one place. */
export function dataNode(data: unknown, like: YamlNode): YamlNode {
  if (Array.isArray(data))
    return sequenceNode(
      data.map((item) => dataNode(item, like)),
      like,
    );
  if (typeof data === "object" && data !== null) {
    return mappingNode(
      Object.entries(data).map(([key, value]) => entryOf(key, dataNode(value, like), like)),
      like,
    );
  }
  const isScalar = typeof data === "string" || typeof data === "number" || typeof data === "boolean";
  return scalarNode(isScalar ? data : null, like);
}

/** Merges as the framework does: mappings by key, sequences by index, anything else is replaced. */
export function mergeNodes(base: YamlNode, over: YamlNode): YamlNode {
  if (base.kind === "mapping" && over.kind === "mapping") {
    const merged = new Map(base.entries.map((entry) => [entry.key, entry]));
    for (const entry of over.entries) {
      const below = merged.get(entry.key);
      merged.set(entry.key, below ? mergeEntries(below, entry) : entry);
    }
    return {
      ...mappingNode([...merged.values()], base),
      ...(base.tag === undefined ? {} : { tag: base.tag }),
    };
  }
  if (base.kind === "sequence" && over.kind === "sequence") {
    const items = over.items.map((item, index) => {
      const below = base.items[index];
      return below ? mergeNodes(below, item) : item;
    });
    return sequenceNode([...items, ...base.items.slice(items.length)], base);
  }
  return over;
}

/** What is merged stays where it was begun; what is replaced is where the replacement is written. */
function mergeEntries(base: YamlEntry, over: YamlEntry): YamlEntry {
  const value = mergeNodes(base.value, over.value);
  return value === over.value ? over : { ...base, value };
}

/** What JavaScript takes for false, as the framework's own checks do. */
export function isFalsy(node: YamlNode | undefined): boolean {
  if (!node) return true;
  return (
    node.kind === "scalar" &&
    (node.value === null || node.value === false || node.value === 0 || node.value === "")
  );
}
