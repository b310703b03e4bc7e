import type { Guard } from "../../../values/guard.ts";
import type { Conditional, Expression } from "../syntax/ast.ts";
import { convert } from "../values/convert.ts";
import { asSensitiveAs } from "../values/marks.ts";
import { BOOL, DYNAMIC, typeName, typeOf } from "../values/types.ts";
import { unifyBranches } from "../values/unify.ts";
import { EvaluationError, type TfValue, type Type } from "../values/value.ts";
import { attempt, gather, isRejected, orRejected, type Way, waysOf } from "../values/ways.ts";
import type { Scope } from "./scope.ts";

/** An outcome of a condition, and what it is under. */
export interface Outcome {
  when: Guard;
  holds: boolean;
}

/** `a ? b : c`; undecided, it is either. Both branches are evaluated, since the type of the one that is left out counts too. */
export function conditional(node: Conditional, scope: Scope): TfValue {
  const condition = scope.evaluate(node.condition);
  const outcomes = outcomesOf(condition, node.condition, scope);
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
  const [only] = outcomes;
  if (only && outcomes.length === 1) return branch(only.holds);
  const ways = outcomes.map(({ when, holds }): Way => ({ when, value: orRejected(() => branch(holds)) }));
  return gather(ways, [condition]);
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

/** Every way that a condition can turn out: one when it is known. */
export function outcomesOf(condition: TfValue, expression: Expression, scope: Scope): Outcome[] {
  const ways = waysOf(condition);
  if (!ways) return undecided(expression, scope);
  const outcomes: Outcome[] = [];
  for (const { when, value } of ways) {
    if (isRejected(value)) continue;
    const bool = convert(value, BOOL);
    if (bool.kind === "bool") outcomes.push({ when, holds: bool.value });
    else if (bool.kind === "unknown")
      outcomes.push(
        ...undecided(expression, scope).map((each) => ({ ...each, when: { ...when, ...each.when } })),
      );
    else if (ways.length === 1) throw new EvaluationError("the condition is null");
  }
  return outcomes;
}

function undecided(expression: Expression, scope: Scope): Outcome[] {
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
