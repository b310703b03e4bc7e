import { derive } from "../values/either.ts";
import { alternativesOf, known, knownValue, type Settled, unset, type Value } from "../values/value.ts";
import type { EventSource } from "./event-source.ts";
import type { Model } from "./linked-model.ts";

/** What Lambda begins with for a standard queue, whatever the reservation: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const FIRST_INVOCATIONS = 5;

/** How often each provisioned poller of a queue invokes at once: the same page. */
const INVOCATIONS_OF_A_POLLER = 10;

/** What Lambda makes of a broker at once: https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html */
const INVOCATIONS_OF_A_BROKER: Readonly<Record<string, number>> = { activemq: 5, rabbitmq: 1 };

/** How often an event source may invoke its function at once. Unset: it doesn't, or how often can't be told. */
export interface Invocations {
  /** What it may come to for certain. */
  certain: Value<number>;
  /** What it may come to beside that: of pollers between their least and their most, and of a queue without a maximum. */
  possible: Value<number>;
  noun: "queue" | "stream" | "broker";
  /** What the number is made of, in a sentence. */
  what: string;
}

/** How often an event source may invoke its function at once, by what is polled. */
export function invocationsOf(source: EventSource, model: Model): Invocations | undefined {
  const { maximumConcurrency: cap, maximumPollers, minimumPollers, kind, at } = source;
  if (cap.state !== "unset") return only(whereEnabled(cap, source), "queue", "its maximum concurrency");
  const of = knownValue(kind);
  if (of === "sqs") {
    if (minimumPollers.state !== "unset" || maximumPollers.state !== "unset") return byPollers(source);
    return knownValue(model.pollsFifo(source)) === true ? undefined : uncapped(source, model);
  }
  if (of === "kinesis" || of === "dynamodb") return byShards(source, model);
  if (of !== "mq") return undefined;
  const polled = model.polledBy(source);
  const engine = knownValue(polled?.kind === "broker" ? polled.noun.engine : source.engine);
  const times = INVOCATIONS_OF_A_BROKER[engine?.toLowerCase() ?? ""] ?? 1;
  return only(whereEnabled(known(times, at), source), "broker", "its fixed number");
}

function byPollers(source: EventSource): Invocations {
  const { minimumPollers: least, maximumPollers: most, at } = source;
  const times = (value: Settled<number>) =>
    value.state === "known" ? value.value * INVOCATIONS_OF_A_POLLER : 0;
  const certain = derive([least], ([each]) => known(times(each), each.at), at);
  const possible = derive(
    [least, most],
    ([low, high]) => known(Math.max(0, times(high) - times(low)), high.at),
    at,
  );
  return {
    certain: whereEnabled(certain, source),
    possible: whereEnabled(possible, source),
    noun: "queue",
    what: `its pollers, ${INVOCATIONS_OF_A_POLLER} invocations each`,
  };
}

function uncapped(source: EventSource, model: Model): Invocations {
  const { at } = source;
  const isFifo = model.pollsFifo(source);
  const first = derive(
    [alternativesOf(isFifo) ? isFifo : unset(at)],
    ([fifo]) => (fifo.state === "known" && fifo.value ? unset(at) : known(FIRST_INVOCATIONS, at)),
    at,
  );
  return {
    certain: unset(at),
    possible: whereEnabled(first, source),
    noun: "queue",
    what: "it has no maximum concurrency",
  };
}

/** Without a number of shards there is one at least. */
function byShards(source: EventSource, model: Model): Invocations {
  const polled = model.polledBy(source);
  const { parallelizationFactor: factor, at } = source;
  const shards = polled?.kind === "stream" ? polled.noun.shards : unset(at);
  const each = alternativesOf(shards) ? shards : unset(shards.at);
  const certain = derive(
    [each, factor],
    ([count, times]) =>
      known(
        (count.state === "known" ? count.value : 1) * (times.state === "known" ? times.value : 1),
        times.state === "known" ? times.at : count.at,
      ),
    at,
  );
  return only(whereEnabled(certain, source), "stream", "its shards x its parallelization factor");
}

function only(certain: Value<number>, noun: Invocations["noun"], what: string): Invocations {
  return { certain, possible: unset(certain.at), noun, what };
}

/** Unset where the source is disabled. */
function whereEnabled(value: Value<number>, { enabled }: EventSource): Value<number> {
  if (!alternativesOf(enabled) || !alternativesOf(value))
    return knownValue(enabled) === false ? unset(value.at) : value;
  return derive(
    [value, enabled],
    ([each, isEnabled]) => (isEnabled.state === "known" && !isEnabled.value ? unset(value.at) : each),
    value.at,
  );
}
