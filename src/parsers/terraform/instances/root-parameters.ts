import type { RootParameter } from "../../../evidence.ts";
import type { EnvironmentInputs } from "../../../parser.ts";
import { startOfFile } from "../../../source/location.ts";
import { givenByItself } from "../inputs/variable-values.ts";
import type { EvaluatedModule } from "./evaluated-module.ts";
import { refusedVariable } from "./validations.ts";

/**
 * The variables of a root module. One that a file sets that Terraform reads by itself has that value; others may be whatever their
 * validations let pass.
 * @param evaluated the root with some inputs
 */
export function parametersOf(
  evaluated: (inputs: EnvironmentInputs) => EvaluatedModule,
): readonly RootParameter[] {
  const { module, root } = evaluated(NOTHING_GIVEN);
  return [...module.variables.keys()].map((name) => ({
    name,
    mayBe: (value) => {
      const given = givenByItself(name, root.variables);
      if (given !== undefined && given !== value) return false;
      return refusedVariable(evaluated(giving(name, value))) === undefined;
    },
  }));
}

const NOTHING_GIVEN: EnvironmentInputs = {
  deploymentId: "",
  environment: "",
  account: undefined,
  region: undefined,
  environmentNames: [],
  terraform: { varFiles: [], variables: {}, workspace: undefined, environmentVariables: {} },
  cloudformation: { parameters: {}, parameterFiles: [], samconfig: undefined, stackName: undefined },
  serverless: { stage: undefined, params: {}, environmentVariables: {} },
  terragrunt: { variables: {}, environmentVariables: {} },
  moduleAdapters: [],
};

function giving(name: string, value: string): EnvironmentInputs {
  const variables = { [name]: { value, at: startOfFile("") } };
  return { ...NOTHING_GIVEN, terraform: { ...NOTHING_GIVEN.terraform, variables } };
}
