import type { Mention } from "../../resources/reader.ts";
import type { SourceLocation } from "../../source/location.ts";
import { childOf, type YamlNode } from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { SAM_FUNCTION } from "./resource-types.ts";
import type { Template } from "./template.ts";
import { concatenated, type Evaluated, opaque, plain } from "./values/evaluated.ts";

/** What an attribute of a resource comes to; `Ref` stands for what `Ref` gives. */
export function referenceTo(
  template: Template,
  id: string,
  attribute: string,
  at: SourceLocation,
): Evaluated {
  switch (template.typeOf(id)) {
    case SAM_FUNCTION:
      return (
        generatedReference(template, `${id}.${attribute}`, at) ??
        (attribute === "Ref"
          ? functionName(template, id, at)
          : functionAttribute(template, id, attribute, at))
      );
    case "AWS::Lambda::Function":
      return attribute === "Ref"
        ? functionName(template, id, at)
        : functionAttribute(template, id, attribute, at);
    case "AWS::Lambda::Alias":
      return attribute === "Ref" || attribute === "AliasArn"
        ? aliasArn(template, id, at)
        : mentioned(template, id, attribute, at);
    case "AWS::Lambda::Version":
      return attribute === "Version" ? mentioned(template, id, "version", at) : versionArn(template, id, at);
    case undefined:
      return (
        generatedReference(template, id, at) ??
        opaque(`there is no parameter or resource ${id} in the template`, at)
      );
    default:
      return mentioned(template, id, attribute, at);
  }
}

function mentioned(template: Template, id: string, attribute: string, at: SourceLocation): Evaluated {
  const mention = template.mention(id, attribute);
  const what = attribute === "Ref" ? id : `${id}.${attribute}`;
  return opaque(`${what} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
}

function functionName(template: Template, id: string, at: SourceLocation): Evaluated {
  const mention = template.mention(id, "function_name");
  const own = property(template, id, "FunctionName");
  const name: Value<string> = own
    ? template.evaluate(own).value
    : unknown(`the name of ${id} is made by the deployment`, at);
  const value =
    name.state === "unset" ? unknown<string>(`the name of ${id} is made by the deployment`, at) : name;
  return { value, parts: [mention], mentions: [mention] };
}

/** Stands in front of a function's name in its ARN; region and account are the stack's own. */
const ARN = "arn:aws:lambda:::function:";

function functionAttribute(template: Template, id: string, attribute: string, at: SourceLocation): Evaluated {
  const mention = template.mention(id, attribute === "Arn" ? "arn" : attribute);
  if (attribute !== "Arn")
    return opaque(`${id}.${attribute} is known only after the deployment`, at, {
      parts: [mention],
      mentions: [mention],
    });
  return arn([literal(ARN, at), functionName(template, id, at)], mention, id, at);
}

function aliasArn(template: Template, id: string, at: SourceLocation): Evaluated {
  const fn = property(template, id, "FunctionName");
  const mention = template.mention(id, "arn");
  const name = template.mention(id, "name");
  const known = { value: unknown<string>("", at), parts: [name], mentions: [name] };
  if (!fn)
    return opaque(`${id} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
  return arn([qualifiable(template, fn, at), literal(":", at), known], mention, id, at);
}

function versionArn(template: Template, id: string, at: SourceLocation): Evaluated {
  const fn = property(template, id, "FunctionName");
  const mention = template.mention(id, "version");
  const number = { value: unknown<string>("", at), parts: [mention], mentions: [mention] };
  if (!fn)
    return opaque(`${id} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
  return arn([qualifiable(template, fn, at), literal(":", at), number], mention, id, at);
}

/** A function's name or ARN as the beginning of a qualified ARN. */
function qualifiable(template: Template, fn: YamlNode, at: SourceLocation): Evaluated {
  const evaluated = template.evaluate(fn);
  const [first] = evaluated.parts ?? [];
  const isArn = typeof first === "string" && first.includes(":function:");
  return isArn ? evaluated : concatenated([literal(ARN, at), evaluated], at);
}

function arn(pieces: readonly Evaluated[], mention: Mention, id: string, at: SourceLocation): Evaluated {
  const { parts } = concatenated(pieces, at);
  return opaque(`the ARN of ${id} is known only after the deployment`, at, {
    parts: parts ?? [mention],
    mentions: [mention, ...pieces.flatMap((piece) => piece.mentions)],
  });
}

function literal(text: string, at: SourceLocation): Evaluated {
  return plain(known(text, at));
}

/** `Function.Alias` and `Function.Version`: what SAM makes of AutoPublishAlias, also with an attribute behind. */
function generatedReference(template: Template, name: string, at: SourceLocation): Evaluated | undefined {
  const [id = "", kind] = name.split(".");
  if (template.typeOf(id) !== SAM_FUNCTION || (kind !== "Alias" && kind !== "Version")) return undefined;
  const wanted = `AWS::Lambda::${kind}`;
  const found = [...template.generated].find(
    ([generated, type]) => type === wanted && generated.startsWith(`${id}${kind}`),
  );
  const generated = found?.[0] ?? `${id}${kind}`;
  const mention = template.mention(generated, kind === "Alias" ? "arn" : "version");
  return opaque(`${name} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
}

function property(template: Template, id: string, name: string): YamlNode | undefined {
  return childOf(childOf(template.resource(id)?.value, "Properties"), name);
}
