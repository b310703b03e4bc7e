import type { Diagnostic } from "../finding.ts";
import { compareLocations, type SourceLocation } from "../source/location.ts";
import type { SourceFile } from "../source/source-file.ts";

/** What is wrong with a policy file. An error means that nothing can be checked under it. */
export interface PolicyProblem extends Diagnostic {
  at: SourceLocation;
}

/** The policy file first, then what it extends, then the rest; within a file from the top. */
export function sortByFile<D extends Diagnostic>(
  diagnostics: D[],
  policyFiles: ReadonlyMap<string, SourceFile>,
): D[] {
  const rank = new Map([...policyFiles.keys()].map((file, index) => [file, index]));
  const rankOf = ({ at }: D) => rank.get(at?.file ?? "") ?? rank.size;
  return diagnostics.sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.at && b.at ? compareLocations(a.at, b.at) : 0),
  );
}
