import { escapeSequence, replaceInvisible } from "../../source/invisible.ts";

/** Text of a pull request as a terminal may get it: no control characters, no marks that turn the writing round. */
export function printable(text: string): string {
  return replaceInvisible(text, escapeSequence);
}
