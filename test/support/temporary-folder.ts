import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RUN_FOLDER } from "./run-folder.ts";

const ofThisFile = new Set<string>();

/** A new folder, by its real path, which is gone when the test file is over. @param name what its name begins with */
export function temporaryFolder(name: string): string {
  const folder = sharedFolder(name);
  ofThisFile.add(folder);
  return folder;
}

/** A new folder for what several test files use; it is gone when all of them are over. */
export function sharedFolder(name: string): string {
  return realpathSync(mkdtempSync(join(process.env[RUN_FOLDER] ?? tmpdir(), `${name}-`)));
}

/** Removes what the test file that is over has made. Where a process of it still writes, the folder goes with that of the run. */
export function removeTemporaryFolders(): void {
  for (const folder of ofThisFile) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // No test fails for what is left behind.
    }
  }
  ofThisFile.clear();
}
