import { describePool } from "../model/describe.ts";
import type { LedgerEntry, LedgerPool } from "../model/ledger.ts";
import { defineRule } from "../rule.ts";
import type { Interval } from "../values/interval.ts";
import { alternativesOf } from "../values/value.ts";

export default defineRule({
  id: "unreserved-pool-sufficient",
  title: "Functions that share the unreserved pool have enough of it left",
  severity: "warning",
  since: "0.1.0",
  rationale:
    "Whatever is reserved is taken from the functions that reserve nothing. When little is left, they throttle each other at the first peak.",
  remedy: "Reserve less for others, reserve for the busy ones among them, or raise the account's limit.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"],
  deployable: false,
  options: {
    "min-per-function": {
      type: "integer",
      minimum: 1,
      default: 10,
      description: "How much of the shared pool there must be for each function in it.",
    },
  },
  *check({ ledger, options }) {
    for (const pool of ledger.pools) {
      const sharing = pool.entries.filter(sharesThePool);
      const [first] = sharing;
      if (!first) continue;
      const functions = sharing.reduce((sum, entry) => sum + Math.max(1, entry.instances.atLeast), 0);
      const left = leftUnreserved(pool);
      const wanted = functions * options["min-per-function"];
      if (left.atLeast >= wanted) continue;
      // What is open without a bound is asked for by reserved-concurrency-required or -within-limit.
      if (left.atMost >= wanted && left.atLeast === Number.NEGATIVE_INFINITY) continue;
      const isShort = left.atMost < wanted;
      const span = isShort
        ? `at most ${Math.max(0, left.atMost)}`
        : `${Math.max(0, left.atLeast)} to ${left.atMost}`;
      yield {
        at: first.at,
        subject: {
          address: first.address,
          deploymentId: first.deploymentId,
          ...(first.label ? { label: first.label } : {}),
        },
        ...(isShort ? {} : { verdict: "undetermined" as const }),
        related: pool.at ? [{ at: pool.at, message: `the limit of ${pool.limit}` }] : [],
        message: `${functions} ${functions === 1 ? "function shares" : "functions share"} the unreserved pool. ${describePool(pool)} leaves it ${span} instances; ${options["min-per-function"]} for each would be ${wanted}.`,
      };
    }
  },
});

function sharesThePool(entry: LedgerEntry): boolean {
  return alternativesOf(entry.reserved)?.every((way) => way.state === "unset") ?? false;
}

/** What the functions without a reservation share: the floor and all that nobody reserved, less what is provisioned on them. */
function leftUnreserved({ available, unreservedFloor }: LedgerPool): Interval {
  return { atLeast: available.atLeast + unreservedFloor, atMost: available.atMost + unreservedFloor };
}
