import { OUTPUT } from "../../../resources/exports.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import { childOf, entryLocation, type YamlEntry } from "../../../source/yaml/tree.ts";
import { known, knownValue } from "../../../values/value.ts";
import type { Template } from "../template.ts";
import { plain } from "../values/evaluated.ts";
import { GeneratedResource } from "./generated-resource.ts";
import { TemplateResource } from "./template-resource.ts";

/** The outputs of a template that others can ask for: what it exports, and all of a stack whose name is known. */
export function publishedOutputs(template: Template): ResourceReader[] {
  const stack = knownValue(template.options.stackName);
  return [...template.outputs].flatMap((entry) => {
    const isThere = template.instancesOf(entry).atMost > 0;
    const isAskedFor = stack !== undefined || childOf(entry.value, "Export") !== undefined;
    return isThere && isAskedFor ? outputReader(template, entry, stack) : [];
  });
}

function outputReader(template: Template, entry: YamlEntry, stack: string | undefined): ResourceReader[] {
  if (entry.value.kind !== "mapping") return [];
  const output = new TemplateResource(template, entry, entry.value);
  const address = `${template.prefix}Outputs.${entry.key}`;
  const at = entryLocation(entry);
  const named = stack === undefined ? {} : { output_name: plain(known(`${stack}.${entry.key}`, at)) };
  return [new GeneratedResource(output, { type: OUTPUT, address, at }, named, {}, output)];
}
