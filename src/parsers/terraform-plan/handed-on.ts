import { isAddress, isAddressed, isOnlyAbout } from "../../resources/about.ts";
import type { SourceLocation } from "../../source/location.ts";
import {
  childOf,
  entriesOf,
  itemsOf,
  locationOf,
  stringValue,
  type YamlNode,
} from "../../source/yaml/tree.ts";
import { typeInAddress } from "../terraform/resource-type.ts";
import { type Configuration, type ModuleInstance, referencesIn } from "./configuration.ts";

const usesOf = new WeakMap<Configuration, ReadonlyMap<string, SourceLocation>>();

/** A place of a plan's configuration that hands on the address of an alias or a version: what another resource is made of, or an output of the root. */
export function handedOnAt(configuration: Configuration, address: string): SourceLocation | undefined {
  let uses = usesOf.get(configuration);
  if (!uses) {
    uses = usesIn(configuration);
    usesOf.set(configuration, uses);
  }
  return uses.get(address);
}

function usesIn(configuration: Configuration): ReadonlyMap<string, SourceLocation> {
  const uses = new Map<string, SourceLocation>();
  const note = (expression: YamlNode, module: ModuleInstance, forEach?: YamlNode) => {
    const scope = { module, key: undefined, forEach, every: true } as const;
    for (const { address, attribute } of configuration.mentions(expression, scope)) {
      const type = typeInAddress(address) ?? "";
      if (isAddressed(type) && isAddress(type, attribute) && !uses.has(address))
        uses.set(address, locationOf(expression));
    }
  };
  for (const module of configuration.modules) {
    for (const resource of itemsOf(childOf(module.config, "resources"))) {
      const type = stringValue(childOf(resource, "type")) ?? "";
      const forEach = childOf(resource, "for_each_expression");
      for (const { key, value } of entriesOf(childOf(resource, "expressions")))
        if (!isOnlyAbout(type, key))
          for (const expression of expressionsIn(value)) note(expression, module, forEach);
    }
    if (!module.parent)
      for (const { value } of entriesOf(childOf(module.config, "outputs")))
        for (const expression of expressionsIn(childOf(value, "expression"))) note(expression, module);
  }
  return uses;
}

/** The expressions of an attribute, or of the blocks by its name. */
function expressionsIn(node: YamlNode | undefined): YamlNode[] {
  if (!node || node.kind === "scalar") return [];
  if (node.kind === "sequence") return node.items.flatMap(expressionsIn);
  if (referencesIn(node).length > 0) return [node];
  return node.entries.flatMap(({ value }) => expressionsIn(value));
}
