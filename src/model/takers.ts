import type { SourceLocation } from "../source/location.ts";
import { sumOfAmounts } from "../values/amounts.ts";
import { exactly, type Interval, intervalWords, sum } from "../values/interval.ts";
import { partWords } from "./elsewhere-words.ts";
import type { LedgerEntry, LedgerPool } from "./ledger.ts";
import type { Listing } from "./listing.ts";

/** Who takes how much of a pool. */
export interface Taker {
  name: string;
  /** Whether that is a name of the code or of a repository, not words about who it is. */
  isName: boolean;
  /** Instances. */
  takes: Interval;
  /** The same as a clause: "acme/billing takes 250". */
  clause: string;
  /** Where it says so; nowhere of what is taken elsewhere. */
  at?: SourceLocation;
}

/** Who takes from a pool, here and elsewhere, the biggest first. @param most how many are named; the rest of them are counted and summed */
export function takersOf(
  { entries, elsewhere }: Pick<LedgerPool, "entries" | "elsewhere">,
  most: number,
): { named: Taker[]; more?: { count: number; takes: Interval } } {
  const certain = entries.filter(({ takes }) => takes.atLeast > 0);
  // Of several that exclude each other, none takes anything for certain, and one of them does.
  const isCertain = certain.length > 0;
  const taking = isCertain ? certain : entries.filter(({ takes }) => takes.atMost > 0);
  const amountOf = ({ takes }: LedgerEntry) => (isCertain ? exactly(takes.atLeast) : takes);
  const others = elsewhere.parts.filter(({ takes }) => takes.atMost > 0);
  const all = [
    ...taking.map((entry) => ({ entry, part: undefined, takes: amountOf(entry) })),
    ...others.map((part) => ({ entry: undefined, part, takes: part.takes })),
  ].sort((a, b) => b.takes.atLeast - a.takes.atLeast || b.takes.atMost - a.takes.atMost);
  const named = all.slice(0, most).map(({ entry, part, takes }): Taker => {
    if (!entry) return { takes, ...partWords(part) };
    const { name, at } = entry;
    return { name, isName: true, takes, clause: `${name} takes ${intervalWords(takes)}`, at };
  });
  const rest = all.slice(most);
  if (rest.length === 0) return { named };
  const here = sumOfAmounts(rest.flatMap(({ entry }) => (entry ? [entry.amounts] : [])));
  const takes = [isCertain ? exactly(here.atLeast) : here, ...rest.flatMap(({ part }) => part?.takes ?? [])];
  return { named, more: { count: rest.length, takes: sum(takes) } };
}

/** What is so with who takes what, as one sentence and as a list. */
export interface ToldTakers {
  message: string;
  listing: Listing;
}

/** So many are named in a sentence; so many in a list. */
const NAMED_IN_SENTENCE = 3;
const NAMED_IN_LIST = 10;

/** Tells what is so of a pool, and who takes what. @param lead without its full stop @param close empty, or a sentence after a space */
export function withTakers(pool: LedgerPool, lead: string, close: string): ToldTakers {
  const told = takersOf(pool, NAMED_IN_SENTENCE);
  const clauses = told.named.map(({ clause }) => clause).join(", ");
  const list = takersOf(pool, NAMED_IN_LIST);
  const listing: Listing = {
    lead: `${lead}.`,
    items: list.named.map(({ name, isName, takes, at }) => ({
      amount: intervalWords(takes),
      name,
      isName,
      ...(at ? { at } : {}),
    })),
    ...(list.more ? { more: moreWords(list.more) } : {}),
    ...(close === "" ? {} : { close: close.trimStart() }),
  };
  const rest = told.more ? `, ${moreWords(told.more)}` : "";
  return { message: `${lead}: ${clauses}${rest}.${close}`, listing };
}

function moreWords({ count, takes }: NonNullable<ReturnType<typeof takersOf>["more"]>): string {
  return `and ${count} more ${count === 1 ? "takes" : "take"} ${intervalWords(takes)}`;
}
