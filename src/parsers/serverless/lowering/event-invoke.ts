import { childOf, isNull, type YamlEntry } from "../../../source/yaml/tree.ts";
import { eventInvokeConfigId } from "../naming.ts";
import { isFalsy, scalarNode } from "../nodes.ts";
import type { LoweredFunction } from "./functions.ts";
import { objectOf, type Property, refTo, resourceOf } from "./resources.ts";

/**
 * What becomes of a function's asynchronous events, where it says anything of that.
 * See https://www.serverless.com/framework/docs/providers/aws/guide/functions#maximum-event-age-and-maximum-retry-attempts
 */
export function lowerEventInvokeConfig({ fn, id, alias }: LoweredFunction): YamlEntry | undefined {
  const { node, key } = fn;
  const [age, retries, destinations] = ["maximumEventAge", "maximumRetryAttempts", "destinations"].map(
    (name) => childOf(node, name),
  );
  const like = [age, retries, destinations].find((each) => each && !isNull(each));
  if (!like) return undefined;
  const failure = childOf(destinations, "onFailure");
  // Whether the destination is an ARN or the key of another function makes no difference to what is kept.
  const target = failure && scalarNode(isFalsy(failure) ? "" : "a destination", failure);
  const destination =
    target && objectOf([["OnFailure", objectOf([["Destination", target]], target)]], target);
  const properties: Property[] = [
    ["FunctionName", refTo(id, like)],
    ["Qualifier", alias ? alias.name : scalarNode("$LATEST", like)],
    ["MaximumEventAgeInSeconds", age],
    ["DestinationConfig", destination],
  ];
  return resourceOf(eventInvokeConfigId(key), "AWS::Lambda::EventInvokeConfig", properties, like);
}
