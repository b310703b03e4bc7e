import type { FileSystem } from "../../../parser.ts";
import { folderOf, resolvePath } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { parseYaml } from "../../../source/yaml/parse.ts";
import { childOf, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import { callIn } from "../values/intrinsic.ts";

const trees = new WeakMap<SourceFile, YamlNode | null>();

/**
 * What a definition is that stands in a file of its own: by its path, which is uploaded when the stack is deployed, or by
 * `AWS::Include`. Undefined for a node that names no file that is here.
 */
export function definitionIn(node: YamlNode, fs: FileSystem): YamlNode | undefined {
  const location = scalarText(node) ?? includedLocation(node);
  if (location === undefined || location.length > 1000 || /^[a-z0-9+]+:\/\//i.test(location))
    return undefined;
  const path = resolvePath(folderOf(node.file.path), location);
  const file = path === undefined || path === "." ? undefined : fs.read(path);
  if (!file) return undefined;
  let tree = trees.get(file);
  if (tree === undefined) {
    tree = parseYaml(file).documents[0] ?? null;
    trees.set(file, tree);
  }
  return tree ?? undefined;
}

function includedLocation(node: YamlNode): string | undefined {
  const call = callIn(node);
  const included = call?.name === "Fn::Transform" ? call.argument : undefined;
  if (scalarText(childOf(included, "Name")) !== "AWS::Include") return undefined;
  return scalarText(childOf(childOf(included, "Parameters"), "Location"));
}
