import type { SourceLocation } from "../../../source/location.ts";
import { locationOf } from "../../terraform/evaluate/origin.ts";
import type { Attribute, Block, Expression } from "../../terraform/syntax/ast.ts";
import { materialised } from "../../terraform/values/unknown.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { blocksOf, labelOf } from "./syntax.ts";

/** A file that a unit has written into its module. */
export interface Generated {
  /** By the names of the block's attributes, each evaluated when it is asked for. */
  fields: ReadonlyMap<string, () => TfValue>;
  /** The text as it is written, and the file that it is written in; absent where the block is a value. */
  contents?: { expression: Expression; configuration: Configuration };
  /** The block or attribute that says it. */
  by: Block | Attribute;
  at: SourceLocation;
}

/** The files that a unit generates, by label: of equal ones, the stronger. */
export function generatedIn({ layers }: Configuration): Map<string, Generated> {
  const all = new Map<string, Generated>();
  for (const { configuration } of layers)
    for (const [label, generated] of ownGenerated(configuration))
      if (!all.has(label)) all.set(label, generated);
  return all;
}

function ownGenerated(configuration: Configuration): Map<string, Generated> {
  const own = new Map<string, Generated>();
  for (const block of blocksOf(configuration.body, "generate")) {
    const label = labelOf(block);
    const contents = block.body.attributes.get("contents")?.value;
    const fields = [...block.body.attributes].map(([name, { value }]): [string, () => TfValue] => [
      name,
      () => configuration.value(`generate.${label}.${name}`, value),
    ]);
    own.set(label, {
      fields: new Map(fields),
      ...(contents ? { contents: { expression: contents, configuration } } : {}),
      by: block,
      at: locationOf(block.header),
    });
  }
  const attribute = configuration.body.attributes.get("generate");
  if (!attribute) return own;
  const value = materialised(configuration.value("generate", attribute.value));
  if (value.kind !== "object" && value.kind !== "map") return own;
  for (const [label, entry] of value.entries) {
    const fields = materialised(entry);
    if (fields.kind === "object" || fields.kind === "map")
      own.set(label, { fields: settled(fields.entries), by: attribute, at: locationOf(attribute) });
  }
  return own;
}

/** Fields that are evaluated already. */
export function settled(fields: Iterable<readonly [string, TfValue]>): Generated["fields"] {
  return new Map([...fields].map(([name, value]) => [name, () => value]));
}
