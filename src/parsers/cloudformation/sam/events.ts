import type { EventSourceKind } from "../../../model/model.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { childOf, entriesOf, entryLocation, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import { known, knownValue } from "../../../values/value.ts";
import { GeneratedResource } from "../resources/generated-resource.ts";
import { TemplateBlock } from "../resources/template-block.ts";
import type { TemplateResource } from "../resources/template-resource.ts";
import type { Template } from "../template.ts";
import { type Evaluated, plain } from "../values/evaluated.ts";

/** An entry of a function's `Events`, or its function URL. */
export interface SamEvent {
  address: string;
  at: SourceLocation;
  /** The kind of a caller; undefined for an event source. */
  caller?: string;
  /** The event source mapping that SAM makes, by what it is to call. */
  source?: (target: Evaluated) => ResourceReader;
}

const CALLERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AlexaSkill: "alexa",
    Api: "api-gateway",
    CloudWatchEvent: "event-rule",
    CloudWatchLogs: "log-subscription",
    Cognito: "cognito",
    EventBridgeRule: "event-rule",
    HttpApi: "api-gateway",
    IoTRule: "iot",
    S3: "s3",
    SNS: "sns",
    Schedule: "event-rule",
    ScheduleV2: "schedule",
  }),
);

/** Event types that Lambda polls, with the property that holds the source. */
const SOURCES: ReadonlyMap<string, { kind: EventSourceKind; property: string }> = new Map(
  Object.entries({
    DocumentDB: { kind: "documentdb", property: "Cluster" },
    DynamoDB: { kind: "dynamodb", property: "Stream" },
    Kinesis: { kind: "kinesis", property: "Stream" },
    MQ: { kind: "mq", property: "Broker" },
    MSK: { kind: "msk", property: "Stream" },
    SelfManagedKafka: { kind: "kafka", property: "" },
    SQS: { kind: "sqs", property: "Queue" },
  }),
);

/** The events of a function in order. See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
export function eventsOf(template: Template, fn: TemplateResource, id: string): SamEvent[] {
  const events = fn.node("events");
  const listed = entriesOf(events).flatMap((entry): SamEvent[] => {
    const type = scalarText(childOf(entry.value, "Type")) ?? "";
    const properties = childOf(entry.value, "Properties");
    const address = `${template.prefix}${id}${entry.key}`;
    const at = entryLocation(entry);
    const polled = (kind: EventSourceKind, id: string, settings: YamlNode | undefined, arn?: YamlNode) => {
      const block = new TemplateBlock(template, settings?.kind === "mapping" ? settings : undefined, at);
      const made = {
        event_source_kind: plain(known(kind, at)),
        ...(arn ? { event_source_arn: template.evaluate(arn) } : {}),
      };
      const identity = { type: "awscc_lambda_event_source_mapping", address: id, at };
      const source = (target: Evaluated) =>
        new GeneratedResource(fn, identity, { function_name: target, ...made }, {}, block);
      return [{ address: id, at, source }];
    };
    const queue = type === "SNS" ? childOf(properties, "SqsSubscription") : undefined;
    if (queue && knownValue(template.evaluate(queue).value) !== "false")
      return polled("sqs", `${address}EventSourceMapping`, queue, childOf(queue, "QueueArn"));
    const caller = CALLERS.get(type);
    if (caller !== undefined) return [{ address, at, caller }];
    const source = SOURCES.get(type);
    return source ? polled(source.kind, address, properties, childOf(properties, source.property)) : [];
  });
  const url = fn.node("function_url_config");
  if (!url) return listed;
  return [
    ...listed,
    {
      address: `${template.prefix}${id}Url`,
      at: url.file.locate(url.start, url.end),
      caller: "function-url",
    },
  ];
}
