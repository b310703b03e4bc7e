import { itemsOf, scalarText } from "../../../source/yaml/tree.ts";
import { eitherOf, opaque } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::If`: where its condition isn't decided, each branch is an alternative under that outcome of the condition. */
export const conditional: Intrinsic = (argument, scope, at) => {
  const [name, then, otherwise] = itemsOf(argument);
  const condition = scalarText(name);
  if (condition === undefined || !then || !otherwise)
    return opaque("Fn::If takes a condition and two values", at);
  const cases = scope.conditionAlternatives(condition, at).map(({ when, holds }) => ({
    when,
    evaluated: scope.evaluate(holds ? then : otherwise),
  }));
  const outcome = scope.condition(condition, at);
  return eitherOf(cases, outcome.state === "unknown" ? outcome.because : "", at);
};
