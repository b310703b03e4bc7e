import type { PolicySection } from "../section.ts";
import { checkCriticalPaths } from "./checks.ts";
import { compileCriticalPaths } from "./compile.ts";
import { CriticalPaths } from "./critical-paths.ts";
import { criticalPathsLoosened } from "./loosened.ts";
import { type CriticalPathsKeys, criticalPathsKeys } from "./schema.ts";

/** The functions that may have provisioned concurrency. */
const criticalPaths: PolicySection<CriticalPathsKeys> = {
  keys: criticalPathsKeys,
  checks: [{ reads: ["critical-paths"], check: checkCriticalPaths }],
  compile: ({ data, tree, file, today }) =>
    new CriticalPaths(compileCriticalPaths(data, tree, today), file, today),
  joining: { lists: ["critical-paths"] },
  loosened: criticalPathsLoosened,
};

export default criticalPaths;
