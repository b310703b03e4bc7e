import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { derive } from "../values/either.ts";
import { presenceOf } from "../values/instances.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, known, unset, type Value } from "../values/value.ts";
import { numberWords } from "../values/words.ts";

/** The pollers that Lambda starts with for a queue, whatever the reservation: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const INITIAL_POLLERS = 5;

export default defineRule({
  id: "sqs-consumer-reserves-enough",
  title: "A consumer of a queue that reserves concurrency reserves at least 5, or caps its event source",
  severity: "warning",
  since: "0.1.0",
  group: "event-sources",
  rationale:
    "Lambda begins with 5 invocations at once for a queue. With less reserved, messages are throttled from the first moment and can end in the dead-letter queue.",
  remedy: "Reserve at least 5, or set the maximum concurrency of the event source to what is reserved.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"],
  deployable: false,
  accepted: "AWS accepts it and throttles messages",
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const queues = model.eventSourcesOf(fn).filter((source) => isUncapped(source).state !== "unset");
      const [queue] = queues;
      if (!queue) continue;
      const reserved = fn.reservedConcurrency;
      const judgement = judge(
        [reserved, ...queues.map((source) => isUncapped(source))],
        ([each, ...uncapped]) =>
          uncapped.every((there) => there.state === "unset") ||
          each?.state !== "known" ||
          each.value === 0 ||
          each.value >= INITIAL_POLLERS,
        fn.instances.when,
      );
      const ground = {
        at: reserved.at,
        subject: fn,
        related: [{ at: queue.at, message: "the queue's event source, without a maximum concurrency" }],
      };
      yield* judgedProblem(judgement, ground, {
        broken: (all) =>
          `${nameOf(fn)} reserves ${numberWords(all.map(([each]) => (each?.state === "known" ? Number(each.value) : 0)))}, and its queue begins with ${INITIAL_POLLERS} invocations at once: what is beyond is throttled.`,
        open: `${nameOf(fn)} may reserve less than the ${INITIAL_POLLERS} invocations that its queue begins with`,
        // A reservation that isn't known at all is reported by reserved-concurrency-required.
        openIfListed: true,
      });
    }
  },
});

/** Whether a source is a queue's, enabled, and without a maximum concurrency; unset where it isn't or where that isn't known. */
function isUncapped(source: EventSource): Value<true> {
  const { kind, maximumConcurrency: cap, enabled, at } = source;
  if (!alternativesOf(kind) || !alternativesOf(cap)) return unset(at);
  return derive(
    [presenceOf(source), kind, cap, alternativesOf(enabled) ? enabled : known(true, at)],
    ([there, of, most, isEnabled]) =>
      there.state === "known" &&
      of.state === "known" &&
      of.value === "sqs" &&
      most.state === "unset" &&
      (isEnabled.state === "unset" || isEnabled.value)
        ? known<true>(true, at)
        : unset(at),
    at,
  );
}
