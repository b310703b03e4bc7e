import { z } from "zod";
import type { LedgerEntry, LedgerPool } from "../model/ledger.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  id: "reserved-concurrency-within-limit",
  title: "What functions take from an account's pool stays within its limit, less the unreserved floor",
  severity: "error",
  since: "0.1.0",
  rationale:
    'AWS refuses a reservation that leaves less than the floor unreserved, and says so only at deploy: "decreases account\'s UnreservedConcurrentExecution below its minimum value".',
  remedy:
    "Lower the reservations of the biggest takers, or raise the account's limit (quota L-B99A9384) and the policy with it.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  ],
  deployable: true,
  options: z.strictObject({
    "warn-at": z
      .number()
      .positive()
      .max(1)
      .default(0.9)
      .describe("The share of limit less floor from which to warn; 1 never warns."),
  }),
  *check({ ledger, options }) {
    for (const pool of ledger.pools) {
      const biggest = pool.entries.find((entry) => entry.takes.atMost > 0);
      if (!biggest) continue;
      const room = pool.limit - pool.unreservedFloor;
      const least = room - pool.available.atMost;
      const most = room - pool.available.atLeast;
      const base = { at: biggest.at, subject: biggest, related: relatedOf(pool, biggest) };
      const where = `${pool.account} in ${pool.region}`;
      if (least > room) {
        const message = `${where} would have ${least} of ${room} taken (limit ${pool.limit} less a floor of ${pool.unreservedFloor}): ${takers(pool)}. ${least - room} must give, or AWS rejects the last reservation.`;
        yield { ...base, message };
      } else if (most > room) {
        const reasons = [...new Set(pool.entries.flatMap((entry) => entry.because))];
        const message = `${where} could have more than its ${room} taken (at least ${least}, at most ${most === Number.POSITIVE_INFINITY ? "unbounded" : most}); which it is can't be determined: ${reasons.join("; ") || "a number depends on what is not known"}.`;
        if (reasons.length === 0 || most !== Number.POSITIVE_INFINITY)
          yield { ...base, verdict: "undetermined", message };
      } else if (least > room * options["warn-at"]) {
        yield {
          ...base,
          severity: "warning",
          message: `${where} has ${least} of ${room} taken: ${takers(pool)}. ${room - least} are left.`,
        };
      }
    }
  },
});

function takers(pool: LedgerPool): string {
  const named = pool.entries.filter((entry) => entry.takes.atLeast > 0).slice(0, 3);
  const words = named.map((entry) => `${entry.label ?? entry.address} takes ${entry.takes.atLeast}`);
  if (pool.reservedElsewhere > 0) words.push(`${pool.reservedElsewhere} are reserved elsewhere`);
  return words.join(", ");
}

function relatedOf(pool: LedgerPool, biggest: LedgerEntry) {
  const others = pool.entries.filter((entry) => entry !== biggest && entry.takes.atLeast > 0).slice(0, 4);
  const related = others.map((entry) => ({
    at: entry.at,
    message: `${entry.label ?? entry.address} takes ${entry.takes.atLeast}`,
  }));
  return pool.at ? [...related, { at: pool.at, message: `the limit of ${pool.limit}` }] : related;
}
