import type { Attribute, Block, Span } from "../../terraform/syntax/ast.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "./contract.ts";
import { blocksOf } from "./syntax.ts";

/** Where a unit keeps its state, as it or what it includes says. */
export interface RemoteState {
  by: Block | Attribute;
  place: Span;
  /** One of its arguments; undefined where it isn't written. */
  value(name: "backend" | "config" | "generate"): TfValue | undefined;
}

/** The `remote_state` of a unit: the strongest one, which is never merged with others. */
export function remoteStateOf({ layers }: Configuration): RemoteState | undefined {
  for (const { configuration } of layers) {
    const [block] = blocksOf(configuration.body, "remote_state");
    if (block)
      return {
        by: block,
        place: block.header,
        value: (name) => {
          const written = block.body.attributes.get(name);
          return written && configuration.value(`remote_state.${name}`, written.value);
        },
      };
    const attribute = configuration.body.attributes.get("remote_state");
    if (attribute)
      return {
        by: attribute,
        place: attribute,
        value: (name) => entryOf(configuration.value("remote_state", attribute.value), name),
      };
  }
  return undefined;
}

/** An entry of an object; undefined where it has none of that name, or is none. */
export function entryOf(value: TfValue | undefined, name: string): TfValue | undefined {
  return value?.kind === "object" || value?.kind === "map" ? value.entries.get(name) : undefined;
}
