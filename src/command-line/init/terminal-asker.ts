import { confirm, isCancel, multiselect, select } from "@clack/prompts";
import { printable } from "../../reporters/text/printable.ts";
import type { Answer, Asker } from "./asker.ts";

/** Asks on the terminal. */
export const terminalAsker: Asker = {
  async some(message, answers, initial) {
    const options = shown(answers);
    return answered(await multiselect({ message, options, initialValues: [...initial], required: true }));
  },
  async one(message, answers) {
    return answered(await select({ message, options: shown(answers) }));
  },
  async confirm(message) {
    return answered(await confirm({ message }));
  },
};

/** Names come from the code, which may hold anything. */
function shown(answers: readonly Answer[]): { value: string; label: string; hint?: string }[] {
  return answers.map(({ value, label, hint }) => ({
    value,
    label: printable(label),
    ...(hint === undefined ? {} : { hint: printable(hint) }),
  }));
}

function answered<T>(answer: T): Exclude<T, symbol> | undefined {
  return isCancel(answer) ? undefined : (answer as Exclude<T, symbol>);
}
