import type { Caller } from "../model/model.ts";
import type { Value } from "../values/value.ts";
import { CALLER_TYPES } from "./caller-types.ts";
import { entityOf } from "./entity.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { qualifiedTargetAt, targetAt } from "./targets.ts";

/** Whether resources of a type may call functions. */
export function isCallerType(type: string): boolean {
  return Object.hasOwn(CALLER_TYPES, type);
}

/** The callers that a resource is: one for each attribute that names a function. */
export function readCallers(resource: ResourceReader, deployment: string, register: Register): Caller[] {
  const type = isCallerType(resource.type) ? CALLER_TYPES[resource.type] : undefined;
  if (!type) return [];
  return type.paths
    .flatMap((path) => sitesAt(resource, path, ""))
    .flatMap(({ block, attribute, part }): Caller[] => {
      const site = { block, attribute, pool: resource };
      const target = type.qualifier
        ? qualifiedTargetAt(site, type.qualifier, register)
        : targetAt(site, register);
      const { address, imported } = target.function;
      if (address === null && imported === undefined && !namesFunction(block.string(attribute), attribute))
        return [];
      return [{ ...entityOf(resource, deployment, part), ...target, kind: type.kind }];
    });
}

interface PartSite {
  block: AttributeReader;
  attribute: string;
  /** Tells apart the callers of one resource, as Terraform writes a nested block: `.lambda_function[1]`. */
  part: string;
}

function sitesAt(block: AttributeReader, path: readonly string[], part: string): PartSite[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  if (rest.length === 0) return [{ block, attribute: name, part: part === "" ? "" : `${part}.${name}` }];
  const blocks = block.blocks(name);
  if (blocks.state !== "known") return [];
  return blocks.value.flatMap((each, index) => sitesAt(each, rest, `${part}.${name}[${index}]`));
}

/** Many of the attributes may name a queue or an URL instead. */
function namesFunction(text: Value<string>, attribute: string): boolean {
  if (attribute === "function_name") return text.state !== "unset";
  return text.state === "known" && text.value.includes(":function:");
}
