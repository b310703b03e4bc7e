import type { Export } from "../model/model.ts";
import { unset } from "../values/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import type { ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";

/** The type that a template's output is read as. */
export const EXPORT = "stack_output";

/** What an output exports; undefined when it exports nothing. */
export function readExport(resource: ResourceReader, deployment: string): Export | undefined {
  const name = inBlock(resource, ["export"], (block) => block.string("name"), unset);
  if (name.state === "unset") return undefined;
  return { ...entityOf(resource, deployment), name, function: referenceAt(resource, "value", resource) };
}
