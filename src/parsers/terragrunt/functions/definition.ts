import type { FunctionContext, FunctionDefinition } from "../../terraform/functions/definition.ts";
import { stringArgument } from "../../terraform/functions/definition.ts";
import { STRING } from "../../terraform/values/types.ts";
import { EvaluationError, type TfValue, type Type } from "../../terraform/values/value.ts";
import type { Configuration } from "../configuration/contract.ts";

/** A function whose result depends on the file that it is called in. */
export type FunctionOfAFile = (configuration: Configuration) => FunctionDefinition;

/**
 * A function of texts, some of which may be left out.
 * @param most how many it takes
 */
export function ofTexts(
  name: string,
  [least, most]: readonly [number, number],
  compute: (texts: string[], context: FunctionContext, args: readonly TfValue[]) => TfValue,
  returns: Type = STRING,
): FunctionDefinition {
  return {
    parameters: Array.from({ length: least }, () => ({ type: STRING })),
    ...(most > least ? { rest: { type: STRING } } : {}),
    returns,
    compute: (args, context) => {
      if (args.length > most) throw new EvaluationError(`${name}() takes at most ${most} arguments`);
      return compute(args.map(stringArgument), context, args);
    },
  };
}
