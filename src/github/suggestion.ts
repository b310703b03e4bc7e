import type { LineRange } from "../engine/checkout/git/repository.ts";
import type { Edit, Finding } from "../finding.ts";
import { withEdits } from "../source/edit.ts";
import { visibleLines } from "../source/invisible.ts";
import { SourceFile } from "../source/source-file.ts";

/** A change of whole lines that a reader of a pull request can accept with a click. */
export interface Suggestion {
  file: string;
  lines: LineRange;
  /** The new lines, without the last line break. */
  text: string;
}

/** A zero that is meant as one: written for a reservation, it switches a function off. */
const ZERO = /(?<![\w.])0+(?:\.0*)?(?![\w.])/;

/** What a finding's fix suggests; undefined where it reaches beyond the changed lines or writes a zero. */
export function suggestionOf(
  { fix, at }: Pick<Finding, "fix" | "at">,
  text: string,
  changed: readonly LineRange[],
): Suggestion | undefined {
  if (!fix || fix.length === 0) return undefined;
  if (fix.some((edit) => edit.at.file !== at.file || ZERO.test(edit.text))) return undefined;
  const lines = {
    first: Math.min(...fix.map((edit) => edit.at.start.line)),
    last: Math.max(...fix.map((edit) => edit.at.end.line)),
  };
  if (!changed.some(({ first, last }) => first <= lines.first && lines.last <= last)) return undefined;
  const edited = editedLines(new SourceFile(at.file, text), fix, lines);
  // What a reader can't see, nobody should accept with a click.
  return edited === undefined || visibleLines(edited) !== edited
    ? undefined
    : { file: at.file, lines, text: edited };
}

/** The lines that hold all edits, with the edits made; GitHub breaks them as the file does. Undefined when edits overlap. */
function editedLines(
  file: SourceFile,
  edits: readonly Edit[],
  { first, last }: LineRange,
): string | undefined {
  const start = file.locateLine(first)?.start.offset;
  const end = file.locateLine(last)?.end.offset;
  const edited = withEdits(file.text, edits);
  if (start === undefined || end === undefined || edited === undefined) return undefined;
  return edited.slice(start, edited.length - (file.text.length - end)).replaceAll("\r\n", "\n");
}

/** The comment that holds a suggestion, with a fence that nothing in it can close. */
export function suggestionBody(words: string, { text }: Suggestion): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${words}\n\n${fence}suggestion\n${text}\n${fence}`;
}
