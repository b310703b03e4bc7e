import type { EventSource, EventSourceKind } from "../model/model.ts";
import { known, unknown, unset, type Value } from "../values/value.ts";
import { aliasesBefore, entityOf, hasBlock, inBlock } from "./entity.ts";
import type { ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";
import { orDefault } from "./values.ts";

/** The service in an event source's ARN. */
const KIND_OF_SERVICE: ReadonlyMap<string, EventSourceKind> = new Map<string, EventSourceKind>(
  Object.entries({
    sqs: "sqs",
    kinesis: "kinesis",
    dynamodb: "dynamodb",
    kafka: "msk",
    mq: "mq",
    rds: "documentdb",
  }),
);
const KINDS: ReadonlySet<string> = new Set<EventSourceKind>([...KIND_OF_SERVICE.values(), "kafka", "other"]);
const KIND_OF_RESOURCE: readonly [RegExp, EventSourceKind][] = [
  [/^aws(?:cc)?_sqs_queue$/, "sqs"],
  [/^aws(?:cc)?_kinesis_stream(?:_consumer)?$/, "kinesis"],
  [/^aws(?:cc)?_dynamodb_(?:table|kinesis_streaming_destination|global_table)$/, "dynamodb"],
  [/^aws(?:cc)?_msk_(?:serverless_)?cluster$/, "msk"],
  [/^aws_mq_broker$|^awscc_amazon_?mq_broker$/, "mq"],
  [/^aws(?:cc)?_doc_?db_?(?:db_)?cluster$/, "documentdb"],
];
const KIND_OF_BLOCK: readonly [string, EventSourceKind][] = [
  ["self_managed_event_source", "kafka"],
  ["self_managed_kafka_event_source_config", "kafka"],
  ["amazon_managed_kafka_event_source_config", "msk"],
  ["document_db_event_source_config", "documentdb"],
];

/** `aws_lambda_event_source_mapping` and its awscc spelling. */
export function readEventSource(resource: ResourceReader, deployment: string): EventSource {
  const poller = (name: string): Value<number> =>
    inBlock(resource, ["provisioned_poller_config"], (block) => block.number(name), unset);
  const of = referenceAt(resource, "function_name", resource);
  return {
    ...entityOf(resource, deployment),
    ...aliasesBefore(resource, of),
    function: of,
    source: referenceAt(resource, "event_source_arn", resource),
    kind: kindOf(resource),
    engine: resource.string("event_source_engine"),
    maximumConcurrency: inBlock(
      resource,
      ["scaling_config"],
      (block) => block.number("maximum_concurrency"),
      unset,
    ),
    minimumPollers: poller("minimum_pollers"),
    maximumPollers: poller("maximum_pollers"),
    batchSize: resource.number("batch_size"),
    parallelizationFactor: resource.number("parallelization_factor"),
    enabled: orDefault(resource.boolean("enabled"), true),
  };
}

function kindOf(resource: ResourceReader): Value<EventSourceKind> {
  // Of formats whose events have a type of their own; no provider has this attribute.
  const given = resource.string("event_source_kind");
  if (given.state === "known" && isKind(given.value)) return known(given.value, given.at);
  const source = resource.string("event_source_arn");
  if (source.state === "known") {
    return known(KIND_OF_SERVICE.get(source.value.split(":")[2] ?? "") ?? "other", source.at, source.trace);
  }
  for (const [block, kind] of KIND_OF_BLOCK) {
    const present = hasBlock(resource, block);
    if (present.state === "known" && present.value) return known(kind, present.at);
  }
  if (source.state === "unset") return known("other", resource.at);
  for (const { address } of resource.mentions("event_source_arn")) {
    const kind = KIND_OF_RESOURCE.find(([type]) => type.test(resource.typeAt(address) ?? ""))?.[1];
    if (kind) return known(kind, source.at);
  }
  return unknown(source.because, source.at, { trace: source.trace });
}

function isKind(text: string): text is EventSourceKind {
  return KINDS.has(text);
}
