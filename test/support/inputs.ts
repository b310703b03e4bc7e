import type { EnvironmentInputs, Located } from "../../src/parser.ts";
import { startOfFile } from "../../src/source/location.ts";

/** A value as if the policy file gave it. */
export function given<T>(value: T): Located<T> {
  return { value, at: startOfFile("policy.yml") };
}

/** What the policy gives for an environment: nothing but its name, unless said otherwise. */
export function inputsFor(environment: string, more: Partial<EnvironmentInputs> = {}): EnvironmentInputs {
  return {
    deploymentId: `root@${environment}`,
    environment,
    account: undefined,
    region: undefined,
    environmentNames: [environment],
    terraform: { varFiles: [], variables: {}, workspace: undefined, environmentVariables: {} },
    cloudformation: { parameters: {}, parameterFiles: [], samconfig: undefined, stackName: undefined },
    serverless: { stage: undefined, params: {}, environmentVariables: {} },
    terragrunt: { variables: {}, environmentVariables: {} },
    moduleAdapters: [],
    ...more,
  };
}
