import { countedBy } from "../../../values/work.ts";
import type { Span } from "../syntax/ast.ts";
import { LimitError } from "../values/limit-error.ts";
import { unknownBecause } from "../values/unknown.ts";
import { EvaluationError, type TfValue } from "../values/value.ts";
import { type Budget, limitReason } from "./budget.ts";
import { locationOf } from "./origin.ts";

/** Values that are computed once, when they are asked for. */
export class Memo {
  readonly #budget: Budget;
  readonly #nameOf: (key: string) => string;
  readonly #values = new Map<string, TfValue>();
  readonly #running = new Set<string>();

  /** @param nameOf what a key is called in a sentence */
  constructor(budget: Budget, nameOf: (key: string) => string) {
    this.#budget = budget;
    this.#nameOf = nameOf;
  }

  /** What would be rejected, and what depends on itself, is unknown for everybody who asks. */
  computed(key: string, place: Span, compute: () => TfValue): TfValue {
    const known = this.#values.get(key);
    if (known) return known;
    if (this.#running.has(key))
      return unknownBecause("cycle", `${this.#nameOf(key)} refers to itself`, locationOf(place));
    this.#running.add(key);
    const before = countedBy(this.#budget);
    try {
      const within = this.#budget.enter("bindings", place);
      const value = within
        ? compute()
        : unknownBecause("limit", `${this.#nameOf(key)} ${limitReason("bindings")}`, locationOf(place));
      this.#values.set(key, value);
      return value;
    } catch (error) {
      const value = this.#failed(error, key, place);
      this.#values.set(key, value);
      return value;
    } finally {
      countedBy(before);
      this.#budget.leave("bindings");
      this.#running.delete(key);
    }
  }

  /** The value of what would be rejected, or of what is too much to compute. */
  #failed(error: unknown, key: string, place: Span): TfValue {
    const what = this.#nameOf(key);
    if (error instanceof LimitError)
      return unknownBecause("limit", `${what} ${error.message}`, locationOf(place));
    if (!(error instanceof EvaluationError)) throw error;
    return unknownBecause(
      "error",
      `${what} can't be evaluated: ${error.message}`,
      error.at ?? locationOf(place),
    );
  }
}
