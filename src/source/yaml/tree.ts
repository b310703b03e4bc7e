import type { SourceLocation } from "../location.ts";
import type { SourceFile } from "../source-file.ts";

/** What every node of a YAML or JSON tree has. Offsets are UTF-16 code units into the file's text. */
interface NodeBase {
  file: SourceFile;
  start: number;
  end: number;
  /** As written: `!Sub`, `!!str`. */
  tag?: string | undefined;
}

export interface YamlScalar extends NodeBase {
  kind: "scalar";
  /** The decoded text, after escapes and folding. */
  text: string;
  /** The value by YAML 1.2's core schema when plain; quoted and block scalars are strings. */
  value: string | number | boolean | null;
  /** Plain scalars only: quoting makes a string. */
  plain: boolean;
}

export interface YamlSequence extends NodeBase {
  kind: "sequence";
  items: YamlNode[];
}

export interface YamlMapping extends NodeBase {
  kind: "mapping";
  /** In the order written; merge keys (`<<`) are already merged in, explicit keys winning. Duplicate keys: the last one wins. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  key: string;
  keyNode: YamlNode;
  value: YamlNode;
}

/** The node of an alias is the anchor's node itself, so its range is where the text is written. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** Something wrong in a text, with its place. Errors leave a document out; warnings don't. */
export interface SourceProblem {
  severity: "error" | "warning";
  message: string;
  at: SourceLocation;
  /** Nothing is wrong with it but that it is more than is read here. */
  isLimit?: true;
}

export interface YamlText {
  /** One a document; an empty document is a null scalar. On a syntax error: the documents before it. */
  documents: YamlNode[];
  problems: SourceProblem[];
}

export function locationOf(node: YamlNode): SourceLocation {
  return node.file.locate(node.start, node.end);
}

/** The location of an entry from the start of its key to the end of its value. */
export function entryLocation(entry: YamlEntry): SourceLocation {
  const { keyNode, value } = entry;
  // With an alias or a merge key, the value is written elsewhere: then the key alone is the place.
  const together = keyNode.file === value.file && value.start >= keyNode.start;
  return keyNode.file.locate(keyNode.start, together ? value.end : keyNode.end);
}

/** Mappings of more entries than this get an index; most have a few, and looking through those is quicker. */
export const MAX_LOOKED_THROUGH = 12;
const indexes = new WeakMap<readonly YamlEntry[], ReadonlyMap<string, YamlEntry>>();

/** The entry of a key in a mapping; undefined for other nodes and missing keys. */
export function entryUnder(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== "mapping") return undefined;
  const { entries } = node;
  if (entries.length > MAX_LOOKED_THROUGH) return indexOf(entries).get(key);
  for (const entry of entries) if (entry.key === key) return entry;
  return undefined;
}

function indexOf(entries: readonly YamlEntry[]): ReadonlyMap<string, YamlEntry> {
  const before = indexes.get(entries);
  if (before) return before;
  const index = new Map(entries.map((entry) => [entry.key, entry]));
  indexes.set(entries, index);
  return index;
}

export function hasEntry(node: YamlNode | undefined, key: string): boolean {
  return entryUnder(node, key) !== undefined;
}

/** The value under a key of a mapping; undefined for other nodes and missing keys. */
export function childOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryUnder(node, key)?.value;
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === "mapping" ? node.entries : [];
}

/** The items of a sequence; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "sequence" ? node.items : [];
}

/** The text of a scalar, whatever its type: `5` and `"5"` alike. */
export function scalarText(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" ? node.text : undefined;
}

/** The text of a scalar of any type but null. */
export function nonNullText(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? node.text : undefined;
}

/** The text of a scalar that is a string. */
export function stringValue(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

export function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** Plain data of a tree; tags are dropped. */
export function toData(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "sequence") return node.items.map(toData);
  const data: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.entries) data[key] = toData(value);
  return data;
}

/** Plain data as a tree that is not in the file: all of it is located at the beginning of the file. */
export function treeOf(data: object, file: SourceFile): YamlMapping {
  const nodes = { file, start: 0, end: 0 };
  const nodeOf = (value: unknown): YamlNode => {
    if (Array.isArray(value)) return { kind: "sequence", ...nodes, items: value.map(nodeOf) };
    if (typeof value === "object" && value !== null) return mappingOf(value);
    const text = String(value);
    return {
      kind: "scalar",
      ...nodes,
      text,
      value: value as YamlScalar["value"],
      plain: typeof value !== "string",
    };
  };
  const mappingOf = (value: object): YamlMapping => ({
    kind: "mapping",
    ...nodes,
    entries: Object.entries(value).map(([key, each]) => ({ key, keyNode: nodeOf(key), value: nodeOf(each) })),
  });
  return mappingOf(data);
}
