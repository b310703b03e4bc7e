import { EDGE } from "../../model/linked-model.ts";
import type { Caller, PoolKey } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";
import type { EnvironmentInputs, FileSystem } from "../../parser.ts";
import { referenceTo } from "../../resources/references.ts";
import { entriesOf, entryLocation, type YamlEntry, type YamlNode } from "../../source/yaml/tree.ts";
import type { Value } from "../../values/value.ts";
import { Parameters } from "../cloudformation/inputs/parameters.ts";
import { type ReadTemplate, readTemplate } from "../cloudformation/read-template.ts";
import { readdress } from "./addresses.ts";
import { callerKind, edgeAssociation, eventsOf, functionUrl } from "./lowering/callers.ts";
import type { LoweredFunction } from "./lowering/functions.ts";
import { isHelper } from "./lowering/helpers.ts";
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
): ReadTemplate {
  const options = {
    inputs,
    pool,
    parameters: new Parameters(new Map()),
    stackName,
    asked: (node: YamlNode) => service.provenances.get(node)?.asked,
    referring: besides(service),
    decorate: (value: Value<string>, node: YamlNode) => service.provenances.apply(value, node),
  };
  const { resources: read, ...rest } = readTemplate(lowered.template, options, fs);
  const keys = new Map(lowered.functions.map(({ id, fn }) => [id, fn.key]));
  const functions = read.functions.map((fn) =>
    isHelper(fn.address) ? { ...fn, madeBy: "Serverless Framework" } : fn,
  );
  const resources = readdress({ ...read, functions }, keys);
  const callers = [...resources.callers, ...lowered.functions.flatMap((fn) => callersOf(fn, resources))];
  return { ...rest, resources: { ...resources, callers } };
}

/** What of a service is not lowered and may refer to resources: settings of functions, and the sections of plugins. */
function besides({ top, provider, functions }: Service): YamlNode[] {
  const lowered = new Set(["resources", "functions", "provider"]);
  const others = entriesOf(top).flatMap(({ key, value }) => (lowered.has(key) ? [] : [value]));
  return [...functions.map(({ node }) => node), ...(provider ? [provider] : []), ...others];
}

/** Events and the function URL call the alias when there is one; Lambda@Edge runs the version itself. */
function callersOf(lowered: LoweredFunction, resources: Resources): Caller[] {
  const { fn } = lowered;
  const target = resources.functions.find((each) => each.address === fn.key);
  // A condition that is false leaves the function out, and with it what calls it.
  if (!target) return [];
  const callers: Caller[] = [];
  const { deploymentId, instances } = target;
  const add = (address: string, kind: string, entry: YamlEntry, called: string | undefined): void => {
    const at = entryLocation(entry);
    callers.push({
      id: `${deploymentId}#${address}`,
      address,
      deploymentId,
      at,
      instances,
      kind,
      function: referenceTo(target, at),
      ...(called === undefined ? {} : { qualifier: referenceTo({ address: called }, at) }),
    });
  };
  const alias = lowered.alias?.id;
  for (const event of eventsOf(fn)) {
    const kind = callerKind(event);
    const address = `${fn.key}.events[${event.index}]`;
    if (kind !== undefined) add(address, kind, event.entry, kind === EDGE ? lowered.version : alias);
  }
  const association = edgeAssociation(fn);
  if (association) add(`${fn.key}.lambdaAtEdge`, EDGE, association, lowered.version);
  const url = functionUrl(fn);
  if (url) add(`${fn.key}.url`, "function-url", url, alias);
  return callers;
}
