import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml";
import type { SourceFile } from "../source-file.ts";
import { coreScalar } from "./core-schema.ts";
import { flowEnd } from "./flow-end.ts";
import { OpenCollection } from "./open-collection.ts";
import type {
  SourceProblem,
  YamlEntry,
  YamlMapping,
  YamlNode,
  YamlScalar,
  YamlSequence,
  YamlText,
} from "./tree.ts";

/** Nodes reached through aliases, counted each time that they are used: a bound on "billion laughs". */
const MAX_ALIASED_NODES = 200_000;
/** Beyond so many, duplicate keys are counted and no longer listed. */
const MAX_LISTED_DUPLICATES = 20;

/** Turns the flat event stream into trees, once, from left to right. */
export class TreeBuilder {
  readonly #file: SourceFile;
  readonly #events: Event[];
  readonly #problems: SourceProblem[];
  readonly #repeated: "last" | "all";
  readonly #documents: YamlNode[] = [];
  readonly #stack: OpenCollection[] = [];
  #anchors = new Map<string, YamlNode>();
  #sizes = new Map<YamlNode, number>();
  #aliased = 0;
  #tooMany = false;
  #duplicates = 0;
  #root: YamlNode | undefined;

  constructor(file: SourceFile, events: Event[], problems: SourceProblem[], repeated: "last" | "all") {
    this.#repeated = repeated;
    this.#file = file;
    this.#events = events;
    this.#problems = problems;
  }

  build(): YamlText {
    let depth = 0;
    for (const event of this.#events) {
      if (this.#tooMany) return { documents: [], problems: this.#problems };
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#root = undefined;
          this.#anchors = new Map();
          depth = 0;
          break;
        case EVENT_ID.SCALAR:
          this.#place(this.#scalar(event), this.#anchorOf(event));
          break;
        case EVENT_ID.ALIAS:
          this.#alias(event.anchorStart, event.anchorEnd);
          break;
        case EVENT_ID.SEQUENCE:
        case EVENT_ID.MAPPING:
          depth++;
          this.#open(event);
          break;
        case EVENT_ID.POP:
          if (depth === 0) this.#documents.push(this.#root ?? this.#empty());
          else {
            depth--;
            this.#close();
          }
          break;
      }
    }
    this.#countDuplicates();
    return { documents: this.#documents, problems: this.#problems };
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const absent = event.valueStart < 0;
    const text = absent ? "" : getScalarValue(this.#file.text, event);
    const plain = event.style === 1;
    // Quoted scalars include their quotes in the range that people see.
    const quoted = event.style === 2 || event.style === 3;
    const start = absent ? this.#fallbackOffset() : event.valueStart - (quoted ? 1 : 0);
    const end = absent ? start : event.valueEnd + (quoted ? 1 : 0);
    const tag = this.#tag(event.tagStart, event.tagEnd);
    const value = plain ? coreScalar(text, tag) : text;
    return { kind: "scalar", file: this.#file, start, end, tag, text, value, plain };
  }

  /** An absent value is located after its key. */
  #fallbackOffset(): number {
    const open = this.#stack.at(-1);
    return open?.key?.end ?? open?.node.end ?? 0;
  }

  #open(event: Extract<Event, { type: 2 | 3 }>): void {
    const file = this.#file;
    const { start } = event;
    const tag = this.#tag(event.tagStart, event.tagEnd);
    const node: YamlSequence | YamlMapping =
      event.type === EVENT_ID.SEQUENCE
        ? { kind: "sequence", file, start, end: start, tag, items: [] }
        : { kind: "mapping", file, start, end: start, tag, entries: [] };
    const anchor = this.#anchorOf(event);
    if (anchor) this.#anchors.set(anchor, node);
    this.#stack.push(new OpenCollection(node, event.style === 2));
  }

  #close(): void {
    const open = this.#stack.pop() as OpenCollection;
    if (open.flow) open.node.end = flowEnd(open.node, this.#file.text);
    open.close();
    this.#place(open.node, undefined);
  }

  #alias(start: number, end: number): void {
    const name = this.#file.text.slice(start, end);
    const node = this.#anchors.get(name);
    if (!node || this.#stack.some((open) => open.node === node)) {
      const message = node
        ? `The alias *${name} is inside its own anchor.`
        : `There is no anchor &${name} before this alias.`;
      this.#problems.push({ severity: "error", message, at: this.#file.locate(start - 1, end) });
      this.#place(this.#empty(start - 1, end), undefined);
      return;
    }
    this.#aliased += this.#sizeOf(node);
    if (this.#aliased > MAX_ALIASED_NODES) {
      this.#tooMany = true;
      const message = `Aliases expand to more than ${MAX_ALIASED_NODES} nodes; the file is not read.`;
      this.#problems.push({
        severity: "error",
        message,
        at: this.#file.locate(start - 1, end),
        isLimit: true,
      });
      return;
    }
    this.#place(node, undefined, start - 1, end);
  }

  /** Nodes below and at `node`, each alias counted as often as it is used. */
  #sizeOf(node: YamlNode): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    let size = 1;
    if (node.kind === "sequence") for (const item of node.items) size += this.#sizeOf(item);
    if (node.kind === "mapping") for (const entry of node.entries) size += this.#sizeOf(entry.value);
    this.#sizes.set(node, size);
    return size;
  }

  #place(node: YamlNode, anchor: string | undefined, start = node.start, end = node.end): void {
    if (anchor) this.#anchors.set(anchor, node);
    const open = this.#stack.at(-1);
    if (!open) {
      this.#root = node;
      return;
    }
    open.node.end = Math.max(open.node.end, end);
    if (open.node.kind === "sequence") open.addItem(node);
    else if (open.key === undefined) open.key = start === node.start ? node : this.#empty(start, end);
    else {
      const key = open.key;
      open.key = undefined;
      if (key.kind === "scalar" && key.plain && key.text === "<<") open.addMerge(node);
      else this.#add(open, { key: keyText(key), keyNode: key, value: node });
    }
  }

  /** Published templates do have duplicate keys; AWS's tools keep the last, and so do we, with a warning. */
  #add(open: OpenCollection, entry: YamlEntry): void {
    if (this.#repeated === "all") {
      open.keepEntry(entry);
      return;
    }
    if (!open.addEntry(entry)) return;
    this.#duplicates++;
    if (this.#duplicates > MAX_LISTED_DUPLICATES) return;
    const message = `The key "${entry.key}" is written twice; the last one counts.`;
    const at = this.#file.locate(entry.keyNode.start, entry.keyNode.end);
    this.#problems.push({ severity: "warning", message, at });
  }

  #countDuplicates(): void {
    const more = this.#duplicates - MAX_LISTED_DUPLICATES;
    if (more <= 0) return;
    const message = `${more} more keys are written twice; the last one of each counts.`;
    this.#problems.push({ severity: "warning", message, at: this.#file.locate(0) });
  }

  #anchorOf(event: { anchorStart: number; anchorEnd: number }): string | undefined {
    return event.anchorStart < 0 ? undefined : this.#file.text.slice(event.anchorStart, event.anchorEnd);
  }

  #tag(start: number, end: number): string | undefined {
    return start < 0 ? undefined : this.#file.text.slice(start, end);
  }

  #empty(start = 0, end = start): YamlScalar {
    return {
      kind: "scalar",
      file: this.#file,
      start,
      end,
      tag: undefined,
      text: "",
      value: null,
      plain: true,
    };
  }
}

function keyText(key: YamlNode): string {
  return key.kind === "scalar" ? key.text : "";
}
