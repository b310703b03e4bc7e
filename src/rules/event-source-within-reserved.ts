import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import type { EventSource } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { derive } from "../values/either.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, knownValue, type Settled, totalOf, unset, type Value } from "../values/value.ts";
import { numbersAt, numberWords } from "../values/words.ts";

export default defineRule({
  id: "event-source-within-reserved",
  title: "Queues together invoke a function no more often at once than it reserves",
  severity: "error",
  since: "0.1.0",
  group: "event-sources",
  rationale:
    "Messages that the pollers fetch beyond the reservation are throttled; after some returns to the queue they end in the dead-letter queue without ever having been tried.",
  remedy: "Reserve at least the sum of the maximum concurrency of all event sources, or lower it.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"],
  deployable: false,
  accepted: "AWS accepts it and throttles messages",
  options: {},
  *check({ model }) {
    for (const fn of model.functions) {
      const sources = model.eventSourcesOf(fn).filter((source) => capOf(source).state !== "unset");
      const [first] = sources;
      const { reservedConcurrency: reserved } = fn;
      // A reservation that isn't known at all is reported by reserved-concurrency-required.
      if (!first || !alternativesOf(reserved)) continue;
      const caps = sources.map((source) => whereThere(capOf(source), source));
      const open = caps.filter((cap) => !alternativesOf(cap)).length;
      const judgement = judge(
        [reserved, ...caps.map(atLeastOf)],
        // Switched off by 0: reserved-concurrency-nonzero reports it.
        ([limit, ...each]) =>
          limit?.state !== "known" ||
          limit.value === 0 ||
          !each.some(isKnown) ||
          totalOf(each) <= limit.value,
        fn.instances.when,
      );
      const ground = {
        at: first.maximumConcurrency.at,
        subject: first,
        related: [
          { at: reserved.at, message: `the reservation of ${nameOf(fn)}` },
          ...sources
            .slice(1)
            .map((source) => ({ at: source.maximumConcurrency.at, message: "also invokes it" })),
        ],
      };
      // What fits but for a cap that isn't known at all is reported by event-source-maximum-valid.
      if (judgement.verdict === "undetermined" && open > 0) continue;
      yield* judgedProblem(judgement, ground, {
        broken: (all) => {
          const queues = numberWords(all.map(([, ...each]) => open + each.filter(isKnown).length));
          const times = numberWords(all.map(([, ...each]) => totalOf(each)));
          return `${queues === "1" ? "A queue" : `${queues} queues`} may invoke ${nameOf(fn)} ${open > 0 ? "at least " : ""}${times} times at once, and it reserves ${numbersAt(all, 0)}: the rest is throttled and can end in the dead-letter queue.`;
        },
        open: () => `Whether queues invoke ${nameOf(fn)} within its reservation can't be determined`,
      });
    }
  },
});

/** What a source invokes at once; unset where it has no cap or is disabled. */
function capOf({ maximumConcurrency: cap, enabled }: EventSource): Value<number> {
  if (!alternativesOf(enabled) || !alternativesOf(cap))
    return knownValue(enabled) === false ? unset(cap.at) : cap;
  return derive(
    [cap, enabled],
    ([most, isEnabled]) => (isEnabled.state === "known" && !isEnabled.value ? unset(cap.at) : most),
    cap.at,
  );
}

function isKnown({ state }: Settled<number>): boolean {
  return state === "known";
}
