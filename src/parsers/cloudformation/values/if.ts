import { gathered, opaque } from "./evaluated.ts";
import { type Intrinsic, itemsOf, scalarText } from "./intrinsic.ts";

/** `Fn::If`: undecided, it is either, and every other use of the condition agrees. */
export const conditional: Intrinsic = (argument, template, at) => {
  const [name, then, otherwise] = itemsOf(argument);
  const condition = scalarText(name);
  if (condition === undefined || !then || !otherwise)
    return opaque("Fn::If takes a condition and two values", at);
  const outcomes = template.outcomes(condition, at);
  const ways = outcomes.map(({ when, holds }) => ({
    when,
    evaluated: template.evaluate(holds ? then : otherwise),
  }));
  const outcome = template.condition(condition, at);
  return gathered(ways, outcome.state === "unknown" ? outcome.because : "", at);
};
