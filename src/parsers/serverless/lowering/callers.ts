import { childOf, entryUnder, nonNullText, type YamlEntry } from "../../../source/yaml/tree.ts";
import { isFalsy } from "../nodes.ts";
import type { ServiceFunction } from "../service.ts";
import { isEventSource } from "./event-sources.ts";

/** Lambda@Edge runs a version of a function at CloudFront. */
const EDGE_EVENT = "cloudFront";

/** What the framework's events are in the model's words. */
const KIND_OF_EVENT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    http: "api-gateway",
    httpApi: "api-gateway",
    websocket: "api-gateway",
    schedule: "schedule",
    eventBridge: "event-rule",
    cloudwatchEvent: "event-rule",
    cloudwatchLog: "log-subscription",
    s3: "s3",
    sns: "sns",
    alb: "load-balancer",
    iot: "iot",
    iotFleetProvisioning: "iot",
    alexaSkill: "alexa",
    alexaSmartHome: "alexa",
    cognitoUserPool: "cognito",
    [EDGE_EVENT]: "cloudfront",
    // Of the plugin serverless-lambda-edge-pre-existing-cloudfront.
    preExistingCloudFront: "cloudfront",
  }),
);

/** An event of a function, as its kind and what is written for it. */
export interface FunctionEvent {
  kind: string;
  entry: YamlEntry;
  index: number;
}

/** The events of a function; one without settings is a bare word: `- alexaSkill`. */
export function eventsOf({ node }: ServiceFunction): FunctionEvent[] {
  const events = childOf(node, "events");
  if (events?.kind !== "sequence") return [];
  return events.items.flatMap((event, index): FunctionEvent[] => {
    if (event.kind === "mapping") {
      const known = event.entries.filter(({ key }) => isEventSource(key) || KIND_OF_EVENT.has(key));
      // A plugin's own event is the first key; others are settings that lost their indentation.
      const entries = known.length > 0 ? known : event.entries.slice(0, 1);
      return entries.map((entry) => ({ kind: entry.key, entry, index }));
    }
    const kind = nonNullText(event);
    return kind === undefined ? [] : [{ kind, entry: { key: kind, keyNode: event, value: event }, index }];
  });
}

/** The kind of caller that an event is; undefined for event sources. Events of plugins keep their own word. */
export function callerKind({ kind }: FunctionEvent): string | undefined {
  return isEventSource(kind) ? undefined : (KIND_OF_EVENT.get(kind) ?? kind);
}

/** The key of the plugin @silvermine/serverless-plugin-cloudfront-lambda-edge, which associates a version. */
export function edgeAssociation({ node }: ServiceFunction): YamlEntry | undefined {
  const association = entryUnder(node, "lambdaAtEdge");
  return association && !isFalsy(association.value) ? association : undefined;
}

/** The key that asks for a function URL. */
export function functionUrl({ node }: ServiceFunction): YamlEntry | undefined {
  const url = entryUnder(node, "url");
  return url && !isFalsy(url.value) ? url : undefined;
}
