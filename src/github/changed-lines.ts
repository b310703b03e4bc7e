import type { LineRange, Repository } from "../engine/checkout/git/repository.ts";
import type { Finding } from "../finding.ts";

/** Files beyond this are taken for unchanged: one process of git for each of them would take long, and it is for order only. */
const MOST_FILES = 300;

/** Whether a finding is on a line that a change adds or alters. Without a base, none does. */
export function changedLinesOf(
  repository: Repository | undefined,
  base: string | undefined,
): (finding: Pick<Finding, "at">) => boolean {
  const head = repository?.commit("HEAD");
  if (!repository || base === undefined || head === undefined) return () => false;
  const files = new Map<string, LineRange[]>();
  const rangesOf = (file: string) => {
    const known = files.get(file);
    if (known) return known;
    const ranges = files.size < MOST_FILES ? repository.changedLines(base, head, file) : [];
    files.set(file, ranges);
    return ranges;
  };
  return ({ at }) =>
    rangesOf(at.file).some(({ first, last }) => at.start.line <= last && at.end.line >= first);
}
