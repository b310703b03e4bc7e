import {
  childOf,
  isNull,
  nonNullText,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from "../../../source/yaml/tree.ts";
import { functionId, versionId } from "../naming.ts";
import { isFalsy, scalarNode } from "../nodes.ts";
import type { Service, ServiceFunction } from "../service.ts";
import { aliasResource, plannedAlias } from "./aliases.ts";
import { attributeOf, listOf, objectOf, type Property, refTo, resourceOf } from "./resources.ts";

/** The framework's own defaults. */
const DEFAULT_MEMORY = 1024;
const LEAST_MEMORY_ON_CAPACITY_PROVIDER = 2048;
const DEFAULT_TIMEOUT = 6;
const LOGICAL_ID = /^[A-Za-z0-9]+$/;

/** A function as the framework deploys it. */
export interface LoweredFunction {
  fn: ServiceFunction;
  id: string;
  /** The deployed name. */
  name: YamlNode;
  /** The alias that events call, when there is one. */
  alias: { id: string; name: YamlNode } | undefined;
  /** The version, when one is published. */
  version: string | undefined;
  resources: YamlEntry[];
}

/** The function, its version and its alias. */
export function lowerFunction(fn: ServiceFunction, service: Service): LoweredFunction {
  const id = functionId(fn.key);
  const name = deployedName(fn, service);
  const alias = plannedAlias(fn);
  const version = alias || isVersioned(fn, service) ? versionId(fn.key) : undefined;
  const resources = [functionResource(id, name, fn, service)];
  if (version !== undefined) resources.push(versionResource(version, id, fn, service));
  if (alias && version !== undefined) resources.push(aliasResource(alias, version, id, fn.node));
  return { fn, id, name, alias, version, resources };
}

function functionResource(
  id: string,
  name: YamlNode,
  { node, keyNode }: ServiceFunction,
  service: Service,
): YamlEntry {
  const inherited = (key: string): YamlNode | undefined =>
    truthy(childOf(node, key)) ?? truthy(childOf(service.provider, key));
  const isUnknown = (part: YamlNode): boolean => service.provenances.isUnknown(part);
  const capacityProvider = truthy(childOf(node, "capacityProvider"));
  const architecture = inherited("architecture");
  const snapStart = truthy(childOf(node, "snapStart"));
  const properties: Property[] = [
    ["FunctionName", name],
    ["Role", roleOf(node, service)],
    [
      "MemorySize",
      inherited("memorySize") ??
        scalarNode(capacityProvider ? LEAST_MEMORY_ON_CAPACITY_PROVIDER : DEFAULT_MEMORY, node),
    ],
    ["Timeout", inherited("timeout") ?? scalarNode(DEFAULT_TIMEOUT, node)],
    ["Architectures", architecture && listOf([architecture], architecture)],
    ["ReservedConcurrentExecutions", reservedOf(node)],
    [
      "SnapStart",
      snapStart &&
        objectOf(
          [["ApplyOn", isUnknown(snapStart) ? snapStart : scalarNode("PublishedVersions", snapStart)]],
          snapStart,
        ),
    ],
    ["TenancyConfig", tenancyOf(node, service)],
    [
      "CapacityProviderConfig",
      capacityProvider &&
        objectOf(
          [["PerExecutionEnvironmentMaxConcurrency", childOf(capacityProvider, "maxConcurrency")]],
          capacityProvider,
        ),
    ],
    ["FunctionScalingConfig", managedScalingOf(capacityProvider)],
    ["DurableConfig", truthy(childOf(node, "durableConfig"))],
    ["DeadLetterConfig", deadLettersOf(node)],
    ["Tags", tagsOf(node, service)],
  ];
  const attributes: Property[] = [["Condition", childOf(node, "condition")]];
  return resourceOf(id, "AWS::Lambda::Function", properties, node, { keyNode, attributes });
}

/** `onError` is the ARN of the dead-letter queue or topic. */
function deadLettersOf(node: YamlMapping): YamlNode | undefined {
  const target = truthy(childOf(node, "onError"));
  return target && objectOf([["TargetArn", target]], target);
}

/** How many execution environments there are on a capacity provider. */
function managedScalingOf(capacityProvider: YamlNode | undefined): YamlNode | undefined {
  const scaling = truthy(childOf(capacityProvider, "scaling"));
  return (
    scaling &&
    objectOf(
      [
        ["MinExecutionEnvironments", childOf(scaling, "min")],
        ["MaxExecutionEnvironments", childOf(scaling, "max")],
      ],
      scaling,
    )
  );
}

function versionResource(
  id: string,
  functionLogicalId: string,
  fn: ServiceFunction,
  service: Service,
): YamlEntry {
  const { node, keyNode } = fn;
  // Of versions that only an alias asks for, the framework keeps the current one alone.
  const retained = isVersioned(fn, service) ? scalarNode("Retain", node) : undefined;
  return resourceOf(id, "AWS::Lambda::Version", [["FunctionName", refTo(functionLogicalId, node)]], node, {
    keyNode,
    attributes: [
      ["DeletionPolicy", retained],
      ["Condition", childOf(node, "condition")],
    ],
  });
}

function isVersioned({ node }: ServiceFunction, { provider }: Service): boolean {
  if (!isFalsy(childOf(node, "durableConfig"))) return true;
  const own = childOf(node, "versionFunction");
  if (own && !isNull(own)) return !isFalsy(own);
  const general = childOf(provider, "versionFunctions");
  return !general || isNull(general) || !isFalsy(general);
}

/** `name`, else service, stage and key with dashes between. */
function deployedName(
  { key, keyNode, node }: ServiceFunction,
  { name, stage, provenances }: Service,
): YamlNode {
  const own = childOf(node, "name");
  if (own && !isFalsy(own)) return own;
  const because = [name, stage]
    .map((part) => provenances.get(part)?.because)
    .find((each) => each !== undefined);
  const text = scalarNode(`${nonNullText(name) ?? ""}-${nonNullText(stage) ?? ""}-${key}`, keyNode);
  return because === undefined ? text : provenances.note(text, { because });
}

/** CloudFormation puts the tags of a stack on its functions too; the nearer tag wins. */
function tagsOf(node: YamlNode, { provider, provenances }: Service): YamlNode | undefined {
  const levels = [childOf(provider, "stackTags"), childOf(provider, "tags"), childOf(node, "tags")];
  const present = levels.filter((level) => level !== undefined);
  const unread = present.find((level) => provenances.isUnknown(level));
  if (unread) return unread;
  const tags = new Map<string, YamlEntry>();
  for (const level of present)
    if (level.kind === "mapping") for (const entry of level.entries) tags.set(entry.key, entry);
  const listed = [...tags.values()].map(({ key, keyNode, value }) =>
    objectOf(
      [
        ["Key", scalarNode(key, keyNode)],
        ["Value", value],
      ],
      value,
    ),
  );
  return listed.length === 0 ? undefined : listOf(listed, present.at(-1) ?? node);
}

/** A role of one's own: an ARN, a function of CloudFormation, or the logical id of a role among the resources. */
function roleOf(node: YamlNode, { provider }: Service): YamlNode | undefined {
  const general = childOf(childOf(provider, "iam"), "role") ?? childOf(provider, "role");
  const role = truthy(childOf(node, "role")) ?? truthy(general);
  const text = role?.tag === undefined ? nonNullText(role) : undefined;
  return role && text !== undefined && LOGICAL_ID.test(text) ? attributeOf(text, "Arn", role) : role;
}

function tenancyOf(node: YamlNode, { provenances }: Service): YamlNode | undefined {
  const mode = childOf(childOf(node, "tenancy"), "mode");
  if (!mode) return undefined;
  const upper = provenances.isUnknown(mode) ? mode : scalarNode(nonNullText(mode)?.toUpperCase() ?? "", mode);
  return objectOf([["TenantIsolationMode", upper]], mode);
}

function reservedOf(node: YamlNode): YamlNode | undefined {
  const reserved = childOf(node, "reservedConcurrency");
  const isZero = reserved?.kind === "scalar" && reserved.value === 0;
  return isZero ? reserved : truthy(reserved);
}

function truthy(node: YamlNode | undefined): YamlNode | undefined {
  return isFalsy(node) ? undefined : node;
}
