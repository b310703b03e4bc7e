import type {
  AttributeReader,
  MapEntry,
  Mention,
  ResourceReader,
  TextPart,
} from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import type { Instances } from "../../../values/instances.ts";
import { known, mapValue, unset, type Value } from "../../../values/value.ts";
import type { Evaluated } from "../values/evaluated.ts";
import { numbered } from "./template-block.ts";

interface GeneratedIdentity {
  type: string;
  address: string;
  at: SourceLocation;
  retained?: Value<boolean>;
  handedOnAt?: SourceLocation | undefined;
}

/** A resource that SAM generates for a function: some of its attributes are generated too, the others are written in a block of the function. */
export class GeneratedResource implements ResourceReader {
  readonly type: string;
  readonly address: string;
  readonly at: SourceLocation;
  readonly instances: Instances;
  readonly account: Value<string>;
  readonly region: Value<string>;
  readonly retained: Value<boolean>;
  readonly handedOnAt: SourceLocation | undefined;
  readonly #owner: ResourceReader;
  readonly #generated: Readonly<Record<string, Evaluated>>;
  readonly #blocks: Readonly<Record<string, Value<readonly AttributeReader[]>>>;
  readonly #written: AttributeReader | undefined;

  constructor(
    owner: ResourceReader,
    { type, address, at, retained, handedOnAt }: GeneratedIdentity,
    generated: Readonly<Record<string, Evaluated>>,
    blocks: Readonly<Record<string, Value<readonly AttributeReader[]>>> = {},
    written?: AttributeReader,
  ) {
    this.type = type;
    this.address = address;
    this.at = at;
    this.instances = owner.instances;
    this.account = owner.account;
    this.region = owner.region;
    this.retained = retained ?? known(false, at);
    this.handedOnAt = handedOnAt;
    this.#owner = owner;
    this.#generated = generated;
    this.#blocks = blocks;
    this.#written = written;
  }

  string(name: string): Value<string> {
    return this.#generated[name]?.value ?? this.#written?.string(name) ?? unset(this.at);
  }

  number(name: string): Value<number> {
    return this.#generated[name]
      ? numbered(this.string(name))
      : (this.#written?.number(name) ?? unset(this.at));
  }

  boolean(name: string): Value<boolean> {
    return this.#generated[name]
      ? mapValue(this.string(name), (text) => text === "true")
      : (this.#written?.boolean(name) ?? unset(this.at));
  }

  strings(name: string): Value<readonly string[]> {
    return this.#written?.strings(name) ?? unset(this.at);
  }

  entries(name: string): Value<readonly MapEntry<string>[]> {
    return this.#written?.entries(name) ?? unset(this.at);
  }

  blocks(name: string): Value<readonly AttributeReader[]> {
    return this.#blocks[name] ?? this.#written?.blocks(name) ?? unset(this.at);
  }

  parts(name: string): readonly TextPart[] | undefined {
    return this.#generated[name]?.parts ?? this.#written?.parts(name);
  }

  mentions(name: string): readonly Mention[] {
    return this.#generated[name]?.mentions ?? this.#written?.mentions(name) ?? [];
  }

  get createsBeforeDestroy(): Value<boolean> {
    return this.#owner.createsBeforeDestroy;
  }

  typeAt(address: string): string | undefined {
    return this.#owner.typeAt(address);
  }

  ignoresChanges(): Value<boolean> {
    return known(false, this.at);
  }
}
