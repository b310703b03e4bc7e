import { z } from "zod";
import type { Problem } from "../finding.ts";
import { provisionedOf } from "../model/provisioned.ts";
import { possibilities } from "../model/value.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  id: "provisioned-concurrency-within-reserved",
  title: "What a function provisions, over all its aliases and versions, fits inside its reservation",
  severity: "error",
  since: "0.1.0",
  rationale:
    "Provisioned concurrency is taken out of the reservation. AWS rejects more than is reserved; exactly as much leaves nothing for $LATEST and every other version.",
  remedy: "Reserve more than the sum of what is provisioned, or provision less.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: true,
  options: z.strictObject({}),
  *check({ model }): Iterable<Problem> {
    for (const fn of model.functions) {
      const first = model.provisionedFor(fn)[0]?.amount ?? model.scalingTargetsFor(fn)[0]?.max;
      const ways = possibilities(fn.reservedConcurrency)?.flatMap((way) =>
        way.state === "known" ? [way.value] : [],
      );
      if (!first || !ways || ways.length === 0) continue;
      const { atLeast, atMost } = provisionedOf(fn, model);
      const [least, most] = [Math.min(...ways), Math.max(...ways)];
      const base = {
        at: first.at,
        subject: fn,
        related: [{ at: fn.reservedConcurrency.at, message: `the reservation of ${most}` }],
      };
      if (atLeast > most) {
        yield {
          ...base,
          message: `${atLeast} instances are provisioned and ${most} reserved. AWS rejects it: "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function".`,
        };
      } else if (atLeast > least) {
        yield {
          ...base,
          verdict: "undetermined",
          message: `${atLeast} instances are provisioned, and the reservation may be as low as ${least}.`,
        };
      } else if (atLeast === most && atMost === most && most > 0) {
        yield {
          ...base,
          severity: "warning",
          message: `All ${most} reserved instances are provisioned: $LATEST and every other version are throttled completely.`,
        };
      }
    }
  },
});
