import type { Problem } from "../finding.ts";
import { describePool } from "../model/describe.ts";
import { openElsewhere } from "../model/elsewhere-words.ts";
import type { LedgerEntry, LedgerPool } from "../model/ledger.ts";
import type { Model } from "../model/linked-model.ts";
import { rootOf, rootsApart, subjectOf } from "../model/pool-roots.ts";
import { type ToldTakers, withTakers } from "../model/takers.ts";
import { defineRule } from "../rule.ts";
import { sumOfAmounts } from "../values/amounts.ts";
import { isExact } from "../values/interval.ts";

const BOUND =
  "Give the numbers that it depends on, as values or in the policy's inputs, or bound them so that even the most fits.";

export default defineRule({
  id: "reserved-concurrency-within-limit",
  title: "What functions take from an account's pool stays within its limit, less the unreserved floor",
  severity: "error",
  since: "0.1.0",
  group: "pool",
  rationale:
    'AWS refuses a reservation that leaves less than the floor unreserved, and says so only at deploy: "decreases account\'s UnreservedConcurrentExecution below its minimum value".',
  remedy:
    "Lower the reservations of the biggest takers, or raise the account's limit (quota L-B99A9384) and the policy with it.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  ],
  deployable: { "warn-at": 1 },
  options: {
    "warn-at": {
      type: "number",
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.9,
      stricter: "lower",
      description: "The share of limit less floor from which to warn; 1 never warns.",
    },
  },
  *check({ ledger, options, policy, model }) {
    for (const pool of ledger.pools) {
      const taking = pool.entries.filter((entry) => entry.takes.atMost > 0);
      const [widest] = taking;
      if (!widest) continue;
      // What is certain stands on what takes most for certain.
      const [biggest = widest] = byCertainty(taking);
      const room = pool.limit - pool.unreservedFloor;
      const least = room - pool.available.atMost;
      const most = room - pool.available.atLeast;
      const ground = (entry: LedgerEntry) => ({
        at: entry.at,
        subject: entry,
        related: relatedOf(pool, entry),
        about: describePool(pool),
      });
      const measure = (taken: number) => ({ over: taken - room, unit: "instances" });
      const base = ground(biggest);
      const where = describePool(pool);
      const of = `of ${room} taken (limit ${pool.limit} less a floor of ${pool.unreservedFloor})`;
      const apart = rootsApart(pool, model);
      if (least > room && apart.length > 1) {
        yield* overByThemselves(apart, pool, room, model, of);
      } else if (least > room) {
        yield { ...base, measure: measure(least), ...overWords(pool, { least, room, of }) };
      } else if (most > room) {
        const open = unsettled(pool);
        const isReported = (entry: LedgerEntry) =>
          entry.reserved.state === "known" || !policy.isProduction(model.deploymentOf(subjectOf(entry)));
        // What is open without a bound is reported by other rules: a reservation in production, an amount everywhere.
        if (
          most === Number.POSITIVE_INFINITY &&
          openElsewhere(pool.elsewhere).length === 0 &&
          !open.some((entry) => isOpenHere(entry) && isReported(entry))
        )
          continue;
        const span = most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
        const message = `${where} could exceed its limit: ${span} ${of}. It depends on ${dependencies(open, pool)}.`;
        yield { ...ground(widest), measure: measure(most), verdict: "undetermined", message, remedy: BOUND };
      } else if (apart.length > 1) {
        // Whether it is near its limit depends on what shares it.
      } else if (least > room * options["warn-at"]) {
        const remedy =
          "It still fits. Raise the account's limit (quota L-B99A9384) and the policy with it before it doesn't, or lower what the biggest takers reserve.";
        const words = withTakers(pool, `${where} has ${least} ${of}`, ` ${room - least} are left.`);
        yield { ...base, measure: measure(least), severity: "warning", ...words, remedy };
      } else if (certain(pool) > room * options["warn-at"]) {
        const message = `${where} could have ${least} to ${certain(pool)} ${of}. It depends on ${dependencies(unsettled(pool), pool)}.`;
        yield {
          ...base,
          measure: measure(certain(pool)),
          severity: "warning",
          verdict: "undetermined",
          message,
          remedy: BOUND,
        };
      }
    }
  },
});

/** First by how much, then of what, then who takes it: a reader may stop after each. */
function overWords(
  pool: LedgerPool,
  { least, room, of, by = "" }: { least: number; room: number; of: string; by?: string },
): ToldTakers {
  const lead = `${describePool(pool)}: ${least - room} too many. It would have ${least} ${of}${by}, and AWS rejects what is deployed last`;
  return withTakers(pool, lead, suggestion(pool, least - room));
}

/** Roots in accounts that nobody tells: each over the limit by itself is certain, several together only may be. */
function* overByThemselves(
  roots: readonly LedgerEntry[][],
  pool: LedgerPool,
  room: number,
  model: Model,
  of: string,
): Generator<Problem> {
  const alone = roots.filter((entries) => takenFor(entries) + pool.elsewhere.takes.atLeast > room);
  for (const entries of alone) {
    const only = { ...pool, entries };
    const [biggest] = byCertainty(entries) as [LedgerEntry];
    const least = takenFor(entries) + pool.elsewhere.takes.atLeast;
    const root = rootOf(biggest, model);
    const words = overWords(only, { least, room, of, by: ` by ${root} alone` });
    const about = `${describePool(pool)} by ${root}`;
    const measure = { over: least - room, unit: "instances" };
    yield { at: biggest.at, subject: biggest, related: relatedOf(only, biggest), about, measure, ...words };
  }
  if (alone.length > 0) return;
  const [biggest] = byCertainty(pool.entries) as [LedgerEntry];
  const names = few(
    roots.flatMap(([first]) => (first ? [rootOf(first, model)] : [])),
    ", ",
  );
  const lead = `${describePool(pool)} would have ${takenFor(pool.entries) + pool.elsewhere.takes.atLeast} ${of}, were it one`;
  const unknown = ` Which account or region ${names} are deployed to isn't known: give environments.${biggest.environment}.account and regions in the policy.`;
  yield {
    at: biggest.at,
    subject: biggest,
    related: relatedOf(pool, biggest),
    about: describePool(pool),
    measure: { over: takenFor(pool.entries) + pool.elsewhere.takes.atLeast - room, unit: "instances" },
    verdict: "undetermined",
    ...withTakers(pool, lead, unknown),
    remedy: `Say in the policy where these roots are deployed: account and regions of each environment.`,
  };
}

function byCertainty(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return [...entries].sort((a, b) => b.takes.atLeast - a.takes.atLeast);
}

/** What some entries take for certain. */
function takenFor(entries: readonly LedgerEntry[]): number {
  return sumOfAmounts(entries.map(({ amounts }) => amounts)).atLeast;
}

/** What is taken for certain, where undecided conditions turn out so that it is most. */
function certain({ entries, elsewhere }: LedgerPool): number {
  const least = entries.map(({ amounts }) => amounts.map((each) => ({ ...each, atMost: each.atLeast })));
  return sumOfAmounts(least).atMost + elsewhere.takes.atLeast;
}

/** Entries whose least and most differ, the widest first. */
function unsettled({ entries }: LedgerPool): LedgerEntry[] {
  return entries.filter((entry) => !isExact(entry.takes));
}

/** Whether it is this rule that reports it: how many functions there are, or a reservation that no other rule reports. */
function isOpenHere({ reserved, instances, takes }: LedgerEntry): boolean {
  if (instances.atMost === Number.POSITIVE_INFINITY) return true;
  // What can't be a reservation at all is reported by reserved-concurrency-valid.
  const isOpen = reserved.state === "unknown" && reserved.rejected === undefined;
  return takes.atMost === Number.POSITIVE_INFINITY && isOpen;
}

/** More of one kind are counted. */
const NAMED = 3;

/** Why the sum is open: one clause for each reason, with a few of the functions that it holds for. */
function dependencies(open: readonly LedgerEntry[], { elsewhere }: LedgerPool): string {
  const clauses = new Map<string, { clause: (names: string) => string; names: string[] }>();
  for (const entry of open) {
    const { key, clause } = because(entry);
    const { names } = clauses.get(key) ?? { names: [] };
    clauses.set(key, { clause, names: [...names, entry.name] });
  }
  return few(
    [
      ...[...clauses.values()].map(({ clause, names }) => clause(few(names, ", "))),
      ...openElsewhere(elsewhere),
    ],
    "; ",
  );
}

function because({ because: reasons, instances }: LedgerEntry): {
  key: string;
  clause: (names: string) => string;
} {
  const why = reasons.join(" and ");
  if (why !== "") return { key: why, clause: (names) => `${names}, since ${why}` };
  return isExact(instances)
    ? { key: "scaled", clause: (names) => `how far scaling goes of ${names}` }
    : { key: "many", clause: (names) => `how many there are of ${names}` };
}

function few(words: readonly string[], joint: string): string {
  const more = words.length - NAMED;
  return more > 0 ? `${words.slice(0, NAMED).join(joint)} and ${more} more` : words.join(joint);
}

/** What would do: the biggest taker alone, when it has so much. */
function suggestion({ entries }: LedgerPool, excess: number): string {
  const [most] = [...entries].sort((a, b) => b.takes.atLeast - a.takes.atLeast);
  if (!most || most.takes.atLeast <= excess || !isExact(most.instances) || most.instances.atLeast !== 1)
    return "";
  return ` ${most.name} at ${most.takes.atLeast - excess} would be enough.`;
}

function relatedOf(pool: LedgerPool, biggest: LedgerEntry) {
  const others = pool.entries.filter((entry) => entry !== biggest && entry.takes.atMost > 0).slice(0, 4);
  const related = others.map((entry) => ({
    at: entry.at,
    message: `${entry.name} takes ${span(entry)}`,
  }));
  return pool.at ? [...related, { at: pool.at, message: `the limit of ${pool.limit}` }] : related;
}

function span({ takes: { atLeast, atMost } }: LedgerEntry): string {
  if (atLeast === atMost) return String(atLeast);
  return atMost === Number.POSITIVE_INFINITY ? `${atLeast} or more` : `${atLeast} to ${atMost}`;
}
