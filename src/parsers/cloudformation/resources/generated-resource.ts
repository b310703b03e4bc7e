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

interface MadeIdentity {
  type: string;
  address: string;
  at: SourceLocation;
  retained?: Value<boolean>;
}

/** A resource that SAM makes of a function: some of its attributes are made up, the others stand in a block of the function. */
export class GeneratedResource implements ResourceReader {
  readonly type: string;
  readonly address: string;
  readonly at: SourceLocation;
  readonly instances: Instances;
  readonly account: Value<string>;
  readonly region: Value<string>;
  readonly retained: Value<boolean>;
  readonly #owner: ResourceReader;
  readonly #made: Readonly<Record<string, Evaluated>>;
  readonly #blocks: Readonly<Record<string, Value<readonly AttributeReader[]>>>;
  readonly #behind: AttributeReader | undefined;

  constructor(
    owner: ResourceReader,
    { type, address, at, retained }: MadeIdentity,
    made: Readonly<Record<string, Evaluated>>,
    blocks: Readonly<Record<string, Value<readonly AttributeReader[]>>> = {},
    behind?: AttributeReader,
  ) {
    this.type = type;
    this.address = address;
    this.at = at;
    this.instances = owner.instances;
    this.account = owner.account;
    this.region = owner.region;
    this.retained = retained ?? known(false, at);
    this.#owner = owner;
    this.#made = made;
    this.#blocks = blocks;
    this.#behind = behind;
  }

  string(name: string): Value<string> {
    return this.#made[name]?.value ?? this.#behind?.string(name) ?? unset(this.at);
  }

  number(name: string): Value<number> {
    return this.#made[name] ? numbered(this.string(name)) : (this.#behind?.number(name) ?? unset(this.at));
  }

  boolean(name: string): Value<boolean> {
    return this.#made[name]
      ? mapValue(this.string(name), (text) => text === "true")
      : (this.#behind?.boolean(name) ?? unset(this.at));
  }

  strings(name: string): Value<readonly string[]> {
    return this.#behind?.strings(name) ?? unset(this.at);
  }

  entries(name: string): Value<readonly MapEntry<string>[]> {
    return this.#behind?.entries(name) ?? unset(this.at);
  }

  blocks(name: string): Value<readonly AttributeReader[]> {
    return this.#blocks[name] ?? this.#behind?.blocks(name) ?? unset(this.at);
  }

  parts(name: string): readonly TextPart[] | undefined {
    return this.#made[name]?.parts ?? this.#behind?.parts(name);
  }

  mentions(name: string): readonly Mention[] {
    return this.#made[name]?.mentions ?? this.#behind?.mentions(name) ?? [];
  }

  typeAt(address: string): string | undefined {
    return this.#owner.typeAt(address);
  }

  ignoresChanges(): Value<boolean> {
    return known(false, this.at);
  }
}
