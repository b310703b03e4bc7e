import {
  MAX_LOOKED_THROUGH,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlSequence,
} from "./tree.ts";

const NO_ITEMS: YamlNode[] = [];
const NO_ENTRIES: YamlEntry[] = [];

/** A sequence or mapping whose end is not read yet. There are very many: all have one shape. */
export class OpenCollection {
  readonly node: YamlSequence | YamlMapping;
  readonly flow: boolean;
  /** Of a mapping: the key that waits for its value. */
  key: YamlNode | undefined = undefined;
  readonly #items: YamlNode[];
  readonly #entries: YamlEntry[];
  /** The entries by their keys, once they are many. */
  #index: Map<string, YamlEntry> | undefined = undefined;
  /** Entries whose key is written again after them. */
  #superseded: Set<YamlEntry> | undefined = undefined;
  #merges: YamlNode[] | undefined = undefined;

  /** @param node an empty one @param flow in brackets or braces */
  constructor(node: YamlSequence | YamlMapping, flow: boolean) {
    this.node = node;
    this.flow = flow;
    this.#items = node.kind === "sequence" ? (node.items as YamlNode[]) : NO_ITEMS;
    this.#entries = node.kind === "mapping" ? (node.entries as YamlEntry[]) : NO_ENTRIES;
  }

  addItem(item: YamlNode): void {
    this.#items.push(item);
  }

  /** Adds an entry, and returns one of the same key that it replaces. */
  addEntry(entry: YamlEntry): YamlEntry | undefined {
    const earlier = this.#latest(entry.key);
    if (earlier) {
      this.#superseded ??= new Set();
      this.#superseded.add(earlier);
    }
    this.#push(entry);
    return earlier;
  }

  /** Adds an entry and keeps those of the same key. */
  keepEntry(entry: YamlEntry): void {
    this.#push(entry);
  }

  /** What `<<` names: a mapping, or a list of them. */
  addMerge(source: YamlNode): void {
    this.#merges ??= [];
    this.#merges.push(source);
  }

  /** Drops what was written again, and merges in what isn't there. */
  close(): void {
    if (this.#superseded) this.#drop(this.#superseded);
    for (const merge of this.#merges ?? [])
      for (const source of merge.kind === "sequence" ? merge.items : [merge])
        if (source.kind === "mapping") this.#merge(source);
  }

  #drop(superseded: ReadonlySet<YamlEntry>): void {
    let kept = 0;
    for (const entry of this.#entries) if (!superseded.has(entry)) this.#entries[kept++] = entry;
    this.#entries.length = kept;
  }

  #merge(source: YamlMapping): void {
    for (const entry of source.entries) if (!this.#latest(entry.key)) this.#push(entry);
  }

  #push(entry: YamlEntry): void {
    this.#entries.push(entry);
    this.#index?.set(entry.key, entry);
  }

  #latest(key: string): YamlEntry | undefined {
    const entries = this.#entries;
    if (entries.length > MAX_LOOKED_THROUGH) {
      this.#index ??= new Map(entries.map((entry) => [entry.key, entry]));
      return this.#index.get(key);
    }
    for (let at = entries.length - 1; at >= 0; at--) {
      const entry = entries[at] as YamlEntry;
      if (entry.key === key) return entry;
    }
    return undefined;
  }
}
