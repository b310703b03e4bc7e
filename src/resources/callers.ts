import type { Caller } from "../model/model.ts";
import type { Value } from "../values/value.ts";
import { CALLER_TYPES } from "./caller-types.ts";
import { entityOf } from "./entity.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";

/** Whether resources of a type may call functions. */
export function isCallerType(type: string): boolean {
  return Object.hasOwn(CALLER_TYPES, type);
}

/** The callers that a resource may be: one for each attribute that may name a function. */
export function readCallers(resource: ResourceReader, deployment: string): Caller[] {
  const type = isCallerType(resource.type) ? CALLER_TYPES[resource.type] : undefined;
  if (!type) return [];
  return type.paths
    .flatMap((path) => sitesAt(resource, path, ""))
    .flatMap(({ block, attribute, part }): Caller[] => {
      const of = referenceAt(block, attribute, resource);
      if (of.text.state === "unset") return [];
      const isFunction = namesFunction(of.text, attribute);
      const caller = { ...entityOf(resource, deployment, part), function: { ...of, isFunction } };
      return [
        type.qualifier
          ? { ...caller, qualifier: referenceAt(block, type.qualifier, resource), kind: type.kind }
          : { ...caller, kind: type.kind },
      ];
    });
}

interface PartSite {
  block: AttributeReader;
  attribute: string;
  /** Distinguishes the callers of one resource, as Terraform writes a nested block: `.lambda_function[1]`. */
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
  return attribute === "function_name" || (text.state === "known" && text.value.includes(":function:"));
}
