import type { Diagnostic } from "../finding.ts";
import type { SourceLocation } from "../source/location.ts";

/** What is wrong with a policy file. An error means that nothing can be checked under it. */
export interface PolicyProblem extends Diagnostic {
  at: SourceLocation;
}
