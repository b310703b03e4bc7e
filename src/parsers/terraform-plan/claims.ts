/** What other tools write, and Terraform's own configuration in JSON: never a plan. */
const NO_PLAN =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*|composer|manifest|tree)\.json$|\.(?:tf|tofu|tfvars|template)\.json$/;

/** Whether a file may be a plan or a state as JSON, by its name. */
export function claims(path: string): boolean {
  return path.endsWith(".json") && !NO_PLAN.test(path);
}
