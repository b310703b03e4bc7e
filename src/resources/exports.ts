import type { Export } from "../model/model.ts";
import { unset } from "../values/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import type { ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { targetAt } from "./targets.ts";

/** The type that a template's output is read as. */
export const EXPORT = "stack_output";

/** What an output exports; undefined when it exports nothing, or nothing that may be a function. */
export function readExport(
  resource: ResourceReader,
  deployment: string,
  register: Register,
): Export | undefined {
  const name = inBlock(resource, ["export"], (block) => block.string("name"), unset);
  if (name.state === "unset") return undefined;
  const target = targetAt({ block: resource, attribute: "value", pool: resource }, register);
  if (target.function.address === null && target.function.name.state !== "known") return undefined;
  return { ...entityOf(resource, deployment), name, ...target };
}
