import type { Value } from "../../../values/value.ts";
import { locationOf, usedAt } from "../evaluate/origin.ts";
import type { ResourceBlock } from "../modules/module.ts";
import { lazy, str } from "../values/construct.ts";
import { STRING } from "../values/types.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { ReasonKind, TfValue } from "../values/value.ts";
import { addressIn, type InstanceKey, keySuffix } from "./address.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { poolOf } from "./pools.ts";

/** What a reference to a data source is. What AWS would answer is unknown, except what follows from the provider's configuration. */
export function dataValue(module: ModuleInstance, source: ResourceBlock): TfValue {
  return module.expansion(source.block).collect((key) => instanceValue(module, source, key));
}

function instanceValue(module: ModuleInstance, source: ResourceBlock, key: InstanceKey): TfValue {
  const { type, name, block } = source;
  const address = addressIn(module.address, `data.${type}.${name}${keySuffix(key)}`);
  return lazy(address, (attributeName) => {
    const attribute = block.body.attributes.get(attributeName);
    return module.computed(`${address}.${attributeName}`, attribute ?? block.header, () => {
      if (attribute) return usedAt(module.scopeOf(block, key).evaluate(attribute.value), attribute, address);
      return (
        providerValue(module, source, attributeName) ??
        unknownValue(source, `${address}.${attributeName}`, address, attributeName)
      );
    });
  });
}

const REGION_NAMES = new Set(["name", "id", "region"]);
const ACCOUNT_NAMES = new Set(["account_id", "id"]);

/** What the provider's own configuration answers. */
function providerValue(
  module: ModuleInstance,
  { type, block }: ResourceBlock,
  name: string,
): TfValue | undefined {
  const ask = () => poolOf(module, block, type, module.scope);
  if (type === "aws_region" && REGION_NAMES.has(name)) return asText(ask().region);
  if (type === "aws_caller_identity" && ACCOUNT_NAMES.has(name)) return asText(ask().account);
  const region = type === "aws_partition" ? ask().region : undefined;
  if (region?.state !== "known") return undefined;
  const partition = partitionOf(region.value);
  if (name === "partition" || name === "id") return str(partition);
  return name === "dns_suffix"
    ? str(partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com")
    : undefined;
}

/** See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function asText(value: Value<string>): TfValue | undefined {
  if (value.state === "known") return { ...str(value.value), origin: { at: value.at } };
  if (value.state === "unset") return undefined;
  return unknownBecause("data-source", value.because, value.at, { type: STRING, notNull: true });
}

function unknownValue(
  { type, block }: ResourceBlock,
  what: string,
  address: string,
  attribute: string,
): TfValue {
  const isState = type === "terraform_remote_state";
  const kind: ReasonKind = isState ? "remote-state" : "data-source";
  const detail = isState
    ? `${what} is in the state of another root`
    : `${what} is read from outside when Terraform runs`;
  return unknownBecause(kind, detail, locationOf(block.header), { parts: [{ address, attribute }] });
}
