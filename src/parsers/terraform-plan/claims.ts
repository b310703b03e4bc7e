/** What other tools write, and Terraform's own configuration in JSON: never a plan. */
const NO_PLAN =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*|composer|manifest|tree)\.json$|\.(?:tf|tofu|tfvars|template)\.json$/;
const JSON_FILE = /\.json$/;

/** What files that it claims may be called. */
export const names = [JSON_FILE];

/** Whether a file may be a plan or a state as JSON, by its name. */
export function claims(path: string): boolean {
  return JSON_FILE.test(path) && !NO_PLAN.test(path);
}
