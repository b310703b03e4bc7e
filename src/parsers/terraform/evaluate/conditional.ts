import type { Guard } from "../../../model/value.ts";
import type { Conditional, Expression } from "../syntax/ast.ts";
import { convert } from "../values/convert.ts";
import { BOOL } from "../values/types.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { gather, isRejected, orRejected, type Way, waysOf } from "../values/ways.ts";
import type { Scope } from "./scope.ts";

/** An outcome of a condition, and what it is under. */
export interface Outcome {
  when: Guard;
  holds: boolean;
}

/** `a ? b : c`; undecided, it is either. */
export function conditional(node: Conditional, scope: Scope): TfValue {
  const condition = scope.evaluate(node.condition);
  const outcomes = outcomesOf(condition, node.condition, scope);
  const [only] = outcomes;
  if (only && outcomes.length === 1) return unified(node, only.holds, scope);
  const ways = outcomes.map(
    ({ when, holds }): Way => ({ when, value: orRejected(() => unified(node, holds, scope)) }),
  );
  return gather(ways, [condition]);
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

function unified(node: Conditional, holds: boolean, scope: Scope): TfValue {
  const chosen = scope.evaluate(holds ? node.then : node.otherwise);
  return chosen;
}
