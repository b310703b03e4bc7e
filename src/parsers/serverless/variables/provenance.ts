import type { Published } from "../../../model/mention.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { locationOf, type YamlNode } from "../../../source/yaml/tree.ts";
import { known, type Step, unknown, unset, type Value } from "../../../values/value.ts";

/** What isn't in a node of a resolved configuration itself. */
export interface Provenance {
  /** Why its value can't be known. */
  because?: string;
  /** What another deployment knows it by. */
  asked?: Published;
  /** Where it was decided, when that is not where the node is. */
  at?: SourceLocation;
  /** The variables that it went through since. */
  trace?: Step[];
}

/** Remembers of resolved nodes where they come from. */
export class Provenances {
  readonly #of = new WeakMap<YamlNode, Provenance>();

  get(node: YamlNode): Provenance | undefined {
    return this.#of.get(node);
  }

  isUnknown(node: YamlNode | undefined): boolean {
    return node !== undefined && this.#of.get(node)?.because !== undefined;
  }

  /** A value that was read from a node, with the place and the trace that the node itself doesn't have. */
  apply<T>(value: Value<T>, node: YamlNode): Value<T> {
    const provenance = this.#of.get(node);
    if (!provenance) return value;
    const at = provenance.at ?? value.at;
    const trace = provenance.trace ?? value.trace;
    if (provenance.because !== undefined) return unknown(provenance.because, at, { trace });
    return { ...value, at, ...(trace ? { trace } : {}) };
  }

  /** The text of a scalar, which null has none of. */
  text(node: YamlNode): Value<string> {
    const at = locationOf(node);
    if (node.kind !== "scalar") return this.apply(unknown("it is not a single value", at), node);
    return this.apply(node.value === null ? unset(at) : known(node.text, at), node);
  }

  /** Adds to what is known of a node. */
  note<N extends YamlNode>(node: N, more: Provenance): N {
    this.#of.set(node, { ...this.#of.get(node), ...more });
    return node;
  }
}
