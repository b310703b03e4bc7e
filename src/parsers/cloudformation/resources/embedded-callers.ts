import type { FileSystem } from "../../../parser.ts";
import { type DefinitionTarget, substituted, targetsIn } from "../../../resources/definition-targets.ts";
import type { Mention, ResourceReader, TextPart } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { childOf, entriesOf, locationOf, type YamlEntry, type YamlNode } from "../../../source/yaml/tree.ts";
import { known, unknown } from "../../../values/value.ts";
import type { Template } from "../template.ts";
import type { Evaluated } from "../values/evaluated.ts";
import { callIn } from "../values/intrinsic.ts";
import { definitionIn } from "./definition-files.ts";
import { GeneratedResource } from "./generated-resource.ts";
import { TemplateResource } from "./template-resource.ts";

/** Types that hold the functions they call anywhere in a definition, with the properties that may hold it, or the path of its file. */
const DEFINITIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "AWS::Serverless::StateMachine": ["Definition", "DefinitionUri"],
    "AWS::StepFunctions::StateMachine": ["Definition", "DefinitionString", "DefinitionS3Location"],
    "AWS::Serverless::Api": ["DefinitionBody", "DefinitionUri", "Auth"],
    "AWS::Serverless::HttpApi": ["DefinitionBody", "DefinitionUri", "Auth"],
    "AWS::ApiGateway::RestApi": ["Body", "BodyS3Location"],
    "AWS::ApiGatewayV2::Api": ["Body", "BodyS3Location", "Target"],
  }),
);
/** Properties that are no definition themselves. */
const OF_FILE = /(?:Uri|S3Location)$/;
const SUBSTITUTIONS = "DefinitionSubstitutions";
/** The type that each call is read as. */
const EMBEDDED_CALL = "definition_call";
const FUNCTION_TYPE = /^AWS::(?:Lambda|Serverless)::(?:Function|Alias|Version)$/;

/** A text of a definition, as the text of a whole definition would have it. */
interface Leaf {
  at: SourceLocation;
  parts: readonly TextPart[];
}

/** The calls in a state machine or an API, one for each function or alias that its definition names. */
export function embeddedCallers(template: Template, entry: YamlEntry, fs: FileSystem): ResourceReader[] {
  const names = DEFINITIONS.get(template.typeOf(entry.key) ?? "");
  if (!names) return [];
  const owner = new TemplateResource(template, entry);
  const properties = childOf(entry.value, "Properties");
  const given = substitutionsIn(childOf(properties, SUBSTITUTIONS), template);
  const definitions = names.flatMap((name) => {
    const node = childOf(properties, name);
    return (node && definitionIn(node, fs)) ?? (OF_FILE.test(name) ? undefined : node) ?? [];
  });
  const leaves = definitions.flatMap((node) => [...leavesIn(node, template)]);
  const isTarget = ({ address, attribute }: Mention) =>
    attribute !== "name" && FUNCTION_TYPE.test(template.typeAt(address) ?? "");
  const isFunction = ({ address }: Mention) => /::Function$/.test(template.typeAt(address) ?? "");
  const found = leaves.flatMap(({ at, parts }) =>
    targetsIn(substituted(parts, given), isTarget).map((target) => ({ at, target })),
  );
  // Where the definition isn't here, it may call what it is given by any of its versions.
  const isHere = leaves.some(({ parts }) =>
    parts.some((part) => typeof part === "string" && part.length > 0),
  );
  const open = isHere ? [] : [...given.values()].flatMap((parts) => openTargets(parts, isTarget, isFunction));
  const calls: { at: SourceLocation; target: DefinitionTarget }[] = [
    ...found,
    ...open.map((target) => ({ at: owner.at, target })),
  ];
  const unique = new Map(calls.map((call) => [spelled(call.target), call]));
  return [...unique.values()].map(({ at, target }, index) => {
    const identity = { type: EMBEDDED_CALL, address: `${owner.address}.calls[${index}]`, at };
    const qualifier =
      target.qualifier === undefined ? {} : { qualifier: evaluatedAs([target.qualifier], at) };
    return new GeneratedResource(owner, identity, {
      function_name: evaluatedAs(target.parts, at),
      ...qualifier,
    });
  });
}

/** What a definition that isn't here may call of a text that it is given: the alias or version that the text names, or any of a function's. */
function openTargets(
  parts: readonly TextPart[],
  isTarget: (mention: Mention) => boolean,
  isFunction: (mention: Mention) => boolean,
): DefinitionTarget[] {
  const mentions = parts.filter((part) => typeof part !== "string");
  // The ARN of an alias names its function, too.
  if (mentions.some((each) => isTarget({ ...each, attribute: "arn" }) && !isFunction(each)))
    return [{ parts }];
  return mentions
    .filter(isTarget)
    .map((each) => ({ parts: isFunction(each) ? [each, ":", { address: "" }] : [each] }));
}

function substitutionsIn(
  node: YamlNode | undefined,
  template: Template,
): ReadonlyMap<string, readonly TextPart[]> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }): [string, readonly TextPart[]][] => {
      const { parts } = template.evaluate(value);
      return parts ? [[key, parts]] : [];
    }),
  );
}

/** The texts of a tree; a function's name by its key, and with the qualifier that stands beside it. */
function* leavesIn(node: YamlNode, template: Template): Generator<Leaf> {
  const call = callIn(node);
  const { parts } = call || node.kind === "scalar" ? template.evaluate(node) : {};
  if (parts) yield { at: locationOf(node), parts };
  else if (call) yield* leavesIn(call.argument, template);
  else if (node.kind === "sequence") for (const item of node.items) yield* leavesIn(item, template);
  else if (node.kind === "mapping")
    for (const { key, value } of node.entries)
      for (const leaf of leavesIn(value, template))
        yield key === "FunctionName" ? { ...leaf, parts: asTask(leaf.parts, node, template) } : leaf;
}

function asTask(parts: readonly TextPart[], task: YamlNode, template: Template): readonly TextPart[] {
  const node = childOf(task, "Qualifier") ?? childOf(task, "Qualifier.$");
  const name = ['{"FunctionName":"', ...parts, '"'];
  if (!node) return [...name, "}"];
  return [...name, ',"Qualifier":"', ...(template.evaluate(node).parts ?? [{ address: "" }]), '"}'];
}

function evaluatedAs(parts: readonly TextPart[], at: SourceLocation): Evaluated {
  const isKnown = parts.every((part) => typeof part === "string");
  const value = isKnown
    ? known(parts.join(""), at)
    : unknown<string>("it is known only after the deployment", at);
  const mentions = parts.filter((part) => typeof part !== "string" && part.address !== "") as Mention[];
  return { value, parts, mentions };
}

function spelled({ parts, qualifier = "" }: DefinitionTarget): string {
  return [...parts, "\n", qualifier].map((part) => (typeof part === "string" ? part : part.address)).join("");
}
