import type { Located } from "../../parser.ts";

/** The inputs of an environment as the policy says them, before they meet a root. */
export interface StaticInputs {
  /** As written. */
  varFiles: readonly Located<string>[];
  variables: Readonly<Record<string, Located<unknown>>>;
  workspace: Located<string> | undefined;
  /** Which variables of the process count: all of them, or those named. Undefined: not said, which is none. */
  readTerraform: boolean | readonly string[] | undefined;
  parameters: Readonly<Record<string, Located<unknown>>>;
  /** As written. */
  parameterFiles: readonly Located<string>[];
  samconfig: Located<string> | undefined;
  stackName: Located<string> | undefined;
  stage: Located<string> | undefined;
  params: Readonly<Record<string, Located<unknown>>>;
  readServerless: boolean | readonly string[] | undefined;
  /** Variables of the shell. */
  env: Readonly<Record<string, Located<string>>>;
  readTerragrunt: boolean | readonly string[] | undefined;
}

/** What is given where nothing is. */
export const NO_INPUTS: StaticInputs = {
  varFiles: [],
  variables: {},
  workspace: undefined,
  readTerraform: undefined,
  parameters: {},
  parameterFiles: [],
  samconfig: undefined,
  stackName: undefined,
  stage: undefined,
  params: {},
  readServerless: undefined,
  env: {},
  readTerragrunt: undefined,
};
