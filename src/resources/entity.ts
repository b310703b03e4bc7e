import type { Entity, Reference } from "../model/model.ts";
import { either } from "../values/either.ts";
import { alternativesOf, known, unknown, type Value } from "../values/value.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";

/** What every entity takes from its resource. `part` distinguishes several entities of one resource. */
export function entityOf(resource: ResourceReader, deployment: string, part = ""): Entity {
  const address = `${resource.address}${part}`;
  const { at, instances, handedOnAt } = resource;
  const entity = { id: `${deployment}#${address}`, address, deploymentId: deployment, at, instances };
  return handedOnAt ? { ...entity, handedOnAt } : entity;
}

/** The aliases that are made before something that names one by a text, by one attribute or by several. */
export function aliasesBefore(
  resource: ResourceReader,
  ...references: readonly Reference[]
): Pick<Entity, "aliasesBefore"> {
  // What is but a name, and what is a reference alone, can't be out of order.
  const mayName = references.some(
    ({ text, parts }) => text.state === "known" || parts?.some((part) => typeof part === "string"),
  );
  const before = mayName ? resource.aliasesBefore : undefined;
  return before ? { aliasesBefore: before } : {};
}

/** Whether a nested block is there. */
export function hasBlock(reader: AttributeReader, name: string): Value<boolean> {
  const blocks = reader.blocks(name);
  if (blocks.state === "unknown") return unknown(blocks.because, blocks.at);
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  if (!block) return known(false, blocks.at);
  return whereBlock(block, known(true, block.at), known(false, block.at));
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
  return whereBlock(block, inBlock(block, rest, read, absent), absent(reader.at));
}

/** What is read of a block, or what holds without it: either, where the block may not be there. */
function whereBlock<T>({ presence }: AttributeReader, present: Value<T>, absent: Value<T>): Value<T> {
  if (!presence || !alternativesOf(present)) return present;
  const cases = [
    ...presence.when.map((when) => ({ when, value: present })),
    ...presence.otherwise.map((when) => ({ when, value: absent })),
  ];
  return either(cases, presence.because, present.at);
}
