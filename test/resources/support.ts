import type { Mention } from "../../src/model/mention.ts";
import { readResources } from "../../src/resources/read-resources.ts";
import type { AttributeReader, Presence, ResourceReader, TextPart } from "../../src/resources/reader.ts";
import type { Instances } from "../../src/values/instances.ts";
import { known, unset, type Value } from "../../src/values/value.ts";
import { deployment, HERE, is, modelOf } from "../model/support.ts";

/** The model of some resources of one root, whose references are resolved. */
export function modelRead(resources: readonly ResourceReader[]) {
  return modelOf(readResources(resources, "d"), [deployment({ id: "d" })]);
}

/** What an attribute of a reader built by hand is. */
export interface Attribute {
  value?: Value<string | number | boolean>;
  mentions?: readonly Mention[];
  parts?: readonly TextPart[];
}

/** A block built by hand: attributes, and the blocks within. */
export class Block implements AttributeReader {
  readonly at = HERE;
  readonly presence?: Presence;
  readonly #attributes: Readonly<Record<string, Attribute>>;
  readonly #blocks: Readonly<Record<string, Value<readonly AttributeReader[]>>>;

  constructor(
    attributes: Readonly<Record<string, Attribute>>,
    blocks: Readonly<Record<string, Value<readonly AttributeReader[]>>> = {},
    presence?: Presence,
  ) {
    this.#attributes = attributes;
    this.#blocks = blocks;
    if (presence) this.presence = presence;
  }

  string(name: string): Value<string> {
    return this.#value(name);
  }
  number(name: string): Value<number> {
    return this.#value(name);
  }
  boolean(name: string): Value<boolean> {
    return this.#value(name);
  }
  strings(): Value<readonly string[]> {
    return unset(HERE);
  }
  entries(): Value<never> {
    return unset(HERE);
  }
  blocks(name: string): Value<readonly AttributeReader[]> {
    return this.#blocks[name] ?? unset(HERE);
  }
  parts(name: string): readonly TextPart[] | undefined {
    return this.#attributes[name]?.parts;
  }
  mentions(name: string): readonly Mention[] {
    return this.#attributes[name]?.mentions ?? [];
  }

  #value<T>(name: string): Value<T> {
    return (this.#attributes[name]?.value ?? unset(HERE)) as Value<T>;
  }
}

/** A resource built by hand. */
export class Resource extends Block implements ResourceReader {
  readonly type: string;
  readonly address: string;
  readonly instances: Instances = { atLeast: 1, atMost: 1 };
  readonly account = is("111122223333");
  readonly region: Value<string>;
  readonly retained = known(false, HERE);
  readonly createsBeforeDestroy = known(false, HERE);

  constructor(
    address: string,
    attributes: Readonly<Record<string, Attribute>>,
    region: Value<string> = is("us-east-1"),
  ) {
    super(attributes);
    this.type = address.split(".")[0] ?? "";
    this.address = address;
    this.region = region;
  }

  typeAt(address: string): string | undefined {
    return address.split(".")[0];
  }
  ignoresChanges(): Value<boolean> {
    return known(false, HERE);
  }
}
