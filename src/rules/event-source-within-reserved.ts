import { nameOf } from "../model/describe.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, knownValue } from "../values/value.ts";

export default defineRule({
  id: "event-source-within-reserved",
  title: "Queues together invoke a function no more often at once than it reserves",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Messages that the pollers fetch beyond the reservation are throttled; after some returns to the queue they end in the dead-letter queue without ever having been tried.",
  remedy: "Reserve at least the sum of the maximum concurrency of all event sources, or lower it.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"],
  deployable: false,
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const sources = model.eventSourcesOf(fn).filter(capped);
      const [first] = sources;
      if (!first) continue;
      const { reservedConcurrency } = fn;
      if (!alternativesOf(reservedConcurrency)) continue;
      const values = sources.map((source) => whereThere(source.maximumConcurrency, source));
      const isOpen = values.some((cap) => !alternativesOf(cap));
      const seen = { total: 0, reserved: 0 };
      const { verdict } = judge(
        [reservedConcurrency, ...values.map(atLeastOf)],
        ([reserved, ...caps]) => {
          // Switched off by 0: another rule's matter.
          if (reserved?.state !== "known" || reserved.value === 0) return true;
          const total = sum(caps.map((cap) => (cap.state === "known" ? cap.value : 0)));
          const holds = total <= reserved.value;
          if (!holds) Object.assign(seen, { total, reserved: reserved.value });
          return holds;
        },
        fn.instances.when,
      );
      const base = {
        at: first.maximumConcurrency.at,
        subject: first,
        related: [
          { at: reservedConcurrency.at, message: `the reservation of ${nameOf(fn)}` },
          ...sources
            .slice(1)
            .map((source) => ({ at: source.maximumConcurrency.at, message: "also invokes it" })),
        ],
      };
      if (verdict === "broken")
        yield {
          ...base,
          message: `${sources.length === 1 ? "A queue" : `${sources.length} queues`} may invoke ${nameOf(fn)} ${isOpen ? "at least " : ""}${seen.total} times at once, and it reserves ${seen.reserved}: the rest is throttled and can end in the dead-letter queue.`,
        };
      // What fits but for a cap that can't be told at all is the matter of event-source-maximum-valid.
      if (isOpen) continue;
      const unknown = [reservedConcurrency, ...values].find((each) => each.state === "unknown");
      if (verdict === "undetermined" && unknown?.state === "unknown")
        yield {
          ...base,
          verdict: "undetermined",
          message: `Whether queues invoke ${nameOf(fn)} within its reservation can't be determined: ${unknown.because}.`,
        };
    }
  },
});

function capped(source: EventSource): boolean {
  return source.maximumConcurrency.state !== "unset" && knownValue(source.enabled) !== false;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
