import type { Diagnostic } from "../../../finding.ts";
import type { WorkCounter } from "../../../values/work.ts";
import type { Span } from "../syntax/ast.ts";
import { LimitError } from "../values/limit-error.ts";
import { locationOf } from "./origin.ts";

/** What the evaluation of one root may take: its input can be hostile. */
export const LIMITS = {
  /** Instances of resources and modules. */
  instances: 10_000,
  /** Modules within modules. */
  moduleDepth: 32,
  /** Values that lead to a value: locals, variables, outputs. */
  bindings: 200,
  /** Expressions within expressions, over all bindings. */
  nesting: 1_500,
  /**
   * Expressions evaluated in all, and what operations go through meanwhile: used instead of a clock, which would make the outcome
   * depend on the machine.
   */
  steps: 500_000,
} as const;

/** Values that an operation goes through in the time that one expression takes to be evaluated. */
const VALUES_A_STEP = 32;

type Limit = keyof typeof LIMITS;

const EXCEEDED: Record<Limit, string> = {
  instances: `it has more than ${LIMITS.instances} instances`,
  moduleDepth: `its modules are nested more than ${LIMITS.moduleDepth} deep`,
  bindings: `a value depends on more than ${LIMITS.bindings} others in a row`,
  nesting: `an expression is nested more than ${LIMITS.nesting} deep`,
  steps: `its evaluation takes more than ${LIMITS.steps} steps`,
};

/** How deep an evaluation is at the moment. */
export interface Depth {
  bindings: number;
  nesting: number;
}

/** Counts what the evaluation of a root takes, and says once what it ran out of. */
export class Budget implements WorkCounter {
  readonly diagnostics: Diagnostic[] = [];
  readonly #spent = { instances: 0, moduleDepth: 0, steps: 0 };
  readonly #depth: Depth;
  readonly #said = new Set<Limit>();

  /** @param depth shared by roots whose evaluations lead into each other */
  constructor(depth: Depth = { bindings: 0, nesting: 0 }) {
    this.#depth = depth;
  }

  /** Takes `amount` for good; false when there is not so much left. */
  spend(limit: Limit, at: Span | undefined, amount = 1): boolean {
    const counted: Partial<Record<Limit, number>> = limit in this.#depth ? this.#depth : this.#spent;
    const used = (counted[limit] ?? 0) + amount;
    counted[limit] = used;
    return used <= LIMITS[limit] || this.#exceeded(limit, at);
  }

  work(values: number): void {
    if (!this.spend("steps", undefined, values / VALUES_A_STEP)) throw new OutOfSteps();
  }

  /** Goes one level deeper; false when that is too deep. Every call needs its `leave`. */
  enter(limit: keyof Depth, at: Span | undefined): boolean {
    return this.spend(limit, at);
  }

  leave(limit: keyof Depth): void {
    this.#depth[limit]--;
  }

  /** Says where the steps ran out: at the expression that is given up first. */
  giveUp(at: Span): void {
    this.#exceeded("steps", at);
  }

  #exceeded(limit: Limit, at: Span | undefined): false {
    if (at && !this.#said.has(limit)) {
      this.#said.add(limit);
      this.diagnostics.push({
        severity: "error",
        message: `Not all of this root was evaluated: ${EXCEEDED[limit]}.`,
        hint: "What depends on the rest is reported as unknown.",
        at: locationOf(at),
      });
    }
    return false;
  }
}

/** The reason of a value that was not computed for a limit. */
export function limitReason(limit: Limit): string {
  return `was not evaluated: ${EXCEEDED[limit]}`;
}

/**
 * Thrown when a root has used up its steps: whatever is being computed is given up, loops and all.
 */
export class OutOfSteps extends LimitError {
  constructor() {
    super(EXCEEDED.steps);
  }
}
