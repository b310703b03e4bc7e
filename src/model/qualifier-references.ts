import { alternativesOf, known, knownValue, mapValue, unknown, type Value } from "../values/value.ts";
import type { Declared } from "./declared.ts";
import { isArnMention, type Mention, type TextPart } from "./mention.ts";
import type { Alias, Export, LambdaFunction, Qualifier, Reference } from "./model.ts";
import {
  ofVersion,
  ownVersion,
  unqualified,
  unreadableQualifier,
  versionIdentity,
  withoutText,
} from "./qualifiers.ts";

/** The function that a qualifier belongs to. */
export interface Holder {
  readonly function?: LambdaFunction | undefined;
  /** What its numbered versions are identified by, where the function isn't declared. */
  readonly outside?: string;
}

/** What is declared, and what of it follows from other references. */
export interface Names {
  readonly declared: Declared;
  aliasNamed(name: string, fn: LambdaFunction): Alias | undefined;
  versionOf(alias: Alias): Qualifier;
  ofAlias(alias: Alias): Qualifier;
}

/** Whether a whole text is an ARN: `!Ref Version` of CloudFormation is, as is Terraform's `qualified_arn`. */
export function isArn({ text, parts }: Reference): boolean {
  const [first, another]: readonly TextPart[] = text.state === "known" ? [text.value] : (parts ?? []);
  if (typeof first === "string") return first.startsWith("arn:");
  return another === undefined && first !== undefined && isArnMention(first);
}

/** What an attribute means that holds a version or an alias's name. Unset: the unqualified function. */
export function meantBy(
  { text, mentions }: Reference,
  of: Holder,
  deployment: string,
  names: Names,
): Qualifier {
  if (text.state === "unset") return unqualified(text.at);
  if (mentions.some(({ among }) => among !== undefined))
    return inEveryAlternative(mentions, text, of, deployment, names);
  for (const mention of mentions) {
    const found = mentioned(mention, text, of, deployment, names);
    if (found) return found;
  }
  if (text.state === "known") return named(text.value, text, of, names);
  const kindOf = (name: string) => knownValue(named(name, text, of, names).kind);
  const isReadable = alternativesOf(text)?.every((way) => way.state === "unset" || kindOf(way.value));
  if (!isReadable) return unreadableQualifier(text);
  return { ...unreadableQualifier(text), text, kind: mapValue(text, (name) => kindOf(name) ?? "alias") };
}

/** What a value with several alternatives is: what all of them are. What one of them mentions says nothing of the others. */
function inEveryAlternative(
  mentions: readonly Mention[],
  text: Value<string>,
  of: Holder,
  deployment: string,
  names: Names,
): Qualifier {
  const each = mentions.map((mention) =>
    mention.among === "some" ? undefined : mentioned(mention, withoutText(text), of, deployment, names),
  );
  const [first] = each;
  const kind = first && knownValue(first.kind);
  if (!first || kind === undefined || !each.every((other) => other && knownValue(other.kind) === kind))
    return unreadableQualifier(text);
  return {
    text: unreadableQualifier(text).text,
    kind: known(kind, text.at),
    alias: each.every((other) => other?.alias === first.alias) ? first.alias : null,
    version: each.every((other) => other?.version === first.version) ? first.version : null,
  };
}

/** A qualifier that is an attribute of a function, of a version or of an alias, or what another stack exports. */
export function mentioned(
  mention: Mention,
  text: Value<string>,
  of: Holder,
  deployment: string,
  names: Names,
): Qualifier | undefined {
  const { attribute, imported } = mention;
  if (imported !== undefined) {
    const value = names.declared.exportNamed(deployment, imported);
    return value && exported(value, of, names);
  }
  const declared = names.declared.mentioned(deployment, mention);
  if (!declared) return undefined;
  const { kind, noun } = declared;
  if (kind === "function") {
    const isVersion = attribute === "version" || attribute === undefined;
    return isVersion && noun === of.function ? ownVersion(noun, text) : undefined;
  }
  if (kind === "version") return ofVersion(noun, text.at);
  if (attribute === "function_name") return undefined;
  return attribute === "function_version" ? names.versionOf(noun) : names.ofAlias(noun);
}

/** What an export means where it is a qualifier: its text, or the one attribute that it is. */
function exported(
  { deploymentId, function: { text, mentions } }: Export,
  of: Holder,
  names: Names,
): Qualifier | undefined {
  if (text.state === "known") return named(text.value, text, of, names);
  const [mention, another] = mentions;
  if (!mention || another || mention.imported !== undefined) return undefined;
  return mentioned(mention, text, of, deploymentId, names);
}

/** A qualifier by its text: `$LATEST`, a number, or the name of an alias. */
export function named(name: string, text: Value<string>, of: Holder, names: Names): Qualifier {
  if (name.startsWith("$LATEST")) return { text, kind: known("latest", text.at), alias: null, version: null };
  if (/^[0-9]+$/.test(name)) {
    const version = versionIdentity(name, of.function, of.outside);
    return { text, kind: known("version", text.at), alias: null, version };
  }
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    return unreadableQualifier(unknown(`"${name}" is neither a version nor an alias`, text.at));
  const alias = of.function && names.aliasNamed(name, of.function);
  const version = alias ? names.versionOf(alias).version : null;
  return { text, kind: known("alias", text.at), alias: alias ?? null, version };
}
