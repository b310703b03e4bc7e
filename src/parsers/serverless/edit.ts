import type { Edit, Repair } from "../../finding.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { entryAt, setEntry } from "../../source/yaml/edit.ts";
import { parseYaml } from "../../source/yaml/parse.ts";

/** Writes a repair into the entry of a function. */
export function editService(repair: Repair, file: SourceFile): Edit[] | undefined {
  if (repair.set !== "reservedConcurrency") return undefined;
  const [document] = parseYaml(file).documents;
  const entry = document && entryAt(document, repair.entity.at.start.offset);
  if (entry?.key !== repair.entity.address || entry.value.kind !== "mapping") return undefined;
  const edit = setEntry(entry.value, "reservedConcurrency", String(repair.to));
  return edit && [edit];
}
