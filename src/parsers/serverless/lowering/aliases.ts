import {
  childOf,
  entryUnder,
  hasEntry,
  nonNullText,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import { durableAliasId, provisionedAliasId, snapStartAliasId } from "../naming.ts";
import { isFalsy, scalarNode } from "../nodes.ts";
import type { ServiceFunction } from "../service.ts";
import { attributeOf, objectOf, type Property, refTo, resourceOf } from "./resources.ts";

/** What a function's alias is made for; of several reasons the first one counts, as in the framework. */
export interface PlannedAlias {
  id: string;
  name: YamlNode;
  /** The key that asks for it. */
  keyNode: YamlNode;
  provisioned: YamlNode | undefined;
}

/** The alias that a function gets, if it gets one. */
export function plannedAlias({ key, node }: ServiceFunction): PlannedAlias | undefined {
  const provisioned = truthyEntry(node, "provisionedConcurrency");
  const amount = provisioned && amountOf(provisioned.value);
  const durable = truthyEntry(node, "durableConfig");
  if (durable) return namedAlias(durableAliasId(key), "durable", durable.keyNode, amount);
  if (provisioned) {
    const { keyNode, value } = provisioned;
    const name = childOf(value, "alias") ?? scalarNode("provisioned", keyNode);
    return { id: provisionedAliasId(key, nonNullText(name) ?? ""), name, keyNode, provisioned: amount };
  }
  const snapStart = truthyEntry(node, "snapStart");
  return snapStart && namedAlias(snapStartAliasId(key), "snapstart", snapStart.keyNode, undefined);
}

/** A number, `{ executions, alias }`, or a function of CloudFormation: `{ Ref: Capacity }`. */
function amountOf(value: YamlNode): YamlNode {
  if (value.kind !== "mapping" || hasEntry(value, "Ref")) return value;
  if (value.entries.some(({ key }) => key.startsWith("Fn::"))) return value;
  return childOf(value, "executions") ?? scalarNode(0, value);
}

function namedAlias(
  id: string,
  name: string,
  keyNode: YamlNode,
  provisioned: YamlNode | undefined,
): PlannedAlias {
  return { id, name: scalarNode(name, keyNode), keyNode, provisioned };
}

/** The alias, with what is provisioned on it. */
export function aliasResource(
  { id, name, keyNode, provisioned }: PlannedAlias,
  version: string,
  functionLogicalId: string,
  node: YamlNode,
): YamlEntry {
  const amount = provisioned && objectOf([["ProvisionedConcurrentExecutions", provisioned]], provisioned);
  const properties: Property[] = [
    ["FunctionName", refTo(functionLogicalId, keyNode)],
    ["FunctionVersion", attributeOf(version, "Version", keyNode)],
    ["Name", name],
    ["ProvisionedConcurrencyConfig", amount],
  ];
  const attributes: Property[] = [["Condition", childOf(node, "condition")]];
  return resourceOf(id, "AWS::Lambda::Alias", properties, keyNode, { keyNode, attributes });
}

function truthyEntry(node: YamlMapping, key: string): YamlEntry | undefined {
  const entry = entryUnder(node, key);
  return entry && !isFalsy(entry.value) ? entry : undefined;
}
