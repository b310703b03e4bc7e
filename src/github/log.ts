import { randomUUID } from "node:crypto";

/** Writes text of a pull request to the log: whatever it holds, no line of it is taken for a command of the runner. */
export function writeLog(text: string): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text.trimEnd()}\n::${token}::\n`);
}
