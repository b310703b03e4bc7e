import { type Edit, lineBreakOf } from "../edit.ts";
import { entryUnder, type YamlEntry, type YamlMapping, type YamlNode } from "./tree.ts";

/** The first entry, at any depth, whose key is at an offset. */
export function entryAt(node: YamlNode, offset: number): YamlEntry | undefined {
  if (node.kind === "scalar") return undefined;
  for (const each of node.kind === "mapping" ? node.entries : node.items) {
    const value = "keyNode" in each ? each.value : each;
    if ("keyNode" in each && each.keyNode.start === offset) return each;
    if (offset < value.start || offset >= value.end) continue;
    const found = entryAt(value, offset);
    if (found) return found;
  }
  return undefined;
}

/** Writes an entry before the first one of a mapping, as that one is written. Undefined for a mapping with nothing to go by. */
export function insertEntry(mapping: YamlMapping, key: string, value: string): Edit | undefined {
  const { file } = mapping;
  const first = mapping.entries.find(
    ({ keyNode }) => keyNode.file === file && keyNode.start >= mapping.start && keyNode.start < mapping.end,
  );
  if (!first) return undefined;
  const { start } = first.keyNode;
  const at = file.locate(start);
  const isFlow = file.text[mapping.start] === "{";
  const quote = file.text[start] === '"' ? '"' : "";
  const alone = file.text.slice(start - at.start.column + 1, start).trim() === "";
  const indent = " ".repeat(at.start.column - 1);
  const gap = isFlow && !alone ? " " : `${lineBreakOf(file)}${indent}`;
  return { at, text: `${quote}${key}${quote}: ${value}${isFlow ? "," : ""}${gap}` };
}

/** Sets an entry: writes it where it is missing, or in the place of a scalar that is written there. Undefined for anything else. */
export function setEntry(mapping: YamlMapping, key: string, value: string): Edit | undefined {
  const entry = entryUnder(mapping, key);
  if (!entry) return insertEntry(mapping, key, value);
  const { value: old, keyNode } = entry;
  const isHere = old.file === keyNode.file && old.start >= keyNode.end;
  if (old.kind !== "scalar" || old.tag !== undefined || !isHere) return undefined;
  return { at: old.file.locate(old.start, old.end), text: value };
}
