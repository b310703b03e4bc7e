import type { TextPart } from "../../../resources/reader.ts";
import { scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";

/** A definition that is written as an object, as the JSON text that the deployment makes of it; its texts may have pieces that only that knows. */
export function jsonPartsOf(node: YamlNode, template: Template): TextPart[] {
  if (!callIn(node)) {
    if (node.kind === "sequence")
      return ["[", ...commaBetween(node.items.map((item) => jsonPartsOf(item, template))), "]"];
    if (node.kind === "mapping") {
      const entries = node.entries.map(({ key, value }) => [
        `${JSON.stringify(key)}:`,
        ...jsonPartsOf(value, template),
      ]);
      return ["{", ...commaBetween(entries), "}"];
    }
    if (typeof node.value !== "string") return [JSON.stringify(node.value) ?? "null"];
  }
  const parts = template.evaluate(node).parts ?? [scalarText(node) ?? ""];
  return [
    '"',
    ...parts.map((part) => (typeof part === "string" ? JSON.stringify(part).slice(1, -1) : part)),
    '"',
  ];
}

function commaBetween(all: readonly (readonly TextPart[])[]): TextPart[] {
  return all.flatMap((parts, index) => (index === 0 ? parts : [",", ...parts]));
}
