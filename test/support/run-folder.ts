import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable that says where the folders of a run of the tests are. */
export const RUN_FOLDER = "TEST_RUN_FOLDER";

/** Makes the folder that holds those of all tests, and removes it when they are over, however they ended. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "lambda-concurrency-policy-tests-"));
  process.env[RUN_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
