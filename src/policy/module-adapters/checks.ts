import { SourceFile } from "../../source/source-file.ts";
import { locationOf, type YamlScalar } from "../../source/yaml/tree.ts";
import type { SemanticChecks } from "../checks.ts";
import { nodeAt } from "../document/place.ts";
import type { ModuleAdaptersData } from "./schema.ts";

/** Descriptions of modules that can't be read, with the line in the policy. */
export function checkModuleAdapters(checks: SemanticChecks<ModuleAdaptersData>): void {
  const { data, tree, checkTerraform } = checks.context;
  if (!checkTerraform) return;
  for (const index of (data["module-adapters"] ?? []).keys()) {
    const node = nodeAt(tree, ["module-adapters", index, "terraform"]);
    if (node?.kind !== "scalar") continue;
    const inPlace = textInPlace(node);
    for (const { message, at } of checkTerraform(inPlace ?? new SourceFile(node.file.path, node.text)))
      checks.problems.push({ severity: "error", message, at: inPlace ? at : locationOf(node) });
  }
}

/** The text of a block with the rest of its file blanked, so that each place in it is one of the file. Undefined for text with escapes. */
function textInPlace({ file, start, end, text }: YamlScalar): SourceFile | undefined {
  const blank = (part: string) => part.replaceAll(/[^\r\n]/g, " ");
  const written = file.text.slice(start, end);
  const lines = (each: string) =>
    each
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
  if (lines(written).join("\n") !== lines(text).join("\n")) return undefined;
  return new SourceFile(file.path, blank(file.text.slice(0, start)) + written + blank(file.text.slice(end)));
}
