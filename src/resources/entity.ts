import type { Entity } from "../model/model.ts";
import { compatible, type Guard } from "../values/guard.ts";
import { type Alternative, alternativesOf, known, unknown, type Value } from "../values/value.ts";
import type { AttributeReader, Presence, ResourceReader } from "./reader.ts";

/** What every entity takes from its resource. `part` tells apart several entities of one resource. */
export function entityOf(resource: ResourceReader, deployment: string, part = ""): Entity {
  const address = `${resource.address}${part}`;
  return {
    id: `${deployment}#${address}`,
    address,
    deploymentId: deployment,
    at: resource.at,
    instances: resource.instances,
  };
}

/** Whether a nested block is there. */
export function hasBlock(reader: AttributeReader, name: string): Value<boolean> {
  const blocks = reader.blocks(name);
  if (blocks.state === "unknown") return unknown(blocks.because, blocks.at);
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  const at = block?.at ?? blocks.at;
  if (!block?.presence) return known(block !== undefined, at);
  const { when, otherwise, because } = block.presence;
  const alternatives = [
    { ...known(true, at), when },
    { ...known(false, at), when: otherwise },
  ];
  return unknown(because, at, { alternatives });
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
  if (!block) return absent(reader.at);
  const present = inBlock(block, rest, read, absent);
  return block.presence ? maybe(present, absent(reader.at), block.presence) : present;
}

/** What is read of a block that may not be there. */
function maybe<T>(present: Value<T>, absent: Value<T>, { when, otherwise, because }: Presence): Value<T> {
  const there = alternativesOf(present);
  const notThere = alternativesOf(absent);
  if (!there || !notThere) return present;
  const guarded = (ways: Alternative<T>[], guard: Guard) =>
    ways
      .filter((way) => compatible(way.when, guard))
      .map((way) => ({ ...way, when: { ...way.when, ...guard } }));
  const alternatives = [...guarded(there, when), ...guarded(notThere, otherwise)];
  return unknown(because, present.at, { alternatives });
}
