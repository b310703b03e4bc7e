import type { Problem } from "./finding.ts";
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
  /** What mends it where it is broken. */
  repairs?: NonNullable<Problem["repairs"]>;
}

const NONE: readonly Problem[] = [];

/** The problem that a judgement is: a law that is broken, or of which that isn't known. None where it holds. */
export function judgedProblem<const V extends readonly Value<unknown>[]>(
  { verdict, broken, because }: Judgement<V>,
  ground: Ground,
  words: VerdictWords<V>,
): readonly Problem[] {
  if (verdict === "holds") return NONE;
  const say = (message: VerdictWords<V>["broken"]) =>
    typeof message === "string" ? message : message(broken);
  if (verdict === "broken")
    return [{ ...ground, message: say(words.broken), ...(words.repairs ? { repairs: words.repairs } : {}) }];
  if (broken.length === 0 && words.openIfListed) return NONE;
  return [{ ...ground, verdict, message: `${say(words.open)}: ${because}.` }];
}
