import { DYNAMIC, STRING } from "../values/types.ts";
import type { ReasonKind } from "../values/value.ts";
import { type FunctionDefinition, Incomputable } from "./definition.ts";

/** Functions that are not computed: they read a clock, draw random numbers, or depend on the machine. */
export const impure: Readonly<Record<string, FunctionDefinition>> = {
  bcrypt: never("impure", "gives another result at each run", 1, true),
  plantimestamp: never("impure", "is the time of the plan", 0),
  rsadecrypt: never("unsupported", "is not computed, since it takes a private key", 2),
  timestamp: never("impure", "is the time of the run", 0),
  uuid: never("impure", "gives another result at each run", 0),
};

function never(kind: ReasonKind, message: string, count: number, mayHaveMore = false): FunctionDefinition {
  return {
    parameters: Array.from({ length: count }, () => ({ type: STRING })),
    ...(mayHaveMore ? { rest: { type: DYNAMIC } } : {}),
    returns: STRING,
    compute: () => {
      throw new Incomputable(kind, message);
    },
  };
}
