import type { FileSystem } from "../../parser.ts";
import { folderOf, resolvePath } from "../../source/paths.ts";
import { childOf, entriesOf, stringValue, type YamlEntry, type YamlNode } from "../../source/yaml/tree.ts";
import { readJson, type StackArtifact } from "./assembly.ts";

/** A template is uploaded under the hash of its text, at the end of an address that the template puts together. */
const ASSET = /([0-9a-f]{32,64})\.json$/;

/** Where the template of a nested stack is in the assembly: the list of assets has it by the name under which it is uploaded. */
export function nestedTemplates(
  { assets }: StackArtifact,
  fs: FileSystem,
): (entry: YamlEntry) => string | undefined {
  const paths = new Map<string, string>();
  for (const list of assets) {
    const files = childOf(readJson(list, fs).top, "files");
    for (const { key, value } of entriesOf(files)) {
      const file = stringValue(childOf(childOf(value, "source"), "path"));
      const path = file === undefined ? undefined : resolvePath(folderOf(list), file);
      if (path !== undefined) paths.set(key, path);
    }
  }
  return ({ value }) => {
    const address = lastTextIn(childOf(childOf(value, "Properties"), "TemplateURL"));
    const hash = ASSET.exec(address ?? "")?.[1];
    return hash === undefined ? undefined : paths.get(hash);
  };
}

/** The last text of an `Fn::Join` or `Fn::Sub`, which ends an address. */
function lastTextIn(node: YamlNode | undefined): string | undefined {
  if (node?.kind === "mapping") return lastTextIn(node.entries.at(-1)?.value);
  if (node?.kind === "sequence") return lastTextIn(node.items.at(-1));
  return stringValue(node);
}
