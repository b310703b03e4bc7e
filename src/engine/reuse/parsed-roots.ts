import type { EnvironmentInputs, FileSystem, Parsed, Parser, Root } from "../../parser.ts";
import { type Basis, type Question, questionsOf, stillSo } from "./basis.ts";
import { NotedCheckout } from "./noted-checkout.ts";
import { writtenInputs, writtenRoot } from "./written-inputs.ts";

/** A root as it was evaluated, with what that rests on. */
interface Kept {
  parsed: Parsed;
  basis: Basis;
}

/** What is asked of a run rather than of its files. */
export interface RunFacts {
  /** As `CheckoutFact` writes it. */
  fact(name: string): string;
  /** What the policy gives to the root of a question, written down. */
  inputs(of: string): string;
}

/**
 * Roots that were evaluated, kept for the other runs of a change. A result is used again where everything that its evaluation read,
 * listed and asked for is still so, in the folders of others too, with the same inputs: then it is what another evaluation would give.
 */
export class ParsedRoots {
  readonly #kept = new Map<string, Kept>();

  /** For the roots of one run. @param checkout one that notes what is asked of it */
  in(checkout: FileSystem, facts: RunFacts): Reuse {
    if (!(checkout instanceof NotedCheckout)) throw new Error("Nobody notes what is asked of this checkout.");
    return new Reuse(this.#kept, checkout, facts);
  }
}

/** The evaluation of the roots of one run. */
export class Reuse {
  readonly #kept: Map<string, Kept>;
  readonly #checkout: NotedCheckout;
  readonly #facts: RunFacts;
  /** Parts whose files this run has read. */
  readonly #read = new Set<Basis>();
  #isStillSo: ((basis: Basis) => boolean) | undefined;
  readonly #answered = new Map<Question, boolean>();

  constructor(kept: Map<string, Kept>, checkout: NotedCheckout, facts: RunFacts) {
    this.#kept = kept;
    this.#checkout = checkout;
    this.#facts = facts;
  }

  parse(parser: Parser, root: Root, inputs: EnvironmentInputs): Parsed {
    const key = `${writtenRoot(root)}\n${writtenInputs(inputs)}`;
    const kept = this.#kept.get(key);
    if (kept && this.#holds(kept)) {
      this.#readAgain(kept.basis);
      return kept.parsed;
    }
    const { notes } = this.#checkout;
    const basis = notes.begin();
    try {
      const parsed = parser.parse(root, inputs, this.#checkout);
      this.#kept.set(key, { parsed, basis });
      return parsed;
    } finally {
      notes.end(basis);
    }
  }

  #holds({ basis }: Kept): boolean {
    this.#isStillSo ??= stillSo(
      [...this.#kept.values()].map((each) => each.basis),
      (question) => this.#isSo(question),
    );
    return this.#isStillSo(basis);
  }

  /** Many roots rest on the same. */
  #isSo(question: Question): boolean {
    const known = this.#answered.get(question);
    if (known !== undefined) return known;
    const isSo = this.#isAnsweredAlike(question);
    this.#answered.set(question, isSo);
    return isSo;
  }

  #isAnsweredAlike(question: Question): boolean {
    const { kind, of, answer } = question;
    if (kind === "fact") return this.#facts.fact(of) === answer;
    if (kind === "inputs") return this.#facts.inputs(of) === answer;
    return this.#checkout.answersAlike(question);
  }

  /** What is reported of a root is shown in its files, and what of them can't be read is said. */
  #readAgain(basis: Basis): void {
    for (const { kind, of } of questionsOf(basis, this.#read)) if (kind === "read") this.#checkout.read(of);
  }
}
