import { escapeSequence, replaceInvisible } from "../../source/invisible.ts";

/** Text of a pull request as a terminal may get it: no control characters, no marks that turn the writing round. */
export function printable(text: string): string {
  return replaceInvisible(text, escapeSequence);
}

/** The same where it begins a line: a runner takes `::` there, and `##[`, for a command to itself, in whatever is printed. */
export function printableFirst(text: string): string {
  return printable(text).replace(/^\s*(?=::|##\[)/, "./");
}
