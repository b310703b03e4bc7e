import { wordMeant } from "./meant.ts";
import { COMMANDS } from "./option-list.ts";

/** The command that a word which is no path may be meant for, as a question. */
export function commandMeant(word: string): string | undefined {
  const command = word.includes("/") ? undefined : wordMeant(word, Object.keys(COMMANDS));
  return command && `Did you mean the command policy ${command}?`;
}
