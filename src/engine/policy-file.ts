import { pathWithin } from "./checkout.ts";

/** Where a policy is looked for when none is named, nearest first. */
export const POLICY_NAMES = ["policy.yml", "policy.yaml", ".github/policy.yml"] as const;

/**
 * The policy file of some paths: in their common folder or the nearest folder above it, up to the top of the checkout.
 * Undefined when there is none.
 */
export function findPolicyFile(
  paths: readonly string[],
  checkout: { exists(path: string): boolean },
): string | undefined {
  for (
    let folder: string | undefined = commonFolder(paths, checkout);
    folder !== undefined;
    folder = parent(folder)
  ) {
    for (const name of POLICY_NAMES) {
      const path = folder === "." ? name : `${folder}/${name}`;
      if (checkout.exists(path)) return path;
    }
  }
  return undefined;
}

function commonFolder(paths: readonly string[], checkout: { exists(path: string): boolean }): string {
  const [first = ".", ...rest] = paths.map((path) => pathWithin(path) ?? ".");
  let folder = first;
  for (const path of rest) while (!holds(folder, path)) folder = parent(folder) ?? ".";
  // A path may be a file; a folder holds things, so something exists below it.
  return checkout.exists(`${folder}/.`) || folder === "." ? folder : (parent(folder) ?? ".");
}

function holds(folder: string, path: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

function parent(folder: string): string | undefined {
  if (folder === ".") return undefined;
  const slash = folder.lastIndexOf("/");
  return slash === -1 ? "." : folder.slice(0, slash);
}
