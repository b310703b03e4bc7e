import type { Evidence } from "../../evidence.ts";
import type { CommandInput, Root } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";

/** Evidence with the name that its environment gets in the policy. */
export interface NamedEvidence extends Evidence {
  environment: string;
}

/** A root with all that speaks for its environments, the strongest first. */
export interface SurveyedRoot {
  root: Root;
  evidence: readonly NamedEvidence[];
  /** The folder that says where it is deployed, whatever else its code allows. */
  folder?: NamedEvidence;
}

/** What there is to write a policy for. */
export interface Survey {
  roots: readonly SurveyedRoot[];
  /** What commands give to some deployment of an environment that their line names. */
  commands: readonly NamedEvidence[];
  /** Inputs that commands give, of which nothing says for which environment. */
  inputs: readonly { input: CommandInput; at: SourceLocation }[];
}
