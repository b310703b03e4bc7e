import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import { FIRST_INVOCATIONS } from "../model/invocations.ts";
import type { Model } from "../model/linked-model.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { derive } from "../values/either.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, numberOf, unset, type Value } from "../values/value.ts";
import { numberWords } from "../values/words.ts";

export default defineRule({
  id: "sqs-consumer-reserves-enough",
  title:
    "A consumer of a standard queue that reserves concurrency reserves at least 5, or caps its event source",
  severity: "warning",
  since: "0.1.0",
  group: "work",
  rationale:
    "Lambda begins with 5 invocations at once for a standard queue (for a FIFO queue with as many as it has message groups). With less reserved, messages are throttled from the first moment and can end in the dead-letter queue.",
  remedy: "Reserve at least 5, or set the maximum concurrency of the event source to what is reserved.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"],
  deployable: false,
  accepted: "AWS accepts it and throttles messages",
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const queues = model.eventSourcesOf(fn).filter((source) => isUncapped(source, model).state !== "unset");
      const [queue] = queues;
      if (!queue) continue;
      const reserved = fn.reservedConcurrency;
      const judgement = judge(
        [reserved, ...queues.map((source) => isUncapped(source, model))],
        ([each, ...uncapped]) =>
          uncapped.every((there) => there.state === "unset") ||
          each?.state !== "known" ||
          each.value === 0 ||
          each.value >= FIRST_INVOCATIONS,
        fn.instances.when,
      );
      const ground = {
        at: reserved.at,
        subject: fn,
        related: [{ at: queue.at, message: "the queue's event source, without a maximum concurrency" }],
      };
      yield* judgedProblem(judgement, ground, {
        broken: (all) =>
          `${nameOf(fn)} reserves ${numberWords(all.map(([each]) => (each?.state === "known" ? Number(each.value) : 0)))}, and its queue begins with ${FIRST_INVOCATIONS} invocations at once: what is beyond is throttled.`,
        measure: { unit: "invocations", over: ([each]) => FIRST_INVOCATIONS - numberOf(each) },
        open: `${nameOf(fn)} may reserve less than the ${FIRST_INVOCATIONS} invocations that its queue begins with`,
        // A reservation that isn't known at all is reported by reserved-concurrency-required.
        openIfListed: true,
      });
    }
  },
});

/** Whether a source is a standard queue's, enabled, and without a maximum concurrency; unset where it isn't or where that isn't known. */
function isUncapped(source: EventSource, model: Model): Value<true> {
  const { kind, maximumConcurrency: cap, enabled, at } = source;
  if (!alternativesOf(kind) || !alternativesOf(cap)) return unset(at);
  const isFifo = model.pollsFifo(source);
  return derive(
    [
      presenceOf(source),
      kind,
      cap,
      alternativesOf(enabled) ? enabled : known(true, at),
      // A queue of which nothing more is known is most likely a standard one.
      alternativesOf(isFifo) ? isFifo : known(false, at),
    ],
    ([there, of, most, isEnabled, fifo]) =>
      there.state === "known" &&
      of.state === "known" &&
      of.value === "sqs" &&
      most.state === "unset" &&
      !(fifo.state === "known" && fifo.value) &&
      (isEnabled.state === "unset" || isEnabled.value)
        ? known<true>(true, at)
        : unset(at),
    at,
  );
}
