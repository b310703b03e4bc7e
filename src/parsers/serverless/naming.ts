import { childOf, nonNullText } from "../../source/yaml/tree.ts";
import { isFalsy } from "./nodes.ts";
import type { Service } from "./service.ts";

/** `provider.stackName`, else service and stage; undefined where they can't be known. */
export function stackName({ provider, name, stage, provenances }: Service): string | undefined {
  const own = childOf(provider, "stackName");
  const parts = own && !isFalsy(own) ? [own] : [name, stage];
  return parts.some((part) => provenances.isUnknown(part))
    ? undefined
    : parts.map((part) => nonNullText(part) ?? "").join("-");
}

/** The logical ids that the framework generates; people refer to them under `resources`. */

/** `send-mail` → `SendDashmail` */
export function normalised(name: string): string {
  return upperFirst(name.replaceAll("-", "Dash").replaceAll("_", "Underscore"));
}

export function functionId(key: string): string {
  return `${normalised(key)}LambdaFunction`;
}

/** The framework appends a hash of the code, which is not known before the deployment. */
export function versionId(key: string): string {
  return `${normalised(key)}LambdaVersion`;
}

/** @param alias the alias's name, `provisioned` unless the function gives another */
export function provisionedAliasId(key: string, alias: string): string {
  return `${normalised(key)}ProvConc${alias === "provisioned" ? "" : normalised(alias)}LambdaAlias`;
}

export function snapStartAliasId(key: string): string {
  return `${normalised(key)}SnapStartLambdaAlias`;
}

export function durableAliasId(key: string): string {
  return `${normalised(key)}DurableLambdaAlias`;
}

export function eventInvokeConfigId(key: string): string {
  return `${normalised(key)}LambdaEvConf`;
}

/** @param source what is listened to: `SQS`, `Kinesis` */
export function eventSourceId(key: string, source: string, names: readonly string[]): string {
  return `${normalised(key)}EventSourceMapping${source}${names.map(alphanumeric).join("")}`;
}

/** The ids of the autoscaling plugin: service, function, stage and region run together. */
export function scalingTargetId(key: string, service: Service): string {
  return pluginId(key, "AutoScalingTarget", service);
}

export function scalingPolicyId(key: string, service: Service): string {
  return pluginId(key, "AutoScalingPolicy", service);
}

function pluginId(key: string, what: string, { name, stage, region }: Service): string {
  const [prefix, ...suffixes] = [name, stage, region].map((node) => upperFirst(nonNullText(node) ?? ""));
  return [prefix, `${upperFirst(key)}-${what}`, ...suffixes].join("").replaceAll(/[^0-9A-Za-z]/g, "");
}

function alphanumeric(name: string): string {
  return upperFirst(name.replaceAll(/[^0-9A-Za-z]/g, ""));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
