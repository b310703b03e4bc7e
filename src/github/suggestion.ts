import type { LineRange } from "../engine/git/repository.ts";
import type { Edit, Finding } from "../finding.ts";
import { SourceFile } from "../source/source-file.ts";

/** A change of whole lines that a reader of a pull request can accept with a click. */
export interface Suggestion {
  file: string;
  lines: LineRange;
  /** The new lines, without the last line break. */
  text: string;
}

/** A zero that stands for itself: written for a reservation, it switches a function off. */
const ZERO = /(?<![\w.])0+(?:\.0*)?(?![\w.])/;

/** What a finding's fix suggests; undefined where it reaches beyond the changed lines or writes a zero. */
export function suggestionOf(
  { fix, at }: Pick<Finding, "fix" | "at">,
  text: string,
  changed: readonly LineRange[],
): Suggestion | undefined {
  if (!fix || fix.length === 0) return undefined;
  if (fix.some((edit) => edit.at.file !== at.file || ZERO.test(edit.text))) return undefined;
  const edits = [...fix].sort((a, b) => a.at.start.offset - b.at.start.offset);
  const lines = {
    first: Math.min(...edits.map((edit) => edit.at.start.line)),
    last: Math.max(...edits.map((edit) => edit.at.end.line)),
  };
  if (!changed.some(({ first, last }) => first <= lines.first && lines.last <= last)) return undefined;
  const edited = applied(edits, new SourceFile(at.file, text), lines);
  return edited === undefined ? undefined : { file: at.file, lines, text: edited };
}

/** The comment that holds a suggestion, with a fence that nothing in it can close. */
export function suggestionBody(words: string, { text }: Suggestion): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${words}\n\n${fence}suggestion\n${text}\n${fence}`;
}

/** Some lines with edits made in them; undefined when edits overlap. */
function applied(edits: readonly Edit[], file: SourceFile, lines: LineRange): string | undefined {
  const start = file.locateLine(lines.first)?.start.offset;
  const end = file.locateLine(lines.last)?.end.offset;
  if (start === undefined || end === undefined) return undefined;
  let result = "";
  let at = start;
  for (const edit of edits) {
    if (edit.at.start.offset < at) return undefined;
    result += file.text.slice(at, edit.at.start.offset) + edit.text;
    at = edit.at.end.offset;
  }
  return at > end ? undefined : result + file.text.slice(at, end);
}
