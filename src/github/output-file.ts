import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import { InputError } from "./inputs.ts";

/**
 * Writes a file that the workflow names. The checkout is a stranger's: a link in it must not carry the text elsewhere.
 * @returns its absolute path
 */
export function writeOutputFile(input: string, workspace: string, path: string, text: string): string {
  const absolute = resolve(workspace, path);
  if (isWithin(workspace, absolute)) requireRealFolders(input, workspace, dirname(absolute));
  mkdirSync(dirname(absolute), { recursive: true });
  const already = lstatSync(absolute, { throwIfNoEntry: false });
  if (already?.isDirectory())
    throw new InputError([`The input ${input} names a folder, "${path}"; name a file to write.`]);
  if (already) rmSync(absolute);
  writeFileSync(absolute, text, { flag: "wx" });
  return absolute;
}

/** Writes a file to a folder of its own in the runner's temporary folder. */
export function writeTemporaryFile(runnerTemp: string | undefined, name: string, text: string): string {
  const path = join(mkdtempSync(join(runnerTemp ?? tmpdir(), "lambda-concurrency-policy-")), name);
  writeFileSync(path, text);
  return path;
}

function requireRealFolders(input: string, workspace: string, folder: string): void {
  for (let at = folder; isWithin(workspace, at) && at !== workspace; at = dirname(at)) {
    if (!lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink()) continue;
    const real = realpathSync(at);
    if (!isWithin(realpathSync(workspace), real))
      throw new InputError([
        `The input ${input} leads through a link of the checkout, ${at}, out of the workspace.`,
      ]);
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
