import type {
  Alias,
  FunctionReference,
  FunctionVersion,
  LambdaFunction,
  PoolKey,
  QualifierReference,
} from "../model/model.ts";
import { known, mapValue, unknown, unset, type Value, valueOf } from "../model/value.ts";
import type { SourceLocation } from "../source/location.ts";
import type { AttributeReader, Mention } from "./reader.ts";
import { ownVersionIdentity, type Register } from "./register.ts";
import { type Spelling, takeApart } from "./spelling.ts";

/** What an attribute that names a function means. */
export interface Target {
  function: FunctionReference;
  qualifier: QualifierReference;
}

/** An attribute of a block, of a resource that stands in an account and region. */
export interface Site {
  block: AttributeReader;
  attribute: string;
  pool: PoolKey;
}

/** What an attribute means that holds a function's name or ARN, qualified or not. */
export function targetAt(site: Site, register: Register): Target {
  const text = site.block.string(site.attribute);
  if (text.state === "unset")
    return { function: { address: null, name: text }, qualifier: unqualified(text.at) };
  const parts = text.state === "known" ? [text.value] : site.block.parts(site.attribute);
  const spelling = parts && takeApart(parts);
  const target = spelling ? spelledTarget(spelling, text, site, register) : undefined;
  return target ?? targetByMentions(text, site, register) ?? unreadable(text);
}

/** What an attribute means that holds a version or an alias's name. Unset: the unqualified function. */
export function qualifierAt(site: Site, of: FunctionReference, register: Register): QualifierReference {
  const text = site.block.string(site.attribute);
  if (text.state === "unset") return unqualified(text.at);
  for (const mention of site.block.mentions(site.attribute)) {
    const mentioned = mentionedQualifier(mention, text, of, register);
    if (mentioned) return mentioned;
  }
  return text.state === "known" ? namedQualifier(text.value, text, of, register) : unreadable(text).qualifier;
}

/** The qualifier beside the function, else the one within the function's own spelling. */
export function qualifiedTargetAt(site: Site, qualifierAttribute: string, register: Register): Target {
  const target = targetAt(site, register);
  const beside = qualifierAt({ ...site, attribute: qualifierAttribute }, target.function, register);
  return beside.text.state === "unset" ? target : { ...target, qualifier: beside };
}

function spelledTarget(
  spelling: Spelling,
  text: Value<string>,
  site: Site,
  register: Register,
): Target | undefined {
  const target = spelledFunction(spelling, text, site, register);
  if (!target || spelling.qualifier === null) return target;
  return { ...target, qualifier: spelledQualifier(spelling, text, target.function, register) };
}

function spelledFunction(
  spelling: Spelling,
  text: Value<string>,
  site: Site,
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
  return mentioned ?? unreadable(text).qualifier;
}

/** The resource whose name or ARN a mention is. */
function mentionedTarget(
  { address, attribute }: Mention,
  text: Value<string>,
  register: Register,
): Target | undefined {
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

function functionTarget(fn: LambdaFunction, attribute: string | undefined, text: Value<string>): Target {
  const reference = { address: fn.address, name: fn.name };
  if (attribute === undefined) return { function: reference, qualifier: unreadable(text).qualifier };
  const qualified = attribute.startsWith("qualified_");
  return {
    function: reference,
    qualifier: qualified ? ownVersion(fn, withoutText(text)) : unqualified(text.at),
  };
}

/** Without the text between them, mentions tell the function, and the qualifier only where it is an alias or a version. */
function targetByMentions(
  text: Value<string>,
  { block, attribute }: Site,
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
    qualifier: versioned ? ownVersion(fn, withoutText(text)) : unreadable(text).qualifier,
  };
}

/** A qualifier that is an attribute of a function, of a version or of an alias. */
function mentionedQualifier(
  { address, attribute }: Mention,
  text: Value<string>,
  of: FunctionReference,
  register: Register,
): QualifierReference | undefined {
  const fn = register.functionAt(address);
  if (fn) {
    const isVersion = attribute === "version" || attribute === undefined;
    return isVersion && fn.address === of.address ? ownVersion(fn, text) : undefined;
  }
  const version = register.versionAt(address);
  if (version) return ofVersion(version, text.at);
  const alias = register.aliasAt(address);
  if (!alias || attribute === "function_name") return undefined;
  return attribute === "function_version" ? alias.version : ofAlias(alias);
}

/** A qualifier by its text: `$LATEST`, a number, or the name of an alias. */
export function namedQualifier(
  name: string,
  text: Value<string>,
  of: FunctionReference,
  register: Register,
): QualifierReference {
  if (name.startsWith("$LATEST")) return { text, kind: known("latest", text.at), alias: null, version: null };
  if (/^[0-9]+$/.test(name)) {
    return {
      text,
      kind: known("version", text.at),
      alias: null,
      version: register.versionIdentity(name, of),
    };
  }
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    return unreadable(unknown(`"${name}" is neither a version nor an alias`, text.at)).qualifier;
  const alias = register.aliasNamed(name, of);
  return {
    text,
    kind: known("alias", text.at),
    alias: alias?.address ?? null,
    version: alias?.version.version ?? null,
  };
}

/** The version that a function publishes with its own deployment, or `$LATEST` when it doesn't publish. */
function ownVersion(fn: LambdaFunction, text: Value<string>): QualifierReference {
  const publishes = fn.publishesVersions;
  const kind = mapValue(publishes, (yes) => (yes ? ("version" as const) : ("latest" as const)));
  const published = { kind, alias: null, version: ownVersionIdentity(fn.address) };
  if (publishes.state === "unknown") return { ...published, text: withoutText(text) };
  if (valueOf(publishes) === true) {
    const number =
      text.state === "known"
        ? text
        : unknown<string>("the number of the version is made by the deployment", text.at);
    return { ...published, kind: known("version", text.at), text: number };
  }
  const latest = known("$LATEST", text.at, text.trace);
  return { text: latest, kind: known("latest", text.at), alias: null, version: null };
}

function ofVersion(version: FunctionVersion, at: SourceLocation): QualifierReference {
  const text = unknown<string>("the number of the version is made by the deployment", at);
  return { text, kind: known("version", at), alias: null, version: version.address };
}

function ofAlias(alias: Alias): QualifierReference {
  const at = alias.name.at;
  return { text: alias.name, kind: known("alias", at), alias: alias.address, version: alias.version.version };
}

function unqualified(at: SourceLocation): QualifierReference {
  return { text: unset(at), kind: unset(at), alias: null, version: null };
}

/** The text of a whole attribute says nothing of one piece of it. */
function withoutText(text: Value<string>): Value<string> {
  return text.state === "unknown" ? text : unknown("it is a part of another text", text.at);
}

function unreadable(text: Value<string>): Target {
  const because = text.state === "unknown" ? text.because : "it is not the name or ARN of a function";
  const nothing = <T>(): Value<T> => unknown<T>(because, text.at, { trace: text.trace });
  return {
    function: { address: null, name: nothing() },
    qualifier: { text: nothing(), kind: nothing(), alias: null, version: null },
  };
}
