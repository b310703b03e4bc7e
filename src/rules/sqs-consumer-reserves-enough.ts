import { nameOf } from "../model/describe.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { alternativesOf, knownValue } from "../values/value.ts";

/** The pollers that Lambda starts with for a queue, whatever the reservation: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const INITIAL_POLLERS = 5;

export default defineRule({
  id: "sqs-consumer-reserves-enough",
  title: "A consumer of a queue that reserves concurrency reserves at least 5, or caps its event source",
  severity: "warning",
  since: "0.1.0",
  rationale:
    "Lambda begins with 5 invocations at once for a queue. With less reserved, messages are throttled from the first moment and can end in the dead-letter queue.",
  remedy: "Reserve at least 5, or set the maximum concurrency of the event source to what is reserved.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const queue = model
        .eventSourcesOf(fn)
        .find(
          (source) =>
            knownValue(source.kind) === "sqs" &&
            source.maximumConcurrency.state === "unset" &&
            knownValue(source.enabled) !== false,
        );
      if (!queue) continue;
      const reserved = fn.reservedConcurrency;
      const { verdict } = judge(
        [reserved],
        ([each]) => each.state === "unset" || each.value === 0 || each.value >= INITIAL_POLLERS,
      );
      const base = {
        at: reserved.at,
        subject: fn,
        related: [{ at: queue.at, message: "the queue's event source, without a maximum concurrency" }],
      };
      // A reservation that can't be told at all is the matter of other rules.
      if (verdict === "undetermined" && reserved.state === "unknown" && alternativesOf(reserved))
        yield {
          ...base,
          verdict: "undetermined",
          message: `${nameOf(fn)} may reserve less than the ${INITIAL_POLLERS} invocations that its queue begins with: ${reserved.because}.`,
        };
      if (verdict !== "broken") continue;
      yield {
        ...base,
        message: `${nameOf(fn)} reserves ${knownValue(reserved) ?? `less than ${INITIAL_POLLERS}`}, and its queue begins with ${INITIAL_POLLERS} invocations at once: what is beyond is throttled.`,
      };
    }
  },
});
