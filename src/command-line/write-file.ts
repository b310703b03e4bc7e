import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { topOf } from "../workspace/locate.ts";
import { linkOutOf } from "../workspace/output-path.ts";
import { UsageError } from "../workspace/usage-error.ts";
import type { Host } from "./host.ts";

/** Writes a file that the user names, relative to the folder of the call, with the folders above it. */
export function writeNamedFile(host: Host, file: string, text: string): void {
  const path = resolve(host.cwd, file);
  if (relative(host.cwd, path) === "") throw new UsageError(`"${file}" is a folder; name a file to write.`);
  const link = linkOutOf(topOf(host.cwd), path);
  if (link !== undefined)
    throw new UsageError(
      `${file} would be written out of the checkout: ${relative(host.cwd, link)} is a link that leads out.`,
      "Name a file that no link leads away from.",
    );
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** What a file system says, as a sentence; anything else is a fault of ours and stays one. */
export function cannotWrite(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const why: Readonly<Record<string, string>> = {
    EACCES: "its folder or the file itself is write-protected",
    EROFS: "it lies on a file system that is read-only",
    EEXIST: "a part of its path is a file",
    EISDIR: "it is a folder",
    ENOTDIR: "something in its path is no folder",
    ENOSPC: "there is no space left",
  };
  return new UsageError(`${file} can't be written: ${why[code] ?? code}.`);
}
