import { z } from "zod";
import { nameOf } from "../model/describe.ts";
import type { EventSource } from "../model/model.ts";
import { judge, valueOf } from "../model/value.ts";
import { defineRule } from "../rule.ts";

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
  options: z.strictObject({}),
  *check({ model }) {
    for (const fn of model.functions) {
      const sources = model.eventSourcesOf(fn).filter(capped);
      const [first] = sources;
      if (!first) continue;
      const { reservedConcurrency } = fn;
      const values = [reservedConcurrency, ...sources.map((source) => source.maximumConcurrency)];
      const verdict = judge(values, ([reserved, ...caps]) => {
        if (reserved?.state !== "known") return true;
        return sum(caps.map((cap) => (cap.state === "known" ? cap.value : 0))) <= reserved.value;
      });
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
      const total = sum(sources.map((source) => valueOf(source.maximumConcurrency) ?? 0));
      if (verdict === "broken")
        yield {
          ...base,
          message: `${sources.length === 1 ? "A queue" : `${sources.length} queues`} may invoke ${nameOf(fn)} ${total} times at once, and it reserves ${valueOf(reservedConcurrency) ?? "less"}: the rest is throttled and can end in the dead-letter queue.`,
        };
      const unknown = sources
        .map((source) => source.maximumConcurrency)
        .find((each) => each.state === "unknown");
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
  return source.maximumConcurrency.state !== "unset" && valueOf(source.enabled) !== false;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
