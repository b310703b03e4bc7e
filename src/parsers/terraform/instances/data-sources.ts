import type { Value } from "../../../values/value.ts";
import { locationOf, usedAt } from "../evaluate/origin.ts";
import type { ResourceBlock } from "../modules/module.ts";
import { lazy, str } from "../values/construct.ts";
import { STRING } from "../values/types.ts";
import { unknownBecause } from "../values/unknown.ts";
import type { TfValue } from "../values/value.ts";
import { addressIn, type InstanceKey, keySuffix } from "./address.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { poolOf } from "./pools.ts";
import { publishedValue } from "./published.ts";
import { outputsValue } from "./remote-state.ts";

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
        providerValue(module, source, key, attributeName) ??
        lambdaArn(module, source, key, attributeName) ??
        publishedValue(module, source, key, address, attributeName) ??
        outputsValue(module, source, key, address, attributeName) ??
        unknownValue(source, address, attributeName)
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
  key: InstanceKey,
  name: string,
): TfValue | undefined {
  const ask = () => poolOf(module, block, type, module.scopeOf(block, key));
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

/** The ARN of a function or an alias that is looked up by its name: all of it follows from that and from the provider. */
function lambdaArn(
  module: ModuleInstance,
  source: ResourceBlock,
  key: InstanceKey,
  attribute: string,
): TfValue | undefined {
  const { type, name: label, block } = source;
  if (type !== "aws_lambda_function" && type !== "aws_lambda_alias") return undefined;
  if (!["arn", "qualified_arn", "invoke_arn", "id"].includes(attribute)) return undefined;
  const text = (name: string) => {
    const written = block.body.attributes.get(name);
    const value = written && module.scopeOf(block, key).evaluate(written.value);
    return value?.kind === "string" ? value.value : undefined;
  };
  const fn = text("function_name");
  const qualifier = type === "aws_lambda_alias" ? text("name") : text("qualifier");
  if (fn === undefined || (type === "aws_lambda_alias" && qualifier === undefined)) return undefined;
  if (type === "aws_lambda_function" && attribute === "id") return str(fn);
  const isQualified =
    type === "aws_lambda_alias" || (attribute === "qualified_arn" && qualifier !== undefined);
  const { region, account } = poolOf(module, block, type, module.scopeOf(block, key));
  const address = addressIn(module.address, `data.${type}.${label}${keySuffix(key)}`);
  const half = (value: Value<string>, what: string) =>
    value.state === "known" ? value.value : { address, attribute: what };
  const partition = region.state === "known" ? partitionOf(region.value) : "aws";
  const parts = [
    `arn:${partition}:lambda:`,
    half(region, "region"),
    ":",
    half(account, "account"),
    `:function:${fn}${isQualified ? `:${qualifier}` : ""}`,
  ];
  if (attribute === "invoke_arn") parts.push("/invocations");
  const invoked =
    attribute === "invoke_arn"
      ? ["arn:aws:apigateway:", ...parts.slice(1, 2), ":lambda:path/2015-03-31/functions/", ...parts]
      : parts;
  if (invoked.every((part) => typeof part === "string")) return str(invoked.join(""));
  const detail = `${address}.${attribute} is read from outside when Terraform runs`;
  return unknownBecause("data-source", detail, locationOf(block.header), {
    type: STRING,
    parts: invoked,
    notNull: true,
  });
}

function asText(value: Value<string>): TfValue | undefined {
  if (value.state === "known") return { ...str(value.value), origin: { at: value.at } };
  if (value.state === "unset") return undefined;
  return unknownBecause("data-source", value.because, value.at, { type: STRING, notNull: true });
}

function unknownValue({ block }: ResourceBlock, address: string, attribute: string): TfValue {
  const detail = `${address}.${attribute} is read from outside when Terraform runs`;
  return unknownBecause("data-source", detail, locationOf(block.header), {
    parts: [{ address, attribute }],
  });
}
