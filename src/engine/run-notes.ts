import type { Diagnostic } from "../finding.ts";
import type { LeftOut } from "../parser.ts";
import type { Policy } from "../policy/policy.ts";

// What a run says of itself, next to its findings.

/** A file of a policy's name that is another tool's. */
export function anotherTools(path: string): Diagnostic {
  return {
    severity: "note",
    message: `${path} is passed over: none of its keys is one of a policy's, so it is taken for another tool's.`,
    hint: "A policy begins with: extends: recommended",
  };
}

/** An environment was asked for that the policy doesn't have. */
export function noEnvironment(name: string, policy: Policy): Diagnostic {
  const names = policy.environmentNames.join(", ");
  return {
    severity: "error",
    message: `The policy has no environment "${name}".`,
    hint: `It has: ${names}.`,
  };
}

/** There was nothing to deploy below some paths, or the policy leaves all of it out. */
export function nothingFound(paths: readonly string[], leftOut: readonly LeftOut[]): Diagnostic {
  const where = paths.includes(".") ? "" : ` below ${paths.join(", ")}`;
  const [first, ...others] = new Set(leftOut.map(({ path }) => path));
  if (first !== undefined)
    return {
      severity: "warning",
      message: `Nothing is left to check${where}: ${first}${others.length === 0 ? " is" : ` and ${others.length} more are`} left out.`,
      hint: "policy run --coverage says why.",
    };
  return {
    severity: "warning",
    message: `Nothing to check was found${where}.`,
    hint: "Looked for Terraform (*.tf), Terraform plans as JSON, CloudFormation and SAM templates, cdk.out, and serverless.yml.",
  };
}

/** A file took part because of its name. */
export function inputFound({
  path,
  because,
  environment,
}: {
  path: string;
  because: string;
  environment: string;
}): Diagnostic {
  return { severity: "note", message: `${path} is used for ${environment}: ${because}.` };
}
