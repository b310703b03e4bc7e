import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

/** Our own HCL parser, which other tests hold to HashiCorp's: it only says where blocks and references stand. */
export async function loadSyntax(root) {
  const folder = mkdtempSync(join(tmpdir(), "referee-syntax-"));
  const entry = join(folder, "entry.ts");
  const from = (path) => JSON.stringify(join(root, "src", path));
  writeFileSync(
    entry,
    [
      `export { parseHcl } from ${from("parsers/terraform/syntax/parse.ts")};`,
      `export { expressionsBelow } from ${from("parsers/terraform/syntax/walk.ts")};`,
      `export { SourceFile } from ${from("source/source-file.ts")};`,
    ].join("\n"),
  );
  try {
    const build = await rolldown({ input: entry, platform: "node", cwd: root });
    const file = join(folder, "syntax.mjs");
    await build.write({ file, format: "esm" });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
