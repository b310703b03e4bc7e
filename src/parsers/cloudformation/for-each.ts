import type { YamlEntry, YamlMapping, YamlNode } from "../../source/yaml/tree.ts";
import type { Template } from "./template.ts";
import { callIn, itemsOf, textOf } from "./values/intrinsic.ts";

const FOR_EACH = /^Fn::ForEach::/;
/** Loops within loops, and what they make in all. */
const MAX_LOOPS = 5;
const MAX_ENTRIES = 10_000;

/**
 * The entries of a section, with `Fn::ForEach` unrolled.
 * See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandedEntries(section: YamlMapping | undefined, template: Template): readonly YamlEntry[] {
  const entries = section?.entries ?? [];
  if (!entries.some(({ key }) => FOR_EACH.test(key))) return entries;
  return entries.flatMap((entry) => expanded(entry, template, 0)).slice(0, MAX_ENTRIES);
}

function expanded(entry: YamlEntry, template: Template, depth: number): YamlEntry[] {
  if (!FOR_EACH.test(entry.key)) return [entry];
  const [identifier, collection, body] = itemsOf(entry.value);
  const name = textOf(identifier);
  if (name === undefined || !collection || body?.kind !== "mapping" || depth >= MAX_LOOPS) return [];
  const values = (template.items(collection) ?? []).flatMap(({ value }) =>
    value.state === "known" ? value.value : [],
  );
  return values
    .flatMap((value) => body.entries.map((each) => substituted(each, name, value)))
    .flatMap((each) => expanded(each, template, depth + 1));
}

function substituted({ key, keyNode, value }: YamlEntry, name: string, text: string): YamlEntry {
  return { key: replaced(key, name, text), keyNode, value: substitutedNode(value, name, text) };
}

function substitutedNode(node: YamlNode, name: string, text: string): YamlNode {
  const call = callIn(node);
  if (call?.name === "Ref" && textOf(call.argument) === name) {
    const { file, start, end } = node;
    return { kind: "scalar", file, start, end, text, value: text, plain: false };
  }
  if (node.kind === "scalar")
    return {
      ...node,
      text: replaced(node.text, name, text),
      value: typeof node.value === "string" ? replaced(node.value, name, text) : node.value,
    };
  if (node.kind === "sequence")
    return { ...node, items: node.items.map((item) => substitutedNode(item, name, text)) };
  const entries = node.entries.map((entry) => substituted(entry, name, text));
  return { ...node, entries, byKey: new Map(entries.map((entry) => [entry.key, entry])) };
}

/** `${Name}`, and `&{Name}` for what may hold letters and digits only. */
function replaced(text: string, name: string, value: string): string {
  return text.replaceAll(`\${${name}}`, value).replaceAll(`&{${name}}`, value.replace(/[^A-Za-z0-9]/g, ""));
}
