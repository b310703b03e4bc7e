import { childOf, type YamlEntry, type YamlMapping, type YamlNode } from "../../../source/yaml/tree.ts";
import { entryOf, mappingNode, mergeNodes } from "../nodes.ts";
import type { Service } from "../service.ts";
import { AUTOSCALING_PLUGIN, lowerAutoscaling } from "./autoscaling.ts";
import { eventsOf } from "./callers.ts";
import { type LoweredEventSource, lowerEventSource } from "./event-sources.ts";
import { type LoweredFunction, lowerFunction } from "./functions.ts";

/** A service as the CloudFormation template that the framework deploys, as far as it concerns concurrency. */
export interface LoweredService {
  template: YamlMapping;
  functions: LoweredFunction[];
  eventSources: LoweredEventSource[];
}

/** Lowers a service: generated resources, then what `resources` adds to them or changes in them, then `extensions`. */
export function lowerService(service: Service): LoweredService {
  const functions = service.functions.map((fn) => lowerFunction(fn, service));
  const eventSources = functions.flatMap((fn) =>
    eventsOf(fn.fn).flatMap(({ kind, entry }) => lowerEventSource(kind, entry, fn) ?? []),
  );
  const scaling = service.plugins.has(AUTOSCALING_PLUGIN)
    ? functions.flatMap((fn) => lowerAutoscaling(fn, service))
    : [];
  const generated = [
    ...functions.flatMap((fn) => fn.resources),
    ...eventSources.map((source) => source.resource),
    ...scaling,
  ];
  const { top, resources } = service;
  const bare = mappingNode([entryOf("Resources", mappingNode(generated, top), top)], top);
  const merged = resources ? mergeNodes(bare, withoutExtensions(resources)) : bare;
  const template = merged.kind === "mapping" ? extended(merged, childOf(resources, "extensions")) : bare;
  return { template, functions, eventSources };
}

function withoutExtensions(resources: YamlNode): YamlNode {
  if (resources.kind !== "mapping") return resources;
  return mappingNode(
    resources.entries.filter((entry) => entry.key !== "extensions"),
    resources,
  );
}

/** Extensions replace properties of generated resources as a whole, where `resources` merges into them. */
function extended(template: YamlMapping, extensions: YamlNode | undefined): YamlMapping {
  const resources = childOf(template, "Resources");
  if (extensions?.kind !== "mapping" || resources?.kind !== "mapping") return template;
  const changed = resources.entries.map((entry) => {
    const extension = extensions.byKey.get(entry.key)?.value;
    return extension ? { ...entry, value: extendedResource(entry.value, extension) } : entry;
  });
  const others = template.entries.filter((entry) => entry.key !== "Resources");
  return mappingNode([...others, entryOf("Resources", mappingNode(changed, resources), resources)], template);
}

function extendedResource(resource: YamlNode, extension: YamlNode): YamlNode {
  if (resource.kind !== "mapping" || extension.kind !== "mapping") return resource;
  const replaced = extension.entries.map((entry): YamlEntry => {
    const before = resource.byKey.get(entry.key)?.value;
    const { value } = entry;
    if (entry.key !== "Properties" || before?.kind !== "mapping" || value.kind !== "mapping") return entry;
    return { ...entry, value: mappingNode([...before.entries, ...value.entries], before) };
  });
  return mappingNode([...resource.entries, ...replaced], resource);
}
