import type { Expression } from "../syntax/ast.ts";
import type { TfValue } from "../values/value.ts";

/** The names that an expression can use, and the means to evaluate the expressions inside of it. */
export interface Scope {
  evaluate(expression: Expression): TfValue;
  /** The value of a root name; throws EvaluationError where Terraform would not know it. */
  lookup(name: string): TfValue;
  /** A scope with more names. `label` distinguishes its uses: the iteration of a `for`, the instance of a resource. */
  with(names: Readonly<Record<string, TfValue>>, label: string): Scope;
  /** The item that `[*]` is at. */
  splatItem(): TfValue;
  forSplatItem(item: TfValue, index: number): Scope;
  /** A function by name, over evaluated arguments. */
  call(name: string, args: readonly TfValue[], at: Expression): TfValue;
  /** A name for the outcome of an expression that can't be decided: the same in all places where it has the same outcome. */
  identify(expression: Expression): string;
}
