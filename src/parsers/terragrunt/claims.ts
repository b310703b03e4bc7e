const FILE = /(?:^|\/)terragrunt(?:\.stack)?\.hcl(?:\.json)?$/;
/** Where Terragrunt puts what it downloads. */
const CACHE = /(?:^|\/)\.terragrunt-cache\//;

/** What files that it claims may be called. */
export const names = [FILE];

/** Whether a file is a unit or a stack of Terragrunt, by its name. */
export function claims(path: string): boolean {
  return FILE.test(path) && !CACHE.test(path);
}
