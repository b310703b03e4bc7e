import type { SourceLocation } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";

/** A place where the text is not what Terraform's syntax allows. */
export interface SyntaxProblem {
  /** A sentence: what is wrong. */
  message: string;
  at: SourceLocation;
}

/** Thrown within the parser and caught at the nearest item of a body: the rest of the file is still read. */
export class SyntaxFailure extends Error {
  readonly problem: SyntaxProblem;

  constructor(message: string, file: SourceFile, start: number, end: number = start + 1) {
    super(message);
    this.problem = { message, at: file.locate(start, end) };
  }
}
