import { SAM_FUNCTION } from "../../resources/cloud-control-type.ts";
import type { Mention } from "../../resources/reader.ts";
import type { SourceLocation } from "../../source/location.ts";
import { childOf, type YamlNode } from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import type { Scope } from "./scope.ts";
import { concatenated, type Evaluated, opaque, plain } from "./values/evaluated.ts";

/** What an attribute of a resource comes to. @param attribute `Ref` for what `Ref` of the resource gives */
export function referenceTo(scope: Scope, id: string, attribute: string, at: SourceLocation): Evaluated {
  switch (scope.typeOf(id)) {
    case SAM_FUNCTION:
      return (
        generatedReference(scope, `${id}.${attribute}`, at) ??
        (attribute === "Ref" ? functionName(scope, id, at) : functionAttribute(scope, id, attribute, at))
      );
    case "AWS::Lambda::Function":
      return attribute === "Ref" ? functionName(scope, id, at) : functionAttribute(scope, id, attribute, at);
    case "AWS::Lambda::Alias":
      return attribute === "Ref" || attribute === "AliasArn"
        ? aliasArn(scope, id, at)
        : mentioned(scope, id, attribute, at);
    case "AWS::Lambda::Version":
      return attribute === "Version" ? mentioned(scope, id, "version", at) : versionArn(scope, id, at);
    case undefined:
      return (
        generatedReference(scope, id, at) ??
        opaque(`there is no parameter or resource ${id} in the template`, at)
      );
    default:
      return mentioned(scope, id, attribute, at);
  }
}

function mentioned(scope: Scope, id: string, attribute: string, at: SourceLocation): Evaluated {
  const mention = scope.mention(id, attribute);
  const what = attribute === "Ref" ? id : `${id}.${attribute}`;
  return opaque(`${what} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
}

function functionName(scope: Scope, id: string, at: SourceLocation): Evaluated {
  const mention = scope.mention(id, "function_name");
  const own = property(scope, id, "FunctionName");
  const name: Value<string> = own
    ? scope.evaluate(own).value
    : unknown(`the name of ${id} is made by the deployment`, at);
  const value =
    name.state === "unset" ? unknown<string>(`the name of ${id} is made by the deployment`, at) : name;
  return { value, parts: [mention], mentions: [mention] };
}

/** What is in front of a function's name in its ARN; region and account are the stack's own. */
const ARN = "arn:aws:lambda:::function:";

function functionAttribute(scope: Scope, id: string, attribute: string, at: SourceLocation): Evaluated {
  const mention = scope.mention(id, attribute === "Arn" ? "arn" : attribute);
  if (attribute !== "Arn")
    return opaque(`${id}.${attribute} is known only after the deployment`, at, {
      parts: [mention],
      mentions: [mention],
    });
  return arn([literal(ARN, at), functionName(scope, id, at)], mention, id, at);
}

function aliasArn(scope: Scope, id: string, at: SourceLocation): Evaluated {
  const fn = functionOf(scope, id, at);
  const mention = scope.mention(id, "arn");
  const name = scope.mention(id, "name");
  const known = { value: unknown<string>("", at), parts: [name], mentions: [name] };
  if (!fn)
    return opaque(`${id} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
  return arn([qualifiable(fn, at), literal(":", at), known], mention, id, at);
}

function versionArn(scope: Scope, id: string, at: SourceLocation): Evaluated {
  const fn = functionOf(scope, id, at);
  const mention = scope.mention(id, "version");
  const number = { value: unknown<string>("", at), parts: [mention], mentions: [mention] };
  if (!fn)
    return opaque(`${id} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
  return arn([qualifiable(fn, at), literal(":", at), number], mention, id, at);
}

/** The function of an alias or a version, as it is named there, or the one that SAM generates it for. */
function functionOf(scope: Scope, id: string, at: SourceLocation): Evaluated | undefined {
  const written = property(scope, id, "FunctionName");
  if (written) return scope.evaluate(written);
  const generated = scope.generated.get(id);
  return generated && functionName(scope, generated.of, at);
}

/** A function's name or ARN as the beginning of a qualified ARN. */
function qualifiable(fn: Evaluated, at: SourceLocation): Evaluated {
  const [first] = fn.parts ?? [];
  const isArn = typeof first === "string" && first.includes(":function:");
  return isArn ? fn : concatenated([literal(ARN, at), fn], at);
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

/** `Function.Alias` and `Function.Version`: what SAM generates for AutoPublishAlias, also followed by an attribute. */
function generatedReference(scope: Scope, name: string, at: SourceLocation): Evaluated | undefined {
  const [id = "", kind, attribute] = name.split(".");
  if (scope.typeOf(id) !== SAM_FUNCTION || (kind !== "Alias" && kind !== "Version")) return undefined;
  const wanted = `AWS::Lambda::${kind}`;
  const found = [...scope.generated].find(
    ([generated, { type }]) => type === wanted && generated.startsWith(`${id}${kind}`),
  );
  const generated = found?.[0] ?? `${id}${kind}`;
  if (found && attribute !== "Version")
    return kind === "Alias" ? aliasArn(scope, generated, at) : versionArn(scope, generated, at);
  const mention = scope.mention(generated, kind === "Alias" ? "arn" : "version");
  return opaque(`${name} is known only after the deployment`, at, { parts: [mention], mentions: [mention] });
}

function property(scope: Scope, id: string, name: string): YamlNode | undefined {
  return childOf(childOf(scope.resource(id)?.value, "Properties"), name);
}
