/**
 * Thrown where a value is not computed for its size or its range: it is unknown then.
 * No EvaluationError: Terraform would not reject it, so neither `try` nor a condition may decide by it.
 */
export class LimitError extends Error {
  /** @param what a clause that says what is too much: "its text is longer than …" */
  constructor(what: string) {
    super(`was not computed: ${what}`);
  }
}
