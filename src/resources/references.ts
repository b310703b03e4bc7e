import type { Mention } from "../model/mention.ts";
import type { Entity, PoolKey, Reference } from "../model/model.ts";
import type { SourceLocation } from "../source/location.ts";
import { unknown } from "../values/value.ts";
import type { AttributeReader } from "./reader.ts";

const NOTHING: readonly Mention[] = [];

/** What an attribute that names a function, a version or an alias says. @param pool that of its resource */
export function referenceAt(
  block: AttributeReader,
  attribute: string,
  { account, region }: PoolKey,
): Reference {
  const text = block.string(attribute);
  if (text.state === "unset") return { text, mentions: NOTHING };
  const mentions = block.mentions(attribute);
  const parts = text.state === "known" ? undefined : block.parts(attribute);
  return { text, mentions, ...(parts ? { parts } : {}), pool: { account, region } };
}

/** A reference to something that is declared. @param at where it is referred to */
export function referenceTo({ address }: Pick<Entity, "address">, at: SourceLocation): Reference {
  const mention = { address, attribute: "arn" };
  return { text: unknown(`it is the ARN of ${address}`, at), mentions: [mention], parts: [mention] };
}
