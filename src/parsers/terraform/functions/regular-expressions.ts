import { RE2JS } from "re2js";
import { own } from "../../../source/own.ts";
import { work, workOnText, workToMake } from "../../../values/work.ts";
import { listOf, nil, object, str, tuple } from "../values/construct.ts";
import { listType, STRING } from "../values/types.ts";
import { EvaluationError, type TfValue, type Type } from "../values/value.ts";
import { type FunctionDefinition, Incomputable, ofStrings, refuseLong } from "./definition.ts";

/** Longer texts are not searched: linear time is time all the same. */
const MAX_SEARCHED = 64 * 1024;

/** Characters of a pattern that are followed in the time that one value takes. */
const STATES = 8;
/** Functions of regular expressions, in RE2's syntax and with its linear time. */
export const regularExpressions: Readonly<Record<string, FunctionDefinition>> = {
  regex: ofStrings(2, { kind: "dynamic" }, (pattern, text) => {
    const matcher = matcherOf(pattern, text);
    if (!matcher.find()) throw new EvaluationError("the pattern does not match the text");
    return captured(matcher, groupsOf(pattern));
  }),
  regexall: ofStrings(2, listType({ kind: "dynamic" }), (pattern, text) => {
    const matcher = matcherOf(pattern, text);
    const groups = groupsOf(pattern);
    const found: TfValue[] = [];
    for (const match of matchesOf(matcher)) {
      workToMake(1 + groups.count);
      found.push(captured(match, groups));
    }
    return listOf(found, matchType(groups));
  }),
};

/** `replace`: `/…/` is a regular expression, anything else a plain text. */
export function replace(text: string, search: string, replacement: string): string {
  const isPattern = search.length > 1 && search.startsWith("/") && search.endsWith("/");
  if (!isPattern) {
    const count = text.split(search).length;
    refuseLong(text.length + (count + 1) * (replacement.length - search.length));
    return text.replaceAll(search, () => replacement);
  }
  const pattern = search.slice(1, -1);
  const { names } = groupsIn(pattern);
  const pieces: string[] = [];
  let end = 0;
  let length = 0;
  for (const matcher of matchesOf(matcherOf(pattern, text))) {
    const put = expanded(replacement, matcher, names);
    length += matcher.start() - end + put.length;
    refuseLong(length);
    workOnText(replacement.length);
    pieces.push(text.slice(end, matcher.start()), put);
    end = matcher.end();
  }
  return pieces.join("") + text.slice(end);
}

/** Puts groups in the place of `$1`, `$name` and `${name}`, as Go does: a group that there is none of is empty. */
function expanded(replacement: string, matcher: Matcher, names: Groups["names"]): string {
  return replacement.replace(
    /\$(?:\$|\{(\w+)\}|(\w+))/g,
    (all, braced: string | undefined, bare: string | undefined) => {
      const name = braced ?? bare;
      if (name === undefined) return all.slice(1);
      const index = /^\d+$/.test(name) ? Number(name) : own(names, name);
      return index === undefined || index > matcher.groupCount() ? "" : (matcher.group(index) ?? "");
    },
  );
}

/** The matches in a row. As in Go, an empty one right after another one is none. */
function* matchesOf(matcher: Matcher): Generator<Matcher> {
  let end = 0;
  while (matcher.find()) {
    if (matcher.end() === end && end > 0) continue;
    end = matcher.end();
    yield matcher;
  }
}

type Matcher = ReturnType<RE2JS["matcher"]>;

interface Groups {
  count: number;
  /** By name; empty when the groups have none. */
  names: Readonly<Record<string, number>>;
}

/** A search takes as long as its text, for each of the states that its pattern has. */
function matcherOf(pattern: string, text: string): Matcher {
  work(bounded(text).length * (1 + pattern.length / STATES));
  return compiled(pattern).matcher(text);
}

function compiled(pattern: string): RE2JS {
  // Outside of what is caught: the package is loaded here, and that it can't be is no fault of the pattern.
  const engine = RE2JS;
  try {
    return engine.compile(pattern);
  } catch (error) {
    throw new EvaluationError(`the pattern is not a regular expression of RE2: ${(error as Error).message}`);
  }
}

function groupsIn(pattern: string): Groups {
  const expression = compiled(pattern);
  return { count: expression.groupCount(), names: expression.namedGroups() as Record<string, number> };
}

/** The groups of a pattern whose match is a value: all are named, or none. */
function groupsOf(pattern: string): Groups {
  const { count, names } = groupsIn(pattern);
  if (Object.keys(names).length > 0 && Object.keys(names).length < count)
    throw new EvaluationError("either all groups of the pattern have names, or none has one");
  return { count, names };
}

/** The whole match; with groups a list of them, or an object of the named ones. */
function captured(matcher: Matcher, { count, names }: Groups): TfValue {
  if (count === 0) return str(matcher.group() ?? "");
  const group = (index: number): TfValue => {
    const text = matcher.group(index);
    return text === null || text === undefined ? nil(STRING) : str(text);
  };
  const named = Object.entries(names);
  if (named.length > 0) return object(named.map(([name, index]) => [name, group(index)]));
  return tuple(Array.from({ length: count }, (_, index) => group(index + 1)));
}

function matchType({ count, names }: Groups): Type {
  if (count === 0) return STRING;
  const named = Object.keys(names).sort();
  if (named.length > 0) return { kind: "object", attributes: new Map(named.map((name) => [name, STRING])) };
  return { kind: "tuple", elements: Array.from({ length: count }, () => STRING) };
}

function bounded(text: string): string {
  if (text.length > MAX_SEARCHED)
    throw new Incomputable("limit", `is given a text of more than ${MAX_SEARCHED} characters`);
  return text;
}
