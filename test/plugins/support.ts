import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folders: string[] = [];

/** A folder on disk with some files, gone after the tests. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder("plugins");
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A module with a rule, of which something may be different. */
export function ruleModule(more = "", id = "owner-named"): string {
  return `export default {
  id: "${id}", title: "Somebody owns it", severity: "warning",
  rationale: "People ask.", remedy: "Name somebody.", references: ["https://wiki.example.com/owner"],
  *check({ model }) {
    for (const fn of model.functions) yield { at: fn.at, subject: fn, message: "Nobody owns " + fn.address + "." };
  },
  ${more}
};
`;
}

/** One function that breaks reserved-concurrency-required. */
export const ONE_FUNCTION = 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n';
