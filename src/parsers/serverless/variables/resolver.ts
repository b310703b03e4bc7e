import type { Published } from "../../../model/mention.ts";
import {
  entryUnder,
  isNull,
  locationOf,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from "../../../source/yaml/tree.ts";
import { mappingNode, scalarNode, sequenceNode } from "../nodes.ts";
import { type Candidate, type Placeholder, parseText, type Segment } from "./placeholder.ts";
import type { Provenances } from "./provenance.ts";

/** A found value, a value that can't be known, or nothing: then the next candidate is tried. */
export type Found = YamlNode | Unknowable | undefined;

/** Why a value can't be known, and what another deployment knows it by. */
export interface Unknowable {
  because: string;
  asked?: Published;
}

/** What trying one candidate came to. */
interface Outcome {
  found?: YamlNode;
  unknown?: Unknowable;
  /** Why there is no value: the next candidate is tried. */
  missing?: string;
}

/** Where the values of variables come from. */
export interface Sources {
  /** @param use the node that holds the variable */
  find(
    source: string,
    parameter: string | undefined,
    address: string,
    use: YamlNode,
    resolver: Resolver,
  ): Found;
  /** Why a source is never read. */
  refusal(source: string): string | undefined;
  /** Why nothing was found, in words that help. */
  missing(source: string, parameter: string | undefined, address: string): string;
}

/** Longer texts with variables are not infrastructure code. */
const MAX_TEXT = 8_000;
/** Nodes of one resolved value: variables that repeat each other must not grow without bound. */
const MAX_NODES = 100_000;
const MAX_DEPTH = 100;

/** Puts values in the place of variables: on demand, each once, and never in a circle. */
export class Resolver {
  readonly #sources: Sources;
  readonly #provenances: Provenances;
  readonly #resolved = new Map<YamlNode, YamlNode>();
  readonly #deep = new Map<YamlNode, YamlNode>();
  readonly #sizes = new Map<YamlNode, number>();
  readonly #resolving = new Set<YamlNode>();
  readonly #open = new Set<YamlNode>();

  constructor(sources: Sources, provenances: Provenances) {
    this.#sources = sources;
    this.#provenances = provenances;
  }

  /** The node itself, or the value of its variable; what is below is left as written. */
  resolve(node: YamlNode): YamlNode {
    if (node.kind !== "scalar" || typeof node.value !== "string" || !node.text.includes("${")) return node;
    if (this.#provenances.isUnknown(node)) return node;
    const earlier = this.#resolved.get(node);
    if (earlier) return earlier;
    if (this.#resolving.has(node)) return this.unknown(`the variable ${node.text} refers to itself`, node);
    if (this.#resolving.size >= MAX_DEPTH) return this.unknown("the variables are nested too deeply", node);
    this.#resolving.add(node);
    const result = this.#evaluate(node);
    this.#resolving.delete(node);
    this.#resolved.set(node, result);
    return result;
  }

  /** The node with every variable in it resolved. */
  resolveAll(node: YamlNode): YamlNode {
    const top = this.resolve(node);
    if (top.kind === "scalar") return top;
    const earlier = this.#deep.get(top);
    if (earlier) return earlier;
    if (this.#open.has(top)) return this.unknown("the variables make it contain itself", node);
    if (this.#open.size >= MAX_DEPTH) return this.unknown("the variables are nested too deeply", node);
    this.#open.add(top);
    const result = this.#bounded(this.#children(top), node);
    this.#open.delete(top);
    this.#deep.set(top, result);
    return result;
  }

  /** The value at a path of keys, resolved as far as needed to get there. */
  at(node: YamlNode, path: readonly string[]): YamlNode | undefined {
    let current: YamlNode | undefined = this.resolve(node);
    for (const key of path) {
      if (!current || this.#provenances.isUnknown(current)) return current;
      const next: YamlNode | undefined =
        current.kind === "mapping"
          ? entryUnder(current, key)?.value
          : current.kind === "sequence"
            ? current.items[Number(key)]
            : undefined;
      current = next && this.resolve(next);
    }
    return current;
  }

  /** A node for a value that can't be known. */
  unknown(because: string, like: YamlNode): YamlScalar {
    return this.#unknowable({ because }, like);
  }

  #unknowable(why: Unknowable, like: YamlNode): YamlScalar {
    const text = like.kind === "scalar" ? like.text : "";
    return this.#provenances.note(scalarNode(text, like), why);
  }

  #children(node: YamlMapping | YamlSequence): YamlNode {
    if (node.kind === "sequence") {
      const items = node.items.map((item) => this.resolveAll(item));
      return { ...sequenceNode(items, node), ...(node.tag === undefined ? {} : { tag: node.tag }) };
    }
    const entries = node.entries.map((entry) => ({ ...entry, value: this.resolveAll(entry.value) }));
    return { ...mappingNode(entries, node), ...(node.tag === undefined ? {} : { tag: node.tag }) };
  }

  #bounded(node: YamlNode, use: YamlNode): YamlNode {
    const children =
      node.kind === "mapping"
        ? node.entries.map((entry) => entry.value)
        : node.kind === "sequence"
          ? node.items
          : [];
    const size = children.reduce((sum, child) => sum + (this.#sizes.get(child) ?? 1), 1);
    if (size > MAX_NODES) return this.unknown("the variables grow to more than can be read", use);
    this.#sizes.set(node, size);
    return node;
  }

  #evaluate(node: YamlScalar): YamlNode {
    if (node.text.length > MAX_TEXT)
      return this.unknown("the text with variables is too long to be read", node);
    return this.#join(parseText(node.text), node);
  }

  /** One variable alone keeps the kind of its value; within a text it becomes text. */
  #join(segments: readonly Segment[], use: YamlScalar): YamlNode {
    const [only, ...others] = segments;
    if (only !== undefined && typeof only !== "string" && others.length === 0)
      return this.#substitute(only, use);
    if (segments.every((segment) => typeof segment === "string")) return use;
    const text = this.#text(segments, use);
    return typeof text === "string"
      ? { ...scalarNode(text, use), ...(use.tag === undefined ? {} : { tag: use.tag }) }
      : this.unknown(text.because, use);
  }

  #text(segments: readonly Segment[], use: YamlScalar): string | { because: string } {
    let text = "";
    for (const segment of segments) {
      if (typeof segment === "string") {
        text += segment;
        continue;
      }
      const value = this.#substitute(segment, use);
      const because = this.#provenances.get(value)?.because;
      if (because !== undefined) return { because };
      if (value.kind !== "scalar") return { because: `${segment.text} is not a text` };
      text += value.value === null ? "" : value.text;
      if (text.length > MAX_TEXT) return { because: "the variables make too long a text" };
    }
    return text;
  }

  #substitute(placeholder: Placeholder, use: YamlScalar): YamlNode {
    const outcome = this.#outcome(placeholder, use);
    return (
      outcome.found ??
      this.#unknowable(
        outcome.unknown ?? { because: outcome.missing ?? `${placeholder.text} has no value` },
        use,
      )
    );
  }

  #outcome(placeholder: Placeholder, use: YamlScalar): Outcome {
    let last: Outcome = {};
    for (const candidate of placeholder.candidates) {
      const outcome = this.#candidate(candidate, use);
      if (outcome.found) return { found: this.#noted(outcome.found, placeholder, use) };
      if (outcome.unknown !== undefined) return outcome;
      last = outcome;
    }
    return last;
  }

  #candidate(candidate: Candidate, use: YamlScalar): Outcome {
    switch (candidate.kind) {
      case "literal":
        return { found: scalarNode(candidate.value, use) };
      case "nested": {
        const [only, ...others] = candidate.segments;
        if (typeof only === "object" && others.length === 0) return this.#outcome(only, use);
        return { found: this.#join(candidate.segments, use) };
      }
      case "invalid":
        return { unknown: { because: `"${candidate.text}" is not a variable; a text must be in quotes` } };
      case "source":
        return this.#read(candidate, use);
    }
  }

  #read({ source, parameter, address }: Candidate & { kind: "source" }, use: YamlScalar): Outcome {
    const refusal = this.#sources.refusal(source);
    if (refusal !== undefined) return { unknown: { because: refusal } };
    const within = parameter && this.#text(parameter, use);
    const key = this.#text(address ?? [], use);
    if (typeof within === "object") return { unknown: within };
    if (typeof key === "object") return { unknown: key };
    const found = this.#sources.find(source, within, key, use, this);
    if (found && "because" in found) return { unknown: found };
    if (found && !isNull(found)) return { found };
    return { missing: this.#sources.missing(source, within, key) };
  }

  /** The value stays where it is written, with the use as a step of its trace. */
  #noted(found: YamlNode, { text }: Placeholder, use: YamlScalar): YamlNode {
    const resolved = this.resolve(found);
    if (resolved.kind !== "scalar" || (resolved.file === use.file && resolved.start === use.start))
      return resolved;
    const before = this.#provenances.get(resolved);
    const trace = [...(before?.trace ?? []), { at: locationOf(use), what: text }];
    return this.#provenances.note({ ...resolved }, { ...before, trace });
  }
}
