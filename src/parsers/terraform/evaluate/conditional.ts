import { within } from "../../../values/either.ts";
import type { Guard } from "../../../values/guard.ts";
import type { Conditional, Expression } from "../syntax/ast.ts";
import { alternativesOf, attempt, either, isRejected, orRejected } from "../values/alternatives.ts";
import { convert } from "../values/convert.ts";
import { asSensitiveAs } from "../values/marks.ts";
import { BOOL, DYNAMIC, typeName, typeOf } from "../values/types.ts";
import { unifyBranches } from "../values/unify.ts";
import { EvaluationError, type TfValue, type Type } from "../values/value.ts";
import type { Scope } from "./scope.ts";

/** Whether a condition holds, and the outcomes under which that is so. */
export interface ConditionAlternative {
  when: Guard;
  holds: boolean;
}

/** `a ? b : c`; undecided, it is either. Both branches are evaluated, since the type of the one that is left out counts too. */
export function conditional(node: Conditional, scope: Scope): TfValue {
  const condition = scope.evaluate(node.condition);
  const alternatives = conditionAlternatives(condition, node.condition, scope);
  const then = attempt(() => scope.evaluate(node.then));
  const otherwise = attempt(() => scope.evaluate(node.otherwise));
  const type = commonType(then, otherwise);
  const marking = [condition, then, otherwise].filter(
    (value) => !(value instanceof EvaluationError),
  ) as TfValue[];
  const branch = (holds: boolean): TfValue => {
    const chosen = holds ? then : otherwise;
    if (chosen instanceof EvaluationError) throw chosen;
    return asSensitiveAs(marking, convert(chosen, type));
  };
  const [only] = alternatives;
  if (only && alternatives.length === 1) return branch(only.holds);
  const cases = alternatives.map(({ when, holds }) => ({ when, value: orRejected(() => branch(holds)) }));
  return either(cases, [condition]);
}

/** The type that the result has, whichever branch it comes from. An error in the branch that is left out does not count. */
function commonType(then: TfValue | EvaluationError, otherwise: TfValue | EvaluationError): Type {
  if (then instanceof EvaluationError || otherwise instanceof EvaluationError) return DYNAMIC;
  const type = unifyBranches(then, otherwise);
  if (type) return type;
  const [a, b] = [then, otherwise].map((branch) => typeName(typeOf(branch)));
  const what = a === b ? `two kinds of ${a}` : `${a} and ${b}`;
  throw new EvaluationError(`the branches of the conditional have no type in common: ${what}`);
}

/** Every alternative of a condition: one when it is known. */
export function conditionAlternatives(
  condition: TfValue,
  expression: Expression,
  scope: Scope,
): ConditionAlternative[] {
  const alternatives = alternativesOf(condition);
  if (!alternatives) return undecided(expression, scope);
  const found: ConditionAlternative[] = [];
  for (const { when, value } of alternatives) {
    if (isRejected(value)) continue;
    const bool = convert(value, BOOL);
    if (bool.kind === "bool") found.push({ when, holds: bool.value });
    else if (bool.kind === "unknown") found.push(...within(undecided(expression, scope), when));
    else if (alternatives.length === 1) throw new EvaluationError("the condition is null");
  }
  return found;
}

function undecided(expression: Expression, scope: Scope): ConditionAlternative[] {
  const { inner, negated } = withoutNegation(expression);
  const id = scope.identify(inner);
  return [true, false].map((outcome) => ({ when: { [id]: String(outcome !== negated) }, holds: outcome }));
}

/** `!(x)` and `x` are decided together. */
function withoutNegation(expression: Expression): { inner: Expression; negated: boolean } {
  if (expression.kind === "parentheses") return withoutNegation(expression.inner);
  if (expression.kind === "unary" && expression.operator === "!") {
    const { inner, negated } = withoutNegation(expression.operand);
    return { inner, negated: !negated };
  }
  return { inner: expression, negated: false };
}
