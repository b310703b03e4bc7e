import { visibleLines } from "../../source/invisible.ts";

/** GitHub keeps no more of a description. */
const MAX_LENGTH = 1024;

/** A message in which nothing is a link, SARIF reads `[text](target)` in messages, and nothing hides. */
export function sarifText(text: string): string {
  const escaped = visibleLines(text).replace(/[[\]\\]/g, "\\$&");
  return escaped.length <= MAX_LENGTH ? escaped : `${escaped.slice(0, MAX_LENGTH - 1)}…`;
}
