import type { Reference } from "../model/entity.ts";
import type { Alarm, EventInvokeConfig, ServiceQuota } from "../model/surroundings.ts";
import { known, knownValue, mapValue, unknown, unset, type Value } from "../values/value.ts";
import { entityOf, hasBlock, inBlock } from "./entity.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";
import { orDefault } from "./values.ts";

/** `aws_lambda_function_event_invoke_config` and its awscc spelling; SAM's may give the type of a destination alone. */
export function readEventInvokeConfig(resource: ResourceReader, deployment: string): EventInvokeConfig {
  const names = ["destination", "type"];
  return {
    ...entityOf(resource, deployment),
    function: referenceAt(resource, "function_name", resource),
    qualifier: referenceAt(resource, "qualifier", resource),
    maximumEventAgeSeconds: resource.number("maximum_event_age_in_seconds"),
    hasFailureDestination: inBlock(
      resource,
      ["destination_config", "on_failure"],
      (block) => isGiven(names.map((name) => block.string(name)).find(isSet) ?? unset(block.at)),
      (at) => known(false, at),
    ),
  };
}

/** Whether a function has a dead-letter queue of its own. */
export function deadLettersOf(resource: ResourceReader): Value<boolean> {
  const config = inBlock(
    resource,
    ["dead_letter_config"],
    (block) => isGiven(block.string("target_arn")),
    (at) => known(false, at),
  );
  // SAM's own spelling.
  return knownValue(config) === false ? hasBlock(resource, "dead_letter_queue") : config;
}

/** Where an alarm names a metric, or an expression that may. */
const METRICS = [
  [],
  ["metric_query"],
  ["metric_query", "metric"],
  ["metrics"],
  ["metrics", "metric_stat", "metric"],
];

/** `aws_cloudwatch_metric_alarm` and its awscc spelling: one for each metric that it looks at. */
export function readAlarms(resource: ResourceReader, deployment: string): Alarm[] {
  return METRICS.flatMap((path) => blocksAt(resource, path)).flatMap((block, index): Alarm[] => {
    const metric = [block.string("metric_name"), block.string("expression")].find(isSet);
    if (!metric) return [];
    return [
      {
        ...entityOf(resource, deployment, index === 0 ? "" : `.metric[${index}]`),
        namespace: block.string("namespace"),
        metric,
        function: functionDimension(block, resource),
      },
    ];
  });
}

function blocksAt(block: AttributeReader, path: readonly string[]): readonly AttributeReader[] {
  const [name, ...rest] = path;
  if (name === undefined) return [block];
  const blocks = block.blocks(name);
  return blocks.state === "known" ? blocks.value.flatMap((each) => blocksAt(each, rest)) : [];
}

/** Terraform has a map of dimensions, CloudFormation a list of names with values. */
function functionDimension(block: AttributeReader, resource: ResourceReader): Reference {
  const dimensions = block.blocks("dimensions");
  if (dimensions.state === "unknown")
    return { text: unknown(dimensions.because, dimensions.at), mentions: [] };
  if (dimensions.state === "unset") return { text: dimensions, mentions: [] };
  for (const each of dimensions.value) {
    if (knownValue(each.string("name")) === "FunctionName") return referenceAt(each, "value", resource);
    const of = referenceAt(each, "FunctionName", resource);
    if (of.text.state !== "unset") return of;
  }
  return { text: unset(dimensions.at), mentions: [] };
}

/** `aws_servicequotas_service_quota` */
export function readServiceQuota(resource: ResourceReader, deployment: string): ServiceQuota {
  const { account, region } = resource;
  return {
    ...entityOf(resource, deployment),
    account,
    region,
    service: resource.string("service_code"),
    quota: resource.string("quota_code"),
    value: resource.number("value"),
  };
}

function isSet({ state }: Value<unknown>): boolean {
  return state !== "unset";
}

/** Something that is there, whatever it turns out to be: an ARN is known only after the deployment. */
function isGiven(text: Value<string>): Value<boolean> {
  if (text.state === "unset") return known(false, text.at);
  if (text.state === "unknown" && !text.alternatives) return known(true, text.at);
  return orDefault(
    mapValue(text, (each) => each !== ""),
    false,
  );
}
