import type { Architecture, FunctionVersion, LambdaFunction } from "../model/model.ts";
import { alternativesOf, known, knownValue, mapValue, unknown, unset, type Value } from "../values/value.ts";
import { entityOf, hasBlock, inBlock } from "./entity.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";
import { deadLettersOf } from "./surroundings.ts";
import { orDefault, unsetWhen, whole } from "./values.ts";

/** `aws_lambda_function`, with the provider's defaults. */
export function readFunction(resource: ResourceReader, deployment: string): LambdaFunction {
  return lambdaFunction(resource, deployment, {
    // The provider's own spelling of "not reserved".
    reservedConcurrency: unsetWhen(
      resource.number("reserved_concurrent_executions"),
      (amount) => amount === -1,
    ),
    publishesVersions: orDefault(resource.boolean("publish"), false),
    tags: tagsOf(resource),
    publishedVersion: knownValue(resource.string("version")),
  });
}

/** `awscc_lambda_function`: CloudFormation's properties; versions are resources of their own, but where SAM publishes them. */
export function readCloudControlFunction(resource: ResourceReader, deployment: string): LambdaFunction {
  return lambdaFunction(resource, deployment, {
    reservedConcurrency: resource.number("reserved_concurrent_executions"),
    publishesVersions: resource.publishes ?? known(false, resource.at),
    tags: cloudControlTagsOf(resource),
    publishedVersion: undefined,
  });
}

/** `awscc_lambda_version` */
export function readVersion(resource: ResourceReader, deployment: string): FunctionVersion {
  return {
    ...entityOf(resource, deployment),
    function: referenceAt(resource, "function_name", resource),
    retained: resource.retained,
  };
}

interface OwnFacts extends Pick<LambdaFunction, "reservedConcurrency" | "publishesVersions" | "tags"> {
  publishedVersion: string | undefined;
}

/** A function, by what both of its resource types share and what the type says in a way of its own. */
function lambdaFunction(
  resource: ResourceReader,
  deployment: string,
  { reservedConcurrency, publishesVersions, publishedVersion, tags }: OwnFacts,
): LambdaFunction {
  const { id, address, at, instances, handedOnAt } = entityOf(resource, deployment);
  const { account, region } = resource;
  // There are many functions: an object that is written in one piece costs less of one that is put together.
  return {
    id,
    address,
    deploymentId: deployment,
    at,
    instances,
    account,
    region,
    name: resource.string("function_name"),
    memoryMb: orDefault(whole(resource.number("memory_size")), 128),
    architecture: architectureOf(resource),
    timeoutSeconds: orDefault(resource.number("timeout"), 3),
    snapStart: optionIs(resource, "snap_start", "apply_on", "PublishedVersions"),
    capacityProvider: hasBlock(resource, "capacity_provider_config"),
    perEnvironmentConcurrency: perEnvironmentConcurrencyOf(resource),
    tenantIsolation: optionIs(resource, "tenancy_config", "tenant_isolation_mode", "PER_TENANT"),
    durable: hasBlock(resource, "durable_config"),
    deadLetters: deadLettersOf(resource),
    reservedConcurrency,
    publishesVersions,
    ...(publishedVersion === undefined ? {} : { publishedVersion }),
    ...edgeOf(resource),
    ...(handedOnAt === undefined ? {} : { handedOnAt }),
    tags,
  };
}

/** As it is written, too, where the suffix is left to the deployment. */
const EDGE_PRINCIPAL = /edgelambda\.(?:amazonaws\.com|\$\{)/;

/** See https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html */
function edgeOf({ trust }: ResourceReader): Pick<LambdaFunction, "edge"> {
  if (!trust || !alternativesOf(trust)) return {};
  const edge = mapValue(trust, (text) => EDGE_PRINCIPAL.test(text));
  return knownValue(edge) === false ? {} : { edge };
}

/** SAM writes it without the block between. */
function perEnvironmentConcurrencyOf(resource: ResourceReader): Value<number> {
  const name = "per_execution_environment_max_concurrency";
  const block = "lambda_managed_instances_capacity_provider_config";
  const within = inBlock(
    resource,
    ["capacity_provider_config", block],
    (config) => config.number(name),
    unset,
  );
  if (within.state !== "unset") return within;
  return inBlock(resource, ["capacity_provider_config"], (config) => config.number(name), unset);
}

function architectureOf(resource: ResourceReader): Value<Architecture> {
  const listed = orDefault(resource.strings("architectures"), ["x86_64"]);
  return mapValue(listed, ([first]) => (first === "arm64" ? "arm64" : "x86_64"));
}

function optionIs(
  resource: ResourceReader,
  block: string,
  attribute: string,
  wanted: string,
): Value<boolean> {
  return inBlock(
    resource,
    [block],
    (options) => mapValue(orDefault(options.string(attribute), ""), (option) => option === wanted),
    (at) => known(false, at),
  );
}

/** The provider's `default_tags` are only in `tags_all`. */
function tagsOf(resource: ResourceReader): LambdaFunction["tags"] {
  const all = resource.entries("tags_all");
  return asTags(all.state === "known" ? all : resource.entries("tags"));
}

/** CloudFormation lists keys with values; SAM writes a map. */
function cloudControlTagsOf(resource: ResourceReader): LambdaFunction["tags"] {
  const map = resource.entries("tags");
  if (map.state === "known") return asTags(map);
  const blocks = resource.blocks("tags");
  if (blocks.state !== "known") return blocks.state === "unset" ? blocks : unknown(blocks.because, blocks.at);
  const entries = blocks.value.map((tag: AttributeReader) => ({
    key: tag.string("key"),
    value: tag.string("value"),
    at: tag.at,
  }));
  const unread = entries.find(({ key }) => key.state !== "known");
  if (unread) return unknown("the key of a tag isn't known", unread.at);
  return asTags(
    known(
      entries.map(({ key, value, at }) => ({ key: key.state === "known" ? key.value : "", value, at })),
      blocks.at,
    ),
  );
}

function asTags(entries: ReturnType<AttributeReader["entries"]>): LambdaFunction["tags"] {
  if (entries.state === "unset") return unset(entries.at);
  if (entries.state === "unknown") return unknown(entries.because, entries.at);
  // Without a prototype, because a tag may be called `__proto__`.
  const tags: Record<string, string> = Object.create(null);
  for (const { key, value } of entries.value) {
    if (value.state === "unknown") return unknown(`the tag "${key}" isn't known: ${value.because}`, value.at);
    if (value.state === "known") tags[key] = value.value;
  }
  return known(tags, entries.at, entries.trace);
}
