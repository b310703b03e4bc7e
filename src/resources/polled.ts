import type { Broker, Queue, RedrivePolicy, Stream } from "../model/model.ts";
import { known, mapAlternatives, unknown, unset, type Value } from "../values/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import type { ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";
import { orDefault } from "./values.ts";

/** `aws_sqs_queue` and its awscc spelling. See https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export function readQueue(resource: ResourceReader, deployment: string): Queue {
  const attribute = resource.type.startsWith("awscc_") ? "queue_name" : "name";
  const timeout = resource.number("visibility_timeout");
  const { account, region } = resource;
  return {
    ...entityOf(resource, deployment),
    account,
    region,
    name: resource.string(attribute),
    isFifo: orDefault(resource.boolean("fifo_queue"), false),
    visibilityTimeoutSeconds: orDefault(
      timeout.state === "unset" ? resource.number("visibility_timeout_seconds") : timeout,
      30,
    ),
    maxReceiveCount: maxReceiveCountIn(resource),
  };
}

/** `aws_sqs_queue_redrive_policy` */
export function readRedrivePolicy(resource: ResourceReader, deployment: string): RedrivePolicy {
  return {
    ...entityOf(resource, deployment),
    queue: referenceAt(resource, "queue_url", resource),
    maxReceiveCount: maxReceiveCountIn(resource),
  };
}

/** `aws_kinesis_stream` and its awscc spelling: on demand where it says so, or where no shards are given. */
export function readStream(resource: ResourceReader, deployment: string): Stream {
  const { account, region } = resource;
  const mode = inBlock(resource, ["stream_mode_details"], (block) => block.string("stream_mode"), unset);
  const isOnDemand = mode.state === "known" && mode.value === "ON_DEMAND";
  return {
    ...entityOf(resource, deployment),
    account,
    region,
    name: resource.string("name"),
    shards: isOnDemand ? unset(mode.at) : resource.number("shard_count"),
  };
}

/** `aws_mq_broker` and its awscc spelling. */
export function readBroker(resource: ResourceReader, deployment: string): Broker {
  return { ...entityOf(resource, deployment), engine: resource.string("engine_type") };
}

/** The policy is a JSON text in Terraform, and an object in templates; both may have the number as a text. */
function maxReceiveCountIn(resource: ResourceReader): Value<number> {
  const blocks = resource.blocks("redrive_policy");
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  if (block) return block.number("max_receive_count");
  const text = resource.string("redrive_policy");
  if (text.state === "unset") return unset(text.at);
  const written = resource.parts("redrive_policy");
  if (text.state === "unknown" && !text.alternatives && written) {
    const pieces = written.map((part) => (typeof part === "string" ? part : "?"));
    const count = countIn(pieces.join(""));
    return count === undefined
      ? unknown("the redrive policy's maxReceiveCount isn't known", text.at)
      : known(count, text.at, text.trace);
  }
  return mapAlternatives(text, (each) => {
    const count = each.state === "known" ? countIn(each.value) : undefined;
    return count === undefined ? unset(each.at, each.trace) : known(count, each.at, each.trace);
  });
}

function countIn(text: string): number | undefined {
  const [, count] = /"maxReceiveCount"\s*:\s*"?(\d+)"?/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count);
}
