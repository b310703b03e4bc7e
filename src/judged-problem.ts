import type { Measure, Problem } from "./finding.ts";
import type { Judgement } from "./values/judge.ts";
import type { Value } from "./values/value.ts";

/** Where a law is judged, and of what: a problem but for what the verdict decides. */
export type Ground = Omit<Problem, "message" | "verdict">;

/** What a judgement comes to, in words. */
export interface VerdictWords<V extends readonly Value<unknown>[]> {
  /** What is so where the law is broken; numbers come from what breaks it. */
  broken: string | ((broken: Judgement<V>["broken"]) => string);
  /** What is not known, without the reason, which is added: "Whether the weight is from 0 to 1 can't be determined". */
  open: string | ((broken: Judgement<V>["broken"]) => string);
  /** Set where a value that isn't known at all is another rule's to report: then some alternative must break the law. */
  openIfListed?: boolean;
  /** By how much a combination breaks the law, where that can be more or less. */
  measure?: Omit<Measure, "over"> & { over: (broken: Judgement<V>["broken"][number]) => number };
  /** What is said of a text that is no number. Absent: another rule says it. @param written the text, in quotes */
  rejected?: (written: string) => string;
  /** What to do where it is broken, if the rule's own words don't fit the case. */
  remedy?: string | ((broken: Judgement<V>["broken"]) => string);
  /** What mends it where it is broken. */
  repairs?: NonNullable<Problem["repairs"]>;
}

const NONE: readonly Problem[] = [];

/** The problem that a judgement is: a law that is broken, or of which that isn't known. None where it holds. */
export function judgedProblem<const V extends readonly Value<unknown>[]>(
  { verdict, broken, because, rejected }: Judgement<V>,
  ground: Ground,
  words: VerdictWords<V>,
): readonly Problem[] {
  if (verdict === "holds") return NONE;
  if (rejected !== undefined)
    return words.rejected ? [{ ...ground, message: words.rejected(rejected) }] : NONE;
  const say = (message: VerdictWords<V>["broken"]) =>
    typeof message === "string" ? message : message(broken);
  const measured = words.measure ? { ...ground, measure: farthest(broken, words.measure) } : ground;
  const { remedy, repairs } = words;
  if (verdict === "broken")
    return [
      {
        ...measured,
        message: say(words.broken),
        ...(remedy === undefined ? {} : { remedy: say(remedy) }),
        ...(repairs ? { repairs } : {}),
      },
    ];
  if (broken.length === 0 && words.openIfListed) return NONE;
  return [{ ...measured, verdict, message: `${say(words.open)}: ${because}.` }];
}

/** What breaks the law most; without a list of what may, nothing bounds it. */
function farthest<V extends readonly Value<unknown>[]>(
  broken: Judgement<V>["broken"],
  { over, ...rest }: NonNullable<VerdictWords<V>["measure"]>,
): Measure {
  const amounts = broken.map(over);
  return { over: amounts.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...amounts), ...rest };
}
