import { lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { linkOutOf } from "../workspace/output-path.ts";
import { InputError } from "./inputs.ts";

/**
 * Writes a file that the workflow names. The checkout is a stranger's: a link in it must not carry the text elsewhere.
 * @returns its absolute path
 */
export function writeOutputFile(input: string, workspace: string, path: string, text: string): string {
  const absolute = resolve(workspace, path);
  const link = linkOutOf(workspace, dirname(absolute));
  if (link !== undefined)
    throw new InputError([
      `The input ${input} leads through a link of the checkout, ${link}, out of the workspace.`,
    ]);
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
