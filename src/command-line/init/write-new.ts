import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { UsageError } from "../../workspace/usage-error.ts";
import type { Host } from "../host.ts";
import { cannotWrite } from "../write-file.ts";

/** Refuses to begin where a file is there that would have to be written over: nobody answers questions in vain. */
export function refuseExisting(path: string, host: Host): void {
  if (existsSync(path)) throw isThere(path, host);
}

/** Writes files that are new: all of them, or none where one is there. */
export function writeNew(files: ReadonlyMap<string, string>, host: Host): void {
  for (const path of files.keys()) refuseExisting(path, host);
  for (const [path, text] of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") throw isThere(path, host);
      throw cannotWrite(relative(host.cwd, path), error);
    }
  }
}

function isThere(path: string, host: Host): UsageError {
  return new UsageError(
    `${relative(host.cwd, path)} is there already, and policy init never writes over a file.`,
    "Name another one: policy init --policy other.yml",
  );
}
