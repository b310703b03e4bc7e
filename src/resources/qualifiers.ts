import type {
  Alias,
  FunctionReference,
  FunctionVersion,
  LambdaFunction,
  QualifierReference,
} from "../model/model.ts";
import type { SourceLocation } from "../source/location.ts";
import { known, knownValue, mapValue, unknown, unset, type Value } from "../values/value.ts";
import type { Mention } from "./reader.ts";
import { ownVersionIdentity, type Register } from "./register.ts";

/** What a value with several alternatives is: what all of them are. What one of them mentions says nothing of the others. */
export function inEveryAlternative(
  mentions: readonly Mention[],
  text: Value<string>,
  of: FunctionReference,
  register: Register,
): QualifierReference {
  const each = mentions.map((mention) =>
    mention.among === "some" ? undefined : mentionedQualifier(mention, withoutText(text), of, register),
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

/** A qualifier that is an attribute of a function, of a version or of an alias. */
export function mentionedQualifier(
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
    return unreadableQualifier(unknown(`"${name}" is neither a version nor an alias`, text.at));
  const alias = register.aliasNamed(name, of);
  return {
    text,
    kind: known("alias", text.at),
    alias: alias?.address ?? null,
    version: alias?.version.version ?? null,
  };
}

/** The version that a function publishes with its own deployment, or `$LATEST` when it doesn't publish. */
export function ownVersion(fn: LambdaFunction, text: Value<string>): QualifierReference {
  const publishes = fn.publishesVersions;
  const kind = mapValue(publishes, (yes) => (yes ? ("version" as const) : ("latest" as const)));
  const published = { kind, alias: null, version: ownVersionIdentity(fn.address) };
  if (publishes.state === "unknown") return { ...published, text: withoutText(text) };
  if (knownValue(publishes) === true) {
    const number =
      text.state === "known"
        ? text
        : unknown<string>("the number of the version is made by the deployment", text.at);
    return { ...published, kind: known("version", text.at), text: number };
  }
  const latest = known("$LATEST", text.at, text.trace);
  return { text: latest, kind: known("latest", text.at), alias: null, version: null };
}

export function ofVersion(version: FunctionVersion, at: SourceLocation): QualifierReference {
  const text = unknown<string>("the number of the version is made by the deployment", at);
  return { text, kind: known("version", at), alias: null, version: version.address };
}

/** A reference to a declared alias. @param at where it is referred to */
export function ofAlias(alias: Alias, at = alias.name.at): QualifierReference {
  return { text: alias.name, kind: known("alias", at), alias: alias.address, version: alias.version.version };
}

export function unqualified(at: SourceLocation): QualifierReference {
  return { text: unset(at), kind: unset(at), alias: null, version: null };
}

/** The text of a whole attribute says nothing of one piece of it. */
export function withoutText(text: Value<string>): Value<string> {
  return text.state === "unknown" ? text : unknown("it is a part of another text", text.at);
}

/** What can't be told. */
export function unreadableQualifier(text: Value<string>): QualifierReference {
  const because = text.state === "unknown" ? text.because : "it is not the name or ARN of a function";
  const nothing = <T>(): Value<T> => unknown<T>(because, text.at, { trace: text.trace });
  return { text: nothing(), kind: nothing(), alias: null, version: null };
}
