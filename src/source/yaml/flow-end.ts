import type { YamlMapping, YamlSequence } from "./tree.ts";

/**
 * Where a collection in brackets ends, which js-yaml's events don't have: after the first closing bracket after its last
 * child, past comments.
 */
export function flowEnd(node: YamlSequence | YamlMapping, text: string): number {
  const bracket = node.kind === "sequence" ? "]" : "}";
  for (let at = Math.max(node.end, node.start + 1); at < text.length; at++) {
    const character = text[at];
    if (character === bracket) return at + 1;
    if (character === "#" && /\s/.test(text[at - 1] ?? " ")) at = lineEnd(text, at);
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
