import { inWays, type Mention, type TextPart } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { compatible, type Guard } from "../../../values/guard.ts";
import {
  type Alternative,
  alternativesOf,
  known,
  unknown,
  unset,
  type Value,
} from "../../../values/value.ts";

/** What a node of a template comes to. */
export interface Evaluated {
  value: Value<string>;
  /** The text in pieces, where it is made of what only a deployment tells. */
  parts?: readonly TextPart[];
  /** Everything that it refers to. */
  mentions: readonly Mention[];
  /** Of a list: its items. */
  items?: readonly Evaluated[];
}

/** A known text, or nothing. */
export function plain(value: Value<string>): Evaluated {
  return { value, mentions: [], ...(value.state === "known" ? { parts: [value.value] } : {}) };
}

/** A list whose items are known as far as they are. */
export function list(items: readonly Evaluated[], at: SourceLocation): Evaluated {
  return { value: unknown("it is a list", at), mentions: items.flatMap((item) => item.mentions), items };
}

/** What can't be known. */
export function opaque(because: string, at: SourceLocation, more: Partial<Evaluated> = {}): Evaluated {
  return { mentions: [], ...more, value: unknown(because, at) };
}

/** Texts one after another. */
export function concatenated(pieces: readonly Evaluated[], at: SourceLocation): Evaluated {
  const parts = pieces.every((piece) => piece.parts)
    ? merged(pieces.flatMap((piece) => piece.parts ?? []))
    : undefined;
  const mentions = pieces.flatMap((piece) => piece.mentions);
  return {
    value: joined(
      pieces.map((piece) => piece.value),
      at,
    ),
    mentions,
    ...(parts ? { parts } : {}),
  };
}

function merged(parts: readonly TextPart[]): TextPart[] {
  const all: TextPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === "string" && typeof last === "string") all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}

function joined(values: readonly Value<string>[], at: SourceLocation): Value<string> {
  let ways: { text: string; when: Guard }[] = [{ text: "", when: {} }];
  for (const value of values) {
    const possible = alternativesOf(value);
    if (!possible) return unknown(value.state === "unknown" ? value.because : "it has no value", at);
    ways = ways.flatMap(({ text, when }) =>
      possible
        .filter((way) => compatible(when, way.when))
        .map((way) => ({
          text: text + (way.state === "known" ? way.value : ""),
          when: { ...when, ...way.when },
        })),
    );
    if (ways.length > MAX_WAYS) return unknown("it can turn out in too many ways", at);
  }
  const undecided = values.find((value) => value.state === "unknown");
  const [only] = ways;
  const decided = values.filter((value) => value.trace?.length);
  // A text with one part that came by a parameter is decided where that is.
  const origin: Pick<Value<string>, "at" | "trace"> = decided.length === 1 && decided[0]
    ? decided[0]
    : { at };
  if (!undecided) return known(only?.text ?? "", origin.at, origin.trace);
  const because = undecided.state === "unknown" ? undecided.because : "";
  return unknown(because, at, { alternatives: ways.map(({ text, when }) => ({ ...known(text, at), when })) });
}

const MAX_WAYS = 64;

/** What turns out in one of several ways, each under the outcomes of conditions that lead to it. */
export function gathered(
  ways: readonly { when: Guard; evaluated: Evaluated }[],
  because: string,
  at: SourceLocation,
): Evaluated {
  const [first] = ways;
  if (first && ways.length === 1) return first.evaluated;
  const mentions = inWays(ways.map(({ evaluated }) => evaluated.mentions));
  const alternatives: Alternative<string>[] = [];
  for (const { when, evaluated } of ways) {
    const possible = alternativesOf(evaluated.value);
    if (!possible)
      return {
        value: unknown(evaluated.value.state === "unknown" ? evaluated.value.because : because, at),
        mentions,
      };
    for (const way of possible)
      if (compatible(when, way.when)) alternatives.push({ ...way, when: { ...when, ...way.when } });
  }
  if (alternatives.length > 0 && alternatives.every((each) => same(each, alternatives[0]))) {
    const { when: _, ...rest } = alternatives[0] as Alternative<string>;
    return { value: rest.state === "known" ? rest : unset(rest.at, rest.trace), mentions };
  }
  return { value: unknown(because, at, { alternatives }), mentions };
}

function same(a: Alternative<string>, b: Alternative<string> | undefined): boolean {
  if (a.state === "known") return b?.state === "known" && a.value === b.value;
  return b?.state === a.state;
}
