import type { AttributeReader, MapEntry, Mention, TextPart } from "../../resources/reader.ts";
import type { SourceLocation } from "../../source/location.ts";
import { childOf, hasEntry, isNull, itemsOf, locationOf, type YamlNode } from "../../source/yaml/tree.ts";
import { known, type Step, unknown, unset, type Value } from "../../values/value.ts";
import type { CodeBlock } from "./code-block.ts";
import { type Configuration, referencesIn, type Scope } from "./configuration.ts";

const AFTER_APPLY = "it is known only after the apply";
/** Made of `tags` and of the provider's default tags: never written, and all the same not left to AWS. */
const NEVER_WRITTEN = new Set(["tags_all"]);

/** The nodes that describe one block: its values, what of them is unknown, and their expressions. */
interface BlockNodes {
  values: YamlNode | undefined;
  unknown: YamlNode | undefined;
  expressions: YamlNode | undefined;
}

/** The resource that a block belongs to. */
interface BlockContext {
  configuration: Configuration;
  scope: Scope;
  /** The Cloud Control provider has attributes only, no blocks. */
  hasBlocks: boolean;
}

/** A resource of the plan, or a block nested in it. */
export class PlannedBlock implements AttributeReader {
  readonly at: SourceLocation;
  readonly #nodes: BlockNodes;
  readonly #code: CodeBlock | undefined;
  readonly #context: BlockContext;

  constructor(nodes: BlockNodes, at: SourceLocation, code: CodeBlock | undefined, context: BlockContext) {
    this.at = at;
    this.#nodes = nodes;
    this.#code = code;
    this.#context = context;
  }

  string(name: string): Value<string> {
    return this.#scalar(name, (value) =>
      typeof value === "boolean" || typeof value === "number" ? String(value) : value,
    );
  }

  number(name: string): Value<number> {
    return this.#scalar(name, (value) => {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    });
  }

  boolean(name: string): Value<boolean> {
    return this.#scalar(name, (value) => {
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : undefined;
    });
  }

  strings(name: string): Value<readonly string[]> {
    const node = this.#node(name);
    const { at, trace } = this.#place(name);
    if (!node) return this.#absent(name);
    const texts = itemsOf(node).flatMap((item) =>
      item.kind === "scalar" && item.value !== null ? [item.text] : [],
    );
    if (texts.length < itemsOf(node).length) return unknown(this.#because(name), at, { trace });
    return texts.length === 0 ? unset(at, trace) : known(texts, at, trace);
  }

  entries(name: string): Value<readonly MapEntry<string>[]> {
    const node = this.#node(name);
    if (node?.kind !== "mapping") return this.#absent(name);
    const { at, trace } = this.#place(name);
    const map = this.#nested(node, this.#unknown(name), undefined, this.#code?.block(name, 0, 1));
    const pending = this.#unknown(name);
    const keys = new Set(node.entries.map((entry) => entry.key));
    if (pending?.kind === "mapping")
      for (const entry of pending.entries) if (isUnknown(entry.value)) keys.add(entry.key);
    const entries = [...keys].sort().map((key) => ({ key, value: map.string(key), at }));
    return entries.length === 0 ? unset(at, trace) : known(entries, at, trace);
  }

  blocks(name: string): Value<readonly AttributeReader[]> {
    const node = this.#node(name);
    if (!node) return this.#absent(name, this.#context.hasBlocks);
    const nodes = node.kind === "sequence" ? node.items : [node];
    const unknowns = this.#unknown(name);
    const expressions = this.#expression(name);
    const { at } = this.#place(name);
    if (nodes.some((each) => each.kind !== "mapping")) return unknown(this.#because(name), at);
    const written = itemsOf(expressions).length === nodes.length ? itemsOf(expressions) : [];
    const blocks = nodes.map((values, index) => {
      const unknown = node.kind === "sequence" && !isUnknown(unknowns) ? itemsOf(unknowns)[index] : unknowns;
      const code = this.#code?.block(name, index, nodes.length);
      return this.#nested(values, unknown, written[index] ?? ofObject(expressions), code);
    });
    return blocks.length === 0 ? unset(at) : known(blocks, at);
  }

  parts(name: string): readonly TextPart[] | undefined {
    const pieces = this.#code?.pieces(name);
    if (!pieces) return undefined;
    const { configuration, scope } = this.#context;
    const parts: TextPart[] = [];
    for (const piece of pieces) {
      if (typeof piece === "string") {
        parts.push(piece);
        continue;
      }
      const [mention, ...others] = configuration.resolve(piece.reference, scope);
      const constant = mention ? undefined : configuration.constantAt(piece.reference, scope)?.text;
      const part = mention ?? constant;
      if (part === undefined || others.length > 0) return undefined;
      parts.push(part);
    }
    return parts;
  }

  mentions(name: string): readonly Mention[] {
    return this.#context.configuration.mentions(this.#expression(name), this.#context.scope);
  }

  #scalar<T extends string | number | boolean>(
    name: string,
    read: (value: string | number | boolean) => T | undefined,
  ): Value<T> {
    const node = this.#node(name);
    if (!node) return this.#absent(name);
    const { at, trace } = this.#place(name);
    const value = node.kind === "scalar" && node.value !== null ? read(node.value) : undefined;
    if (value !== undefined) return known(value, at, trace);
    const rejected = node.kind === "scalar" ? JSON.stringify(node.text) : `a ${node.kind}`;
    return unknown(`the plan's value of ${name} is not of the type that it has to be`, at, { rejected });
  }

  /** What is there; undefined for null and for what isn't known yet, which both look absent. */
  #node(name: string): YamlNode | undefined {
    const node = childOf(this.#nodes.values, name);
    return node && !isNull(node) && !isUnknown(this.#unknown(name)) ? node : undefined;
  }

  #absent<T>(name: string, asBlock = false): Value<T> {
    const { at, trace } = this.#place(name);
    const pending = isUnknown(this.#unknown(name)) && !this.#leftToAws(name, asBlock);
    return pending ? unknown(this.#because(name), at, { trace }) : unset(at, trace);
  }

  /** What the code doesn't write can still be "known after apply": AWS puts its default there. */
  #leftToAws(name: string, asBlock: boolean): boolean {
    const { expressions } = this.#nodes;
    // A dynamic block isn't listed among the expressions, so its absence from them says nothing.
    if (asBlock || expressions?.kind !== "mapping" || isExpression(expressions)) return false;
    return !hasEntry(expressions, name) && !NEVER_WRITTEN.has(name);
  }

  #because(name: string): string {
    const references = referencesIn(this.#expression(name));
    return references.length === 0
      ? AFTER_APPLY
      : `${AFTER_APPLY}, because it depends on ${references.join(" and ")}`;
  }

  /** An attribute that holds an object has one expression for all of it. */
  #expression(name: string): YamlNode | undefined {
    const { expressions } = this.#nodes;
    return isExpression(expressions) ? expressions : childOf(expressions, name);
  }

  #unknown(name: string): YamlNode | undefined {
    return isUnknown(this.#nodes.unknown) ? this.#nodes.unknown : childOf(this.#nodes.unknown, name);
  }

  /** In the code where there is code, else in the plan. */
  #place(name: string): { at: SourceLocation; trace?: Step[] } {
    const node = childOf(this.#nodes.values, name);
    if (!this.#code) return { at: node && !isNull(node) ? locationOf(node) : this.at };
    const expression = this.#expression(name);
    const value = node?.kind === "scalar" ? node.value : undefined;
    return this.#code.attribute({ name, expression, value }) ?? { at: this.at };
  }

  #nested(
    values: YamlNode,
    unknown: YamlNode | undefined,
    expressions: YamlNode | undefined,
    code: CodeBlock | undefined,
  ): PlannedBlock {
    return new PlannedBlock(
      { values, unknown, expressions },
      code?.at ?? locationOf(values),
      code,
      this.#context,
    );
  }
}

function isUnknown(node: YamlNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === true;
}

/** `{ references: […] }` or `{ constant_value: … }`, as opposed to the expressions of a block by name. */
function isExpression(node: YamlNode | undefined): boolean {
  return childOf(node, "references") !== undefined || childOf(node, "constant_value") !== undefined;
}

/** The expressions of an object that is written as one; a list of blocks has them one by one. */
function ofObject(expressions: YamlNode | undefined): YamlNode | undefined {
  return expressions?.kind === "mapping" ? expressions : undefined;
}
