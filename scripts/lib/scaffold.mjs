import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs a scaffold where its script is the program: writes its files, and says what to do next.
 * @param script the script's import.meta.url
 * @param scaffold usage: how it is called; form: what a name looks like; files: path → text of a name; next: what to do then
 */
export function runScaffold(script, { usage, form, files, next }) {
  if (process.argv[1] !== fileURLToPath(script)) return;
  const name = process.argv[2] ?? "";
  const problem = form.test(name) ? writeNew(top, files(name)) : `Usage: ${usage}`;
  if (problem === undefined) return console.log(next(name));
  console.error(problem);
  process.exitCode = 2;
}

/** Writes files that aren't there yet; a sentence, and nothing written, where one is. */
export function writeNew(folder, files) {
  for (const path of files.keys()) if (existsSync(join(folder, path))) return `There is ${path} already.`;
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return undefined;
}
