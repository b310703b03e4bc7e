import type { Diagnostic, Repair } from "../../finding.ts";
import { describePool } from "../../model/describe.ts";
import type { Ledger, LedgerEntry, LedgerPool } from "../../model/ledger.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Entity, LambdaFunction } from "../../model/model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import type { JudgedProblem } from "./findings.ts";

/** Problems that no edit may mend, because AWS would reject what comes of it, and what to say of them. */
export interface Withheld {
  problems: ReadonlySet<JudgedProblem>;
  diagnostics: Diagnostic[];
}

/** A reservation that an edit would make, wherever the edited block is deployed. */
interface Proposal {
  problems: JudgedProblem[];
  to: number;
  functions: readonly LambdaFunction[];
}

/**
 * Holds the reservations that fixes would make against what there is: one by one they are right in every case, all together they
 * may take more than a pool has, and AWS then rejects what is deployed last.
 */
export function withheldReservations(
  judged: readonly JudgedProblem[],
  model: Model,
  { pools }: Ledger,
): Withheld {
  const proposals = proposalsIn(judged, model);
  const entries = new Map(
    pools.flatMap((pool) => pool.entries.map((entry): [string, Taken] => [entry.function, { entry, pool }])),
  );
  const withheld = new Set(
    proposals.filter(({ to, functions }) => functions.some((fn) => provisionedOf(fn, model).atMost > to)),
  );
  const diagnostics: Diagnostic[] = [];
  for (const pool of pools) {
    const inPool = (fn: LambdaFunction) => entries.get(fn.id)?.pool === pool;
    const wanted = proposals.filter((each) => !withheld.has(each) && each.functions.some(inPool));
    const functions = wanted.flatMap((each) =>
      each.functions.filter(inPool).map((fn) => ({ fn, to: each.to })),
    );
    const more = functions.reduce((sum, { fn, to }) => sum + moreTaken(fn, to, entries.get(fn.id)?.entry), 0);
    const room = roomIn(pool);
    if (more <= room) continue;
    for (const each of wanted) withheld.add(each);
    const count = functions.reduce((sum, { fn }) => sum + fn.instances.atMost, 0);
    diagnostics.push(tooMuch(pool, room, count, functions[0]?.to ?? 0));
  }
  return { problems: new Set([...withheld].flatMap(({ problems }) => problems)), diagnostics };
}

interface Taken {
  entry: LedgerEntry;
  pool: LedgerPool;
}

function proposalsIn(judged: readonly JudgedProblem[], model: Model): Proposal[] {
  const functions = new Map<string, LambdaFunction[]>();
  const proposals = new Map<string, Proposal>();
  for (const each of judged) {
    const repair = each.problem.repairs?.find(isReservation);
    if (!repair) continue;
    if (functions.size === 0)
      for (const fn of model.functions)
        functions.set(placeOf(fn), [...(functions.get(placeOf(fn)) ?? []), fn]);
    const place = placeOf(repair.entity);
    const proposal = proposals.get(place) ?? {
      problems: [],
      to: repair.to,
      functions: functions.get(place) ?? [],
    };
    proposal.problems.push(each);
    proposals.set(place, proposal);
  }
  return [...proposals.values()];
}

function isReservation(repair: Repair): repair is Extract<Repair, { set: "reservedConcurrency" }> {
  return repair.set === "reservedConcurrency";
}

/** An edit of a block holds for every deployment and every instance of it. */
function placeOf({ at }: Pick<Entity, "at">): string {
  return `${at.file}\n${at.start.offset}\n${at.end.offset}`;
}

/** What a function would take from its pool more than now. */
function moreTaken({ instances }: LambdaFunction, to: number, entry: LedgerEntry | undefined): number {
  return Math.max(0, to * instances.atMost - (entry?.takes.atLeast ?? 0));
}

/** What can be reserved; where a taker has no bound, at least what is certain must not be exceeded. */
function roomIn({ available }: LedgerPool): number {
  return Math.max(0, Number.isFinite(available.atLeast) ? available.atLeast : available.atMost);
}

function tooMuch(pool: LedgerPool, room: number, count: number, to: number): Diagnostic {
  const each = Number.isFinite(count) ? Math.floor(room / count) : 0;
  const few = `${room} of ${describePool(pool).replace(/^[AT]/, (first) => first.toLowerCase())} can be reserved`;
  const many = Number.isFinite(count) ? `${count} functions` : "an unknown number of functions";
  return {
    severity: "warning",
    message: `The default reservation of ${to} does not fit ${many} without one: ${few}. No fix makes these reservations.`,
    hint:
      each > 0
        ? `${each} for each would fit: default-reserved: ${each}. Or reserve for the busy ones, or raise the account's limit.`
        : "Raise the account's limit, or lower the reservations of others.",
  };
}
