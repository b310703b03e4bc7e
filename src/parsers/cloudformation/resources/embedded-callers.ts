import type { Mention, ResourceReader, TextPart } from "../../../resources/reader.ts";
import { childOf, locationOf, type YamlEntry, type YamlNode } from "../../../source/yaml/tree.ts";
import { unknown } from "../../../values/value.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";
import { GeneratedResource } from "./generated-resource.ts";
import { TemplateResource } from "./template-resource.ts";

/** Types that hold the functions they call anywhere in a definition, with the properties that may hold it. */
const DEFINITIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "AWS::Serverless::StateMachine": ["Definition", "DefinitionSubstitutions"],
    "AWS::StepFunctions::StateMachine": ["Definition", "DefinitionString", "DefinitionSubstitutions"],
    "AWS::Serverless::Api": ["DefinitionBody", "Auth"],
    "AWS::Serverless::HttpApi": ["DefinitionBody", "Auth"],
    "AWS::ApiGateway::RestApi": ["Body"],
    "AWS::ApiGatewayV2::Api": ["Body", "Target"],
  }),
);
/** The type that each call is read as. */
const EMBEDDED_CALL = "definition_call";
const FUNCTION_TYPE = /^AWS::(?:Lambda|Serverless)::(?:Function|Alias|Version)$/;

/** The calls in a state machine or an API, one for each function or alias that its definition names. */
export function embeddedCallers(template: Template, entry: YamlEntry): ResourceReader[] {
  const names = DEFINITIONS.get(template.typeOf(entry.key) ?? "");
  if (!names) return [];
  const owner = new TemplateResource(template, entry);
  const properties = childOf(entry.value, "Properties");
  const readers: ResourceReader[] = [];
  const seen = new Set<string>();
  for (const node of names.flatMap((name) => childOf(properties, name) ?? [])) {
    for (const { node: leaf, parts } of textsIn(node, template)) {
      for (const target of targetsIn(parts, template)) {
        const called = target.map((part) => (typeof part === "string" ? part : part.address)).join("");
        if (seen.has(called)) continue;
        seen.add(called);
        const at = locationOf(leaf);
        const mentions = target.filter((part) => typeof part !== "string");
        const value = unknown<string>("it is known only after the deployment", at);
        const identity = { type: EMBEDDED_CALL, address: `${owner.address}.calls[${readers.length}]`, at };
        readers.push(
          new GeneratedResource(owner, identity, { function_name: { value, parts: target, mentions } }),
        );
      }
    }
  }
  return readers;
}

/** The texts of a tree, each in its pieces. */
function* textsIn(
  node: YamlNode,
  template: Template,
): Generator<{ node: YamlNode; parts: readonly TextPart[] }> {
  const call = callIn(node);
  const { parts } = call || node.kind === "scalar" ? template.evaluate(node) : {};
  if (parts) yield { node, parts };
  else if (call) yield* textsIn(call.argument, template);
  else if (node.kind === "sequence") for (const item of node.items) yield* textsIn(item, template);
  else if (node.kind === "mapping") for (const { value } of node.entries) yield* textsIn(value, template);
}

/** Each mention of a function with the qualifier that follows it. */
function* targetsIn(parts: readonly TextPart[], template: Template): Generator<TextPart[]> {
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string" || !FUNCTION_TYPE.test(typeOf(part, template))) continue;
    if (part.attribute === "name") continue;
    const [colon = "", name = ""] = after(parts[index + 1]);
    const next = parts[index + 2];
    if (name !== "") yield [part, `:${name}`];
    else if (colon !== "" && next !== undefined && typeof next !== "string") yield [part, ":", next];
    else yield [part];
  }
}

function typeOf({ address }: Mention, template: Template): string {
  return template.typeAt(address) ?? "";
}

/** The colon after a function, and the text of a qualifier. */
function after(part: TextPart | undefined): string[] {
  const match = typeof part === "string" ? /^(:)([A-Za-z0-9_$-]*)/.exec(part) : null;
  return match ? match.slice(1) : [];
}
