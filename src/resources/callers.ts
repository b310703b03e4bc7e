import type { Caller, Reference } from "../model/model.ts";
import { onlyWhere } from "../values/instances.ts";
import { known, unknown, type Value } from "../values/value.ts";
import { SEVERAL } from "./caller-paths.ts";
import { callerType } from "./caller-types.ts";
import { aliasesBefore, entityOf } from "./entity.ts";
import type { AttributeReader, Presence, ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";

/** The callers that a resource may be: one for each attribute that may name a function. */
export function readCallers(resource: ResourceReader, deployment: string): Caller[] {
  const type = callerType(resource.type);
  if (!type) return [];
  return type.paths
    .flatMap((path) => sitesAt(resource, path, ""))
    .flatMap(({ block, attribute, part, presences }) =>
      referencesAt(block, attribute, resource).map((of, index, all): Caller => {
        const isFunction = namesFunction(of.text, attribute);
        const entity = entityOf(resource, deployment, all.length > 1 ? `${part}[${index}]` : part);
        const instances = presences.reduce(onlyWhere, entity.instances);
        const { kind } = type;
        const caller = { ...entity, instances, function: { ...of, isFunction }, kind };
        if (!type.qualifier) return { ...caller, ...aliasesBefore(resource, of) };
        const qualifier = referenceAt(block, type.qualifier, resource);
        return { ...caller, ...aliasesBefore(resource, qualifier), qualifier };
      }),
    );
}

/** The functions that an attribute may name; none where it isn't set. */
function referencesAt(block: AttributeReader, attribute: string, pool: ResourceReader): Reference[] {
  if (!attribute.endsWith(SEVERAL)) {
    const of = referenceAt(block, attribute, pool);
    return of.text.state === "unset" ? [] : [of];
  }
  const name = attribute.slice(0, -SEVERAL.length);
  const texts = block.strings(name);
  const { account, region } = pool;
  if (texts.state === "known")
    return texts.value.map((text) => ({
      text: known(text, texts.at),
      mentions: [],
      pool: { account, region },
    }));
  const each = block.mentions(name).map((mention) => ({
    text: unknown<string>("it is known only after the deployment", texts.at),
    mentions: [mention],
    parts: [mention],
    pool: { account, region },
  }));
  return texts.state === "unset" ? [] : each;
}

interface PartSite {
  block: AttributeReader;
  attribute: string;
  /** Distinguishes the callers of one resource, as Terraform writes a nested block: `.lambda_function[1]`. */
  part: string;
  /** Of the blocks around it: under which outcomes they are there. */
  presences: readonly Presence[];
}

function sitesAt(
  block: AttributeReader,
  path: readonly string[],
  part: string,
  around: readonly Presence[] = [],
): PartSite[] {
  const presences = block.presence ? [...around, block.presence] : around;
  const [name, ...rest] = path;
  if (name === undefined) return [];
  if (rest.length === 0)
    return [{ block, attribute: name, part: part === "" ? "" : `${part}.${name}`, presences }];
  const blocks = block.blocks(name);
  if (blocks.state !== "known") return [];
  return blocks.value.flatMap((each, index) => sitesAt(each, rest, `${part}.${name}[${index}]`, presences));
}

/** Many of the attributes may name a queue or an URL instead. */
function namesFunction(text: Value<string>, attribute: string): boolean {
  return attribute === "function_name" || (text.state === "known" && text.value.includes(":function:"));
}
