import { EXPORT } from "../../../resources/exports.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import { childOf, entryLocation, type YamlEntry } from "../../../source/yaml/tree.ts";
import type { Template } from "../template.ts";
import { GeneratedResource } from "./generated-resource.ts";
import { TemplateResource } from "./template-resource.ts";

/** The outputs of a template that other stacks can import. */
export function exportedOutputs(template: Template): ResourceReader[] {
  return [...template.outputs].flatMap((entry) => {
    const isThere = template.instancesOf(entry).atMost > 0;
    return isThere && childOf(entry.value, "Export") ? outputReader(template, entry) : [];
  });
}

function outputReader(template: Template, entry: YamlEntry): ResourceReader[] {
  if (entry.value.kind !== "mapping") return [];
  const output = new TemplateResource(template, entry, entry.value);
  const address = `${template.prefix}Outputs.${entry.key}`;
  return [new GeneratedResource(output, { type: EXPORT, address, at: entryLocation(entry) }, {}, {}, output)];
}
