import type { FunctionReference, LambdaFunction, PoolKey, QualifierReference } from "../model/model.ts";
import { type Spelling, takeApart } from "../model/spelling.ts";
import { alternativesOf, known, knownValue, mapValue, type Value } from "../values/value.ts";
import {
  inEveryAlternative,
  mentionedQualifier,
  namedQualifier,
  ofAlias,
  ofVersion,
  ownVersion,
  unqualified,
  unreadableQualifier,
  withoutText,
} from "./qualifiers.ts";
import type { AttributeReader, Mention } from "./reader.ts";
import type { Register } from "./register.ts";

/** What an attribute that names a function means. */
export interface Target {
  function: FunctionReference;
  qualifier: QualifierReference;
}

/** An attribute of a block, of a resource that stands in an account and region. */
export interface AttributeRef {
  block: AttributeReader;
  attribute: string;
  pool: PoolKey;
}

/** What an attribute means that holds a function's name or ARN, qualified or not. */
export function targetAt(site: AttributeRef, register: Register): Target {
  const text = site.block.string(site.attribute);
  if (text.state === "unset")
    return { function: { address: null, name: text }, qualifier: unqualified(text.at) };
  const parts = text.state === "known" ? [text.value] : site.block.parts(site.attribute);
  const spelling = parts && takeApart(parts);
  const target = spelling ? spelledTarget(spelling, text, site, register) : undefined;
  return target ?? targetByMentions(text, site, register) ?? unreadable(text);
}

/** What an attribute means that holds a version or an alias's name. Unset: the unqualified function. */
export function qualifierAt(
  site: AttributeRef,
  of: FunctionReference,
  register: Register,
): QualifierReference {
  const text = site.block.string(site.attribute);
  if (text.state === "unset") return unqualified(text.at);
  const mentions = site.block.mentions(site.attribute);
  if (mentions.some(({ among }) => among !== undefined))
    return inEveryAlternative(mentions, text, of, register);
  for (const mention of mentions) {
    const mentioned = mentionedQualifier(mention, text, of, register);
    if (mentioned) return mentioned;
  }
  if (text.state === "known") return namedQualifier(text.value, text, of, register);
  const kindOf = (name: string) => knownValue(namedQualifier(name, text, of, register).kind);
  const isReadable = alternativesOf(text)?.every((way) => way.state === "unset" || kindOf(way.value));
  if (!isReadable) return unreadableQualifier(text);
  return { ...unreadableQualifier(text), text, kind: mapValue(text, (name) => kindOf(name) ?? "alias") };
}

/** The qualifier beside the function, else the one within the function's own spelling. */
export function qualifiedTargetAt(
  site: AttributeRef,
  qualifierAttribute: string,
  register: Register,
): Target {
  const target = targetAt(site, register);
  const beside = qualifierAt({ ...site, attribute: qualifierAttribute }, target.function, register);
  return beside.text.state === "unset" ? target : { ...target, qualifier: beside };
}

function spelledTarget(
  spelling: Spelling,
  text: Value<string>,
  site: AttributeRef,
  register: Register,
): Target | undefined {
  const target = spelledFunction(spelling, text, site, register);
  if (!target || spelling.qualifier === null) return target;
  return { ...target, qualifier: spelledQualifier(spelling, text, target.function, register) };
}

function spelledFunction(
  spelling: Spelling,
  text: Value<string>,
  site: AttributeRef,
  register: Register,
): Target | undefined {
  const name = spelling.function;
  if (name === undefined) return undefined;
  if (typeof name !== "string") return mentionedTarget(name, text, register);
  const namesakes = register.functionsNamed(name, site.pool);
  const mentioned = new Set(site.block.mentions(site.attribute).map((mention) => mention.address));
  const fn = namesakes.length === 1 ? namesakes[0] : namesakes.find((each) => mentioned.has(each.address));
  return {
    function: { address: fn?.address ?? null, name: known(name, text.at, text.trace) },
    qualifier: unqualified(text.at),
  };
}

function spelledQualifier(
  { qualifier }: Spelling,
  text: Value<string>,
  of: FunctionReference,
  register: Register,
): QualifierReference {
  if (typeof qualifier === "string")
    return namedQualifier(qualifier, known(qualifier, text.at, text.trace), of, register);
  const mentioned = qualifier && mentionedQualifier(qualifier, withoutText(text), of, register);
  return mentioned ?? unreadableQualifier(text);
}

/** The resource whose name or ARN a mention is. */
function mentionedTarget(
  { address, attribute, imported }: Mention,
  text: Value<string>,
  register: Register,
): Target | undefined {
  if (imported !== undefined) return importedTarget(imported, text);
  const fn = register.functionAt(address);
  if (fn) return functionTarget(fn, attribute, text);
  const version = register.versionAt(address);
  if (version) return { function: version.function, qualifier: ofVersion(version, text.at) };
  const alias = register.aliasAt(address);
  if (!alias || attribute === "name") return undefined;
  return {
    function: alias.function,
    qualifier: attribute === "function_name" ? unqualified(text.at) : ofAlias(alias),
  };
}

/** Which function, and whether a qualifier, an export names is known only where it is declared. */
function importedTarget(imported: string, text: Value<string>): Target {
  const { function: of, qualifier } = unreadable(text);
  return { function: { ...of, imported }, qualifier: { ...qualifier, imported } };
}

function functionTarget(fn: LambdaFunction, attribute: string | undefined, text: Value<string>): Target {
  const reference = { address: fn.address, name: fn.name };
  if (attribute === undefined) return { function: reference, qualifier: unreadableQualifier(text) };
  const qualified = attribute.startsWith("qualified_");
  return {
    function: reference,
    qualifier: qualified ? ownVersion(fn, withoutText(text)) : unqualified(text.at),
  };
}

/** Without the text between them, mentions tell the function, and the qualifier only where it is an alias or a version. */
function targetByMentions(
  text: Value<string>,
  { block, attribute }: AttributeRef,
  register: Register,
): Target | undefined {
  const mentions = block.mentions(attribute);
  const alias = mentions.map((each) => register.aliasAt(each.address)).find((each) => each !== undefined);
  if (alias) return { function: alias.function, qualifier: ofAlias(alias) };
  const functions = mentions.flatMap((each) => register.functionAt(each.address) ?? []);
  const [fn] = functions;
  if (!fn || functions.some((each) => each !== fn)) return undefined;
  const reference = { address: fn.address, name: fn.name };
  const versioned = mentions.some((each) => /^(?:version$|qualified_)/.test(each.attribute ?? ""));
  return {
    function: reference,
    qualifier: versioned ? ownVersion(fn, withoutText(text)) : unreadableQualifier(text),
  };
}

function unreadable(text: Value<string>): Target {
  const qualifier = unreadableQualifier(text);
  return { function: { address: null, name: qualifier.text }, qualifier };
}
