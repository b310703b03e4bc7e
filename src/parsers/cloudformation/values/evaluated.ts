import { mentionOf, type Published } from "../../../model/mention.ts";
import { type Mention, mentionsOfAlternatives, type TextPart } from "../../../resources/reader.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { derive, either } from "../../../values/either.ts";
import type { Guard } from "../../../values/guard.ts";
import { known, type Settled, type Step, unknown, type Value } from "../../../values/value.ts";

/** What a node of a template comes to. */
export interface Evaluated {
  value: Value<string>;
  /** The text in pieces, where some of them are known only after the deployment. */
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

/** A list; some of its items may be unknown. */
export function list(items: readonly Evaluated[], at: SourceLocation): Evaluated {
  return { value: unknown("it is a list", at), mentions: items.flatMap((item) => item.mentions), items };
}

/** What can't be known. */
export function opaque(because: string, at: SourceLocation, more: Partial<Evaluated> = {}): Evaluated {
  return { mentions: [], ...more, value: unknown(because, at) };
}

/** What another deployment makes known, whose text only the deployment has. */
export function published(what: Published, because: string, at: SourceLocation, trace?: Step[]): Evaluated {
  const mention = mentionOf(what);
  return { value: unknown(because, at, { trace }), parts: [mention], mentions: [mention] };
}

/** Texts one after another. */
export function concatenated(pieces: readonly Evaluated[], at: SourceLocation): Evaluated {
  if (lengthOf(pieces) > MAX_TEXT) return opaque(`its text has more than ${MAX_TEXT} characters`, at);
  const each = pieces.map(partsOf);
  const parts = each.every((own) => own !== undefined) ? merged(each.flat()) : undefined;
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

/** Whatever a text is for, AWS takes no template that is longer. */
const MAX_TEXT = 1_000_000;

function lengthOf(pieces: readonly Evaluated[]): number {
  return pieces.reduce((sum, { value }) => sum + (value.state === "known" ? value.value.length : 0), 0);
}

/** What isn't known at all stands for itself: what is around it, as in an integration's URI, can be understood. */
function partsOf({ parts, value, items }: Evaluated): readonly TextPart[] | undefined {
  return parts ?? (value.state === "unknown" && !items ? [{ address: "" }] : undefined);
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
  const text = derive(values, (settled) => known(settled.map(textIn).join(""), at), at);
  const decided = values.filter((value) => value.trace?.length);
  const [only] = decided;
  // A text with one part that came by a parameter is decided where that is.
  return text.state === "known" && only && decided.length === 1
    ? known(text.value, only.at, only.trace)
    : text;
}

function textIn(each: Settled<string>): string {
  return each.state === "known" ? each.value : "";
}

/** What is one of several alternatives, each under the outcomes of conditions that lead to it. */
export function eitherOf(
  cases: readonly { when: Guard; evaluated: Evaluated }[],
  because: string,
  at: SourceLocation,
): Evaluated {
  const [first] = cases;
  if (first && cases.length === 1) return first.evaluated;
  return {
    value: either(
      cases.map(({ when, evaluated }) => ({ when, value: evaluated.value })),
      because,
      at,
    ),
    mentions: mentionsOfAlternatives(cases.map(({ evaluated }) => evaluated.mentions)),
  };
}

/** The same with another value, where that is another one. */
export function decorated(evaluated: Evaluated, value: Value<string>): Evaluated {
  return value === evaluated.value
    ? evaluated
    : { ...evaluated, ...plain(value), mentions: evaluated.mentions };
}
