import type { Step } from "../../../model/value.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { YamlNode } from "../../../source/yaml/tree.ts";

/** What a node of a resolved configuration can't say by itself. */
export interface Provenance {
  /** Why its value can't be known. */
  because?: string;
  /** Where it was decided, when that is not where the node stands. */
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

  /** Adds to what is known of a node. */
  note<N extends YamlNode>(node: N, more: Provenance): N {
    this.#of.set(node, { ...this.#of.get(node), ...more });
    return node;
  }
}
