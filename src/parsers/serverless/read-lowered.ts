import type { Caller, PoolKey, QualifierReference } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import type { EnvironmentInputs, FileSystem } from "../../parser.ts";
import { ofAlias, unqualified } from "../../resources/qualifiers.ts";
import type { SourceLocation } from "../../source/location.ts";
import { entryLocation, locationOf, type YamlEntry, type YamlNode } from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { Parameters } from "../cloudformation/inputs/parameters.ts";
import { readTemplate } from "../cloudformation/read-template.ts";
import { readdress } from "./addresses.ts";
import { callerKind, EDGE_EVENT, eventsOf, functionUrl } from "./lowering/callers.ts";
import type { LoweredFunction } from "./lowering/functions.ts";
import type { LoweredService } from "./lowering/template.ts";
import type { Service } from "./service.ts";

/** Reads a lowered service as CloudFormation, and adds what is written only in the service itself. */
export function readLowered(
  lowered: LoweredService,
  service: Service,
  pool: PoolKey,
  stackName: Value<string>,
  inputs: EnvironmentInputs,
  fs: FileSystem,
): Resources {
  const options = {
    inputs,
    pool,
    parameters: new Parameters(new Map()),
    stackName,
    decorate: (value: Value<string>, node: YamlNode) => service.provenances.apply(value, node),
  };
  const { resources: read } = readTemplate(lowered.template, options, fs);
  const keys = new Map(lowered.functions.map(({ id, fn }) => [id, fn.key]));
  const resources = readdress(read, keys);
  const kinds = new Map(lowered.eventSources.map((source) => [source.id, source.kind]));
  const edges = new Map(lowered.functions.flatMap(({ fn }) => edgeOf(fn)));
  return {
    ...resources,
    functions: resources.functions.map((fn) => {
      const at = edges.get(fn.address);
      return at ? { ...fn, edge: known(true, at) } : fn;
    }),
    eventSources: resources.eventSources.map((source) => {
      const kind = kinds.get(source.address);
      return kind ? { ...source, kind: known(kind, source.at) } : source;
    }),
    callers: [...resources.callers, ...lowered.functions.flatMap((fn) => callersOf(fn, resources))],
  };
}

/** A function with an event of CloudFront is a Lambda@Edge function. */
function edgeOf(fn: LoweredFunction["fn"]): [string, SourceLocation][] {
  const event = eventsOf(fn).findLast(({ kind }) => kind === EDGE_EVENT);
  return event ? [[fn.key, entryLocation(event.entry)]] : [];
}

/** Events and the function URL call the alias when there is one; Lambda@Edge runs the version itself. */
function callersOf(lowered: LoweredFunction, resources: Resources): Caller[] {
  const { fn } = lowered;
  const target = resources.functions.find((each) => each.address === fn.key);
  // A condition that is false leaves the function out, and with it what calls it.
  if (!target) return [];
  const callers: Caller[] = [];
  const add = (address: string, kind: string, entry: YamlEntry, qualifier: QualifierReference): void => {
    const { deploymentId, instances } = target;
    const at = entryLocation(entry);
    const reference = { address: target.address, name: target.name };
    callers.push({
      id: `${deploymentId}#${address}`,
      address,
      deploymentId,
      at,
      instances,
      kind,
      function: reference,
      qualifier,
    });
  };
  const called = aliasQualifier(lowered, resources);
  for (const event of eventsOf(fn)) {
    const kind = callerKind(event);
    const isEdge = event.kind === EDGE_EVENT;
    const address = `${fn.key}.events[${event.index}]`;
    if (kind !== undefined)
      add(address, kind, event.entry, isEdge ? publishedVersion(lowered, event.entry) : called);
  }
  const url = functionUrl(fn);
  if (url) add(`${fn.key}.url`, "function-url", url, called);
  return callers;
}

function aliasQualifier({ alias, fn }: LoweredFunction, { aliases }: Resources): QualifierReference {
  const declared = alias && aliases.find((each) => each.address === alias.id);
  if (declared) return ofAlias(declared, declared.at);
  return unqualified(locationOf(fn.keyNode));
}

function publishedVersion({ version, fn }: LoweredFunction, { keyNode }: YamlEntry): QualifierReference {
  const at = locationOf(keyNode);
  const text = unknown<string>(`the number of the version is made when ${fn.key} is deployed`, at);
  return { text, kind: known("version", at), alias: null, version: version ?? null };
}
