import type { SourceLocation } from "../source/location.ts";
import { known, knownValue, mapValue, unknown, unset, type Value } from "../values/value.ts";
import type { FunctionVersion, LambdaFunction, Qualifier } from "./model.ts";

/** No qualifier: the function itself. */
export function unqualified(at: SourceLocation): Qualifier {
  return { text: unset(at), kind: unset(at), alias: null, version: null };
}

/** A qualifier of which nothing is known. */
export function unreadableQualifier(text: Value<string>): Qualifier {
  const because = text.state === "unknown" ? text.because : "it is not the name or ARN of a function";
  const nothing = <T>(): Value<T> => unknown<T>(because, text.at, { trace: text.trace });
  return { text: nothing(), kind: nothing(), alias: null, version: null };
}

/** The version that a function publishes with its own deployment, or `$LATEST` when it doesn't publish. */
export function ownVersion(fn: LambdaFunction, text: Value<string>): Qualifier {
  const publishes = fn.publishesVersions;
  const kind = mapValue(publishes, (yes) => (yes ? ("version" as const) : ("latest" as const)));
  const published = { kind, alias: null, version: ownVersionIdentity(fn) };
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

export function ofVersion(version: FunctionVersion, at: SourceLocation): Qualifier {
  const text = unknown<string>("the number of the version is made by the deployment", at);
  return { text, kind: known("version", at), alias: null, version: version.id };
}

/**
 * Identity of a numbered version: a number that the function itself has now is the version that it publishes.
 * @param outside what identifies a function that isn't declared
 */
export function versionIdentity(
  number: string,
  fn: LambdaFunction | undefined,
  outside: string | undefined,
): string | null {
  if (fn?.publishedVersion === number) return ownVersionIdentity(fn);
  const holder = fn?.id ?? outside;
  return holder === undefined ? null : `${holder}:${number}`;
}

function ownVersionIdentity({ id }: LambdaFunction): string {
  return `${id}:published`;
}

/** The text of a whole attribute says nothing of one piece of it. */
export function withoutText(text: Value<string>): Value<string> {
  return text.state === "unknown" ? text : unknown("it is a part of another text", text.at);
}
