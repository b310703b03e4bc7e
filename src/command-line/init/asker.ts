/** One of several answers. */
export interface Answer {
  value: string;
  label: string;
  /** What speaks for it. */
  hint?: string;
}

/** Asks a person. Undefined: they left. */
export interface Asker {
  some(
    question: string,
    answers: readonly Answer[],
    initial: readonly string[],
  ): Promise<string[] | undefined>;
  one(question: string, answers: readonly Answer[]): Promise<string | undefined>;
  confirm(question: string): Promise<boolean | undefined>;
}
