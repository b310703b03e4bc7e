import { compareText } from "../source/location.ts";
import { SourceFile } from "../source/source-file.ts";
import { EditedCheckout } from "./checkout/edited-checkout.ts";
import { applyFixes } from "./judge/fixes.ts";
import { type RunOptions, type RunOutcome, runPolicy } from "./run.ts";

/** What fixes make of a file. */
export interface FixedFile {
  path: string;
  before: string;
  after: string;
}

/** A run after every fix has been made, in memory, and the files that they change. */
export type FixedOutcome = RunOutcome & { fixed: readonly FixedFile[] };

/** A fix may bring up the next one, such as a block that two of them extend; a chain longer than this would be a circle. */
const MAX_PASSES = 10;

/** Makes the fixes of all open findings until there are none left. Writes nothing: that is for the door. */
export async function runFixed(options: RunOptions): Promise<FixedOutcome> {
  const texts = new Map<string, string>();
  const edited = new Map<string, SourceFile>();
  for (let pass = 0; ; pass++) {
    const checkout = new EditedCheckout(options.checkout, edited);
    const outcome = await runPolicy({ ...options, checkout });
    const more =
      "report" in outcome && pass < MAX_PASSES
        ? applyFixes(outcome.report.findings, outcome.report.sources)
        : new Map<string, string>();
    if (more.size === 0) return { ...outcome, fixed: fixedFiles(texts, options) };
    for (const [path, text] of more) {
      texts.set(path, text);
      edited.set(path, new SourceFile(path, text));
    }
  }
}

function fixedFiles(texts: ReadonlyMap<string, string>, { checkout }: RunOptions): FixedFile[] {
  return [...texts]
    .map(([path, after]) => {
      const file = checkout.read(path);
      const mark = file?.hasByteOrderMark ? "\uFEFF" : "";
      return { path, before: mark + (file?.text ?? ""), after: mark + after };
    })
    .sort((a, b) => compareText(a.path, b.path));
}
