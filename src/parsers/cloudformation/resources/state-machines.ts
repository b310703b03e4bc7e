import type { FileSystem } from "../../../parser.ts";
import type { ResourceReader } from "../../../resources/reader.ts";
import { STATE_MACHINE_DEFINITION } from "../../../resources/state-machine/read.ts";
import { childOf, locationOf, type YamlEntry } from "../../../source/yaml/tree.ts";
import { unknown } from "../../../values/value.ts";
import type { Template } from "../template.ts";
import { definitionIn } from "./definition-files.ts";
import { jsonPartsOf } from "./definition-json.ts";
import { GeneratedResource } from "./generated-resource.ts";
import { TemplateResource } from "./template-resource.ts";

/** The properties with a definition that is an object, or the path of its file; a `DefinitionString` is the resource's own text. */
const PROPERTIES: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::Serverless::StateMachine", ["Definition", "DefinitionUri"]],
  ["AWS::StepFunctions::StateMachine", ["Definition", "DefinitionS3Location"]],
]);

/** The definition of a state machine, where it is no text of the resource itself. */
export function stateMachineDefinition(
  template: Template,
  entry: YamlEntry,
  fs: FileSystem,
): ResourceReader[] {
  const properties = childOf(entry.value, "Properties");
  for (const name of PROPERTIES.get(template.typeOf(entry.key) ?? "") ?? []) {
    const node = childOf(properties, name);
    const definition = node && (definitionIn(node, fs) ?? (name === "Definition" ? node : undefined));
    if (!node || !definition) continue;
    const owner = new TemplateResource(template, entry);
    const at = locationOf(node);
    const parts = jsonPartsOf(definition, template);
    const value = unknown<string>("it is known only after the deployment", at);
    const made = { definition: { value, parts, mentions: [] } };
    const identity = { type: STATE_MACHINE_DEFINITION, address: owner.address, at };
    return [new GeneratedResource(owner, identity, made, {}, owner)];
  }
  return [];
}
