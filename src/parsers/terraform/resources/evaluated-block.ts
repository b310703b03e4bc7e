import type { AttributeReader, MapEntry, Mention, TextPart } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { known, type Unknown, type Unset, unknown, unset, type Value } from "../../../values/value.ts";
import { isAdapterFile } from "../adapters/adapter-file.ts";
import { elementsOf } from "../evaluate/iteration.ts";
import { locationOf, usedAt } from "../evaluate/origin.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { Attribute, Block, Body, Span } from "../syntax/ast.ts";
import { resultOf, withoutRejected } from "../values/alternatives.ts";
import { LimitError } from "../values/limit-error.ts";
import { materialised, reasonsIn, unknownBecause } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { expandDynamic } from "./dynamic-blocks.ts";
import { mentionsIn } from "./mentions.ts";
import { modelBoolean, modelNumber, modelString, modelValue, visible } from "./model-values.ts";

/** The attributes of a block of code, evaluated in one instance of it. */
export class EvaluatedBlock implements AttributeReader {
  readonly at: SourceLocation;
  readonly #body: Body;
  readonly #scope: Scope;
  /** The resource's address, for the trace of a value; undefined where the use of it is no step. */
  readonly #address: string | undefined;
  readonly #memo = new Map<string, TfValue>();
  #nothing: Unset | Unknown<never> | undefined;

  constructor(body: Body, at: SourceLocation, scope: Scope, address: string | undefined) {
    this.#body = body;
    this.at = at;
    this.#scope = scope;
    this.#address = address;
  }

  string(name: string): Value<string> {
    return this.#read(name, (value, at) => modelString(value, at, name));
  }

  number(name: string): Value<number> {
    return this.#read(name, modelNumber);
  }

  boolean(name: string): Value<boolean> {
    return this.#read(name, modelBoolean);
  }

  strings(name: string): Value<readonly string[]> {
    return this.#read(name, modelTexts);
  }

  entries(name: string): Value<readonly MapEntry<string>[]> {
    return this.#read(name, entriesIn);
  }

  blocks(name: string): Value<readonly AttributeReader[]> {
    const value = this.#value(name);
    if (value) return readersOf(value, this.#place(name));
    const written = this.#body.blocks.filter((block) => block.type === name || isDynamic(block, name));
    if (written.length === 0) return this.#absent();
    const found: AttributeReader[] = [];
    for (const block of written) {
      if (block.type === name) found.push(this.#nested(block, block.body, this.#scope));
      else {
        const expanded = expandDynamic(block, this.#scope);
        if (!Array.isArray(expanded)) return unknown(reasonsIn(expanded.reasons), this.#placeOf(block));
        for (const { body, scope } of expanded) found.push(this.#nested(block, body, scope));
      }
    }
    if (found.length === 0) return this.#absent();
    return known(found, this.#placeOf(written[0] as Span));
  }

  #placeOf(span: Span): SourceLocation {
    return isAdapterFile(span.file.path) ? this.at : locationOf(span);
  }

  #nested(block: Block, body: Body, scope: Scope): EvaluatedBlock {
    return new EvaluatedBlock(body, this.#placeOf(block), scope, this.#address);
  }

  parts(name: string): readonly TextPart[] | undefined {
    const value = this.#value(name);
    if (value?.kind === "string") return [value.value];
    return value?.kind === "unknown" ? value.parts : undefined;
  }

  mentions(name: string): readonly Mention[] {
    const value = this.#value(name);
    return value ? mentionsIn(value) : [];
  }

  /** The path that an attribute reads as a whole, by `file` or `templatefile`. */
  fileRead(name: string): string | undefined {
    const written = this.#body.attributes.get(name)?.value;
    if (written?.kind !== "call" || !/^(?:core::)?(?:template)?file$/.test(written.name)) return undefined;
    const [path] = written.arguments;
    const value = path && resultOf(() => this.#scope.evaluate(path));
    return value?.kind === "string" ? value.value : undefined;
  }

  #read<T>(name: string, read: (value: TfValue, at: SourceLocation) => Value<T>): Value<T> {
    const value = this.#value(name);
    return value ? read(value, this.#place(name)) : this.#absent();
  }

  /** What the code doesn't write is unset, unless it may be in a line that can't be read. One value serves for all of it. */
  #absent(): Unset | Unknown<never> {
    const { damage } = this.#body;
    this.#nothing ??= damage ? unknown("a line of this block can't be read", damage) : unset(this.at);
    return this.#nothing;
  }

  /** Undefined when the code doesn't write the attribute. */
  #value(name: string): TfValue | undefined {
    const attribute = this.#body.attributes.get(name);
    if (!attribute) return undefined;
    const before = this.#memo.get(name);
    if (before) return before;
    const value = this.#evaluated(attribute);
    this.#memo.set(name, value);
    return value;
  }

  #evaluated(attribute: Attribute): TfValue {
    try {
      const value = withoutRejected(this.#scope.evaluate(attribute.value));
      return this.#address === undefined ? value : usedAt(value, attribute, this.#address);
    } catch (error) {
      const place = this.#place(attribute.name);
      if (error instanceof LimitError)
        return unknownBecause("limit", `${attribute.name} ${error.message}`, place);
      if (!(error instanceof EvaluationError)) throw error;
      return unknownBecause("error", `Terraform would reject it: ${error.message}`, error.at ?? place);
    }
  }

  #place(name: string): SourceLocation {
    const attribute = this.#body.attributes.get(name);
    return attribute && !isAdapterFile(attribute.file.path) ? locationOf(attribute) : this.at;
  }
}

function isDynamic(block: Block, name: string): boolean {
  return block.type === "dynamic" && block.labels[0]?.value === name;
}

/** The attributes of an object, where a nested block is written as one. */
class ObjectReader implements AttributeReader {
  readonly at: SourceLocation;
  readonly #entries: ReadonlyMap<string, TfValue>;

  constructor(entries: ReadonlyMap<string, TfValue>, at: SourceLocation) {
    this.#entries = entries;
    this.at = at;
  }

  string(name: string): Value<string> {
    return this.#read(name, (value, at) => modelString(value, at, name));
  }
  number(name: string): Value<number> {
    return this.#read(name, modelNumber);
  }
  boolean(name: string): Value<boolean> {
    return this.#read(name, modelBoolean);
  }
  strings(name: string): Value<readonly string[]> {
    return this.#read(name, modelTexts);
  }
  entries(name: string): Value<readonly MapEntry<string>[]> {
    return this.#read(name, entriesIn);
  }
  blocks(name: string): Value<readonly AttributeReader[]> {
    return this.#read(name, readersOf);
  }
  parts(name: string): readonly TextPart[] | undefined {
    const value = this.#entries.get(name);
    if (value?.kind === "string") return [value.value];
    return value?.kind === "unknown" ? value.parts : undefined;
  }
  mentions(name: string): readonly Mention[] {
    const value = this.#entries.get(name);
    return value ? mentionsIn(value) : [];
  }

  #read<T>(name: string, read: (value: TfValue, at: SourceLocation) => Value<T>): Value<T> {
    const value = this.#entries.get(name);
    return value ? read(value, value.origin?.at ?? this.at) : unset(this.at);
  }
}

function readersOf(value: TfValue, at: SourceLocation): Value<readonly AttributeReader[]> {
  const whole = materialised(value);
  if (whole.kind === "null") return unset(at);
  if (whole.kind === "unknown") return unknown(reasonsIn(whole.reasons), at);
  const objects = "items" in whole ? whole.items.map(materialised) : [whole];
  const readers = objects.map((each) =>
    each.kind === "object" || each.kind === "map"
      ? new ObjectReader(each.entries, each.origin?.at ?? at)
      : undefined,
  );
  if (readers.includes(undefined)) return unknown("not all of its elements are known", at);
  return readers.length === 0
    ? unset(at)
    : known(
        readers.filter((each) => each !== undefined),
        at,
      );
}

/** A list one of whose texts isn't known is not known, for that text's reasons. */
function modelTexts(value: TfValue, at: SourceLocation): Value<readonly string[]> {
  const open = "items" in value ? value.items.find(({ kind }) => kind === "unknown") : undefined;
  if (open?.kind === "unknown") return unknown(reasonsIn(open.reasons), visible(open.origin, at).at);
  return modelValue(value, at, textsIn);
}

function textsIn(value: TfValue): string[] | undefined {
  if (!("items" in value)) return undefined;
  const texts = value.items.map((item) => modelString(item, item.origin?.at ?? NOWHERE));
  return texts.every((text) => text.state === "known") ? texts.map((text) => text.value) : undefined;
}

const NOWHERE: SourceLocation = {
  file: "",
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
};

function entriesIn(value: TfValue, at: SourceLocation): Value<readonly MapEntry<string>[]> {
  const whole = materialised(value);
  if (whole.kind === "null") return unset(at);
  if (whole.kind === "unknown") return unknown(reasonsIn(whole.reasons), visible(whole.origin, at).at);
  const elements = resultOf(() => elementsOf(whole));
  if (!elements || (whole.kind !== "map" && whole.kind !== "object")) return unknown("it is not a map", at);
  const entries = [...whole.entries].map(([key, entry]) => {
    const place = visible(entry.origin, at).at;
    return { key, value: modelString(entry, place), at: place };
  });
  return known(entries, visible(whole.origin, at).at);
}
