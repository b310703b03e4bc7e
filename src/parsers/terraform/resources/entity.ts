import type { Entity } from "../../../model/model.ts";
import { known, unknown, type Value } from "../../../model/value.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";

/** What every entity takes from its resource. `part` tells apart several entities of one resource. */
export function entityOf(resource: ResourceReader, deployment: string, part = ""): Entity {
  const address = `${resource.address}${part}`;
  return {
    id: `${deployment}#${address}`,
    address,
    deployment,
    at: resource.at,
    instances: resource.instances,
  };
}

/** Whether a nested block is there. */
export function hasBlock(reader: AttributeReader, name: string): Value<boolean> {
  const blocks = reader.blocks(name);
  if (blocks.state === "unknown") return unknown(blocks.because, blocks.at);
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  return known(block !== undefined, block?.at ?? blocks.at);
}

/** Reads something of the one nested block that there may be; `absent` when there is none. */
export function inBlock<T>(
  reader: AttributeReader,
  path: readonly string[],
  read: (block: AttributeReader) => Value<T>,
  absent: (at: AttributeReader["at"]) => Value<T>,
): Value<T> {
  const [name, ...rest] = path;
  if (name === undefined) return read(reader);
  const blocks = reader.blocks(name);
  if (blocks.state === "unknown") return unknown(blocks.because, blocks.at);
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  return block ? inBlock(block, rest, read, absent) : absent(reader.at);
}
