import type { EventSourceKind } from "../../../model/model.ts";
import { childOf, nonNullText, type YamlEntry, type YamlNode } from "../../../source/yaml/tree.ts";
import { eventSourceId } from "../naming.ts";
import { isFalsy, scalarNode } from "../nodes.ts";
import type { LoweredFunction } from "./functions.ts";
import { attributeOf, objectOf, type Property, refTo, resourceOf } from "./resources.ts";

interface EventSourceType {
  kind(event: YamlNode): EventSourceKind;
  /** Of a broker. */
  engine?: string;
  /** The source's part of the logical id. */
  label(event: YamlNode): string;
  /** The names that follow it. */
  names(event: YamlNode): string[];
}

const STREAM_TYPES: ReadonlyMap<string, EventSourceKind> = new Map([
  ["kinesis", "kinesis"],
  ["dynamodb", "dynamodb"],
]);

const EVENT_SOURCES: ReadonlyMap<string, EventSourceType> = new Map<string, EventSourceType>(
  Object.entries({
    sqs: { kind: () => "sqs", label: () => "SQS", names: (event) => [nameInArn(arnOf(event), ":")] },
    stream: {
      kind: (event) => STREAM_TYPES.get(streamType(event)) ?? "other",
      label: (event) => streamType(event).replace(/^./, (first) => first.toUpperCase()),
      names: (event) => [nameInArn(arnOf(event), "/")],
    },
    msk: {
      kind: () => "msk",
      label: () => "MSK",
      names: (event) => [nameInArn(arnOf(event), "/"), text(event, "topic")],
    },
    kafka: { kind: () => "kafka", label: () => "Kafka", names: (event) => [text(event, "topic")] },
    activemq: {
      kind: () => "mq",
      engine: "ActiveMQ",
      label: () => "ActiveMQ",
      names: (event) => [text(event, "queue")],
    },
    rabbitmq: {
      kind: () => "mq",
      engine: "RabbitMQ",
      label: () => "RabbitMQ",
      names: (event) => [text(event, "queue")],
    },
  } satisfies Record<string, EventSourceType>),
);

/** Whether events of a kind become event source mappings. */
export function isEventSource(eventKind: string): boolean {
  return EVENT_SOURCES.has(eventKind);
}

/** The event source mapping of an event: on the alias when the function has one. */
export function lowerEventSource(
  eventKind: string,
  event: YamlEntry,
  fn: LoweredFunction,
): YamlEntry | undefined {
  const type = EVENT_SOURCES.get(eventKind);
  if (!type) return undefined;
  const { value, keyNode } = event;
  const id = eventSourceId(fn.fn.key, type.label(value), type.names(value));
  const enabled = childOf(value, "enabled");
  const maximum = childOf(value, "maximumConcurrency");
  const properties: Property[] = [
    ["FunctionName", fn.alias ? refTo(fn.alias.id, keyNode) : attributeOf(fn.id, "Arn", keyNode)],
    ["EventSourceArn", arnOf(value)],
    ["EventSourceKind", scalarNode(type.kind(value), keyNode)],
    ["EventSourceEngine", type.engine === undefined ? undefined : scalarNode(type.engine, keyNode)],
    ["BatchSize", childOf(value, "batchSize")],
    ["Enabled", enabled],
    ["ParallelizationFactor", truthy(childOf(value, "parallelizationFactor"))],
    [
      "ScalingConfig",
      maximum && !isFalsy(maximum) ? objectOf([["MaximumConcurrency", maximum]], maximum) : undefined,
    ],
  ];
  return resourceOf(id, "AWS::Lambda::EventSourceMapping", properties, keyNode, { keyNode });
}

/** An event is an ARN, or a mapping with one; an ARN may be an intrinsic function. */
function arnOf(event: YamlNode): YamlNode | undefined {
  if (event.kind === "scalar") return event;
  return childOf(event, "arn");
}

function streamType(event: YamlNode): string {
  const written = nonNullText(childOf(event, "type"));
  if (written !== undefined) return written;
  return nonNullText(arnOf(event))?.split(":")[2] ?? "";
}

/** The name in an ARN, or of the resource that an intrinsic function names. */
function nameInArn(arn: YamlNode | undefined, separator: ":" | "/"): string {
  const attribute = arn?.tag === "!GetAtt" ? arn : childOf(arn, "Fn::GetAtt");
  if (attribute?.kind === "sequence") return nonNullText(attribute.items[0]) ?? "";
  if (attribute) return nonNullText(attribute)?.split(".")[0] ?? "";
  const parts = nonNullText(arn)?.split(separator);
  if (parts) return (separator === "/" ? parts[1] : parts.at(-1)) ?? "";
  return nonNullText(childOf(arn, "Fn::ImportValue")) ?? lastOfJoin(childOf(arn, "Fn::Join")) ?? "";
}

function lastOfJoin(join: YamlNode | undefined): string | undefined {
  const parts = join?.kind === "sequence" ? join.items[1] : undefined;
  return parts?.kind === "sequence" ? nonNullText(parts.items.at(-1)) : undefined;
}

function text(event: YamlNode, key: string): string {
  return nonNullText(childOf(event, key)) ?? "";
}

/** What the framework passes over: it writes no property for it. */
function truthy(node: YamlNode | undefined): YamlNode | undefined {
  return isFalsy(node) ? undefined : node;
}
