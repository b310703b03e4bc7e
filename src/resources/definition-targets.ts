import type { Mention, TextPart } from "../model/mention.ts";

/** A function that a definition names. */
export interface DefinitionTarget {
  /** The function, with the qualifier that is spelled with it. */
  parts: readonly TextPart[];
  /** What a task of Step Functions says beside it. */
  qualifier?: TextPart;
}

/** Stands for a mention; no text has it. */
const HOLE = "\0";
/** An ARN with or without a qualifier, the name that a task of Step Functions is given, or a mention. What follows a colon may be a variable of a stage. */
const NAMED =
  /(?:arn:[a-z0-9-]*:lambda:[a-z0-9-]*:[0-9]*:function:[A-Za-z0-9_-]+|(?<="FunctionName"\s*:\s*")[A-Za-z0-9_-][A-Za-z0-9:_-]*|\0)(?::(?:\$\{[^}"]*\}|[A-Za-z0-9$_-]+|\0))?/g;
const BESIDE = /"Qualifier(?:\.\$)?"\s*:\s*"([^"]*)"/;
/** How far a task's other parameters are looked for. */
const NEAR = 4000;

/**
 * The functions that a text names: the text of a state machine or an API.
 * @param isTarget whether a mention is of a function, an alias or a version
 */
export function targetsIn(
  parts: readonly TextPart[],
  isTarget: (mention: Mention) => boolean,
): DefinitionTarget[] {
  const mentions = parts.filter((part) => typeof part !== "string");
  const text = parts.map((part) => (typeof part === "string" ? part.replaceAll(HOLE, "") : HOLE)).join("");
  // How many mentions come before what is looked at.
  let before = 0;
  let from = 0;
  return [...text.matchAll(NAMED)].flatMap(({ 0: found, index }): DefinitionTarget[] => {
    before += holesIn(text, from, index);
    from = index;
    const own = partsOf(found, mentions, before);
    const [first] = own;
    if (typeof first !== "string" && !(first && isTarget(first))) return [];
    const { start, end } = objectAround(text, index);
    const beside = BESIDE.exec(text.slice(start, end));
    if (!beside) return [{ parts: own }];
    const at = start + beside.index;
    const between = at < index ? -holesIn(text, at, index) : holesIn(text, index, at);
    const [qualifier] = partsOf(beside[1] ?? "", mentions, before + between);
    return [qualifier === undefined ? { parts: own } : { parts: own, qualifier }];
  });
}

/** @param first the index of the mention that the first hole stands for */
function partsOf(text: string, mentions: readonly Mention[], first: number): TextPart[] {
  let next = first;
  return text.split(/(\0)/).flatMap((piece): TextPart[] => {
    const mention = piece === HOLE ? mentions[next++] : undefined;
    if (mention) return [mention];
    return piece === "" || piece === HOLE ? [] : [piece];
  });
}

/** The braces that something is between. */
function objectAround(text: string, index: number): { start: number; end: number } {
  let depth = 0;
  let start = index;
  for (; start > 0 && index - start < NEAR; start--) {
    if (text[start] === "}") depth++;
    if (text[start] === "{" && depth-- === 0) break;
  }
  depth = 0;
  let end = index;
  for (; end < text.length && end - index < NEAR; end++) {
    if (text[end] === "{") depth++;
    if (text[end] === "}" && depth-- === 0) break;
  }
  return { start, end };
}

function holesIn(text: string, start: number, end: number): number {
  let holes = 0;
  for (let at = text.indexOf(HOLE, start); at !== -1 && at < end; at = text.indexOf(HOLE, at + 1)) holes++;
  return holes;
}

/** Texts with what is given for their `${Key}`. */
export function substituted(
  parts: readonly TextPart[],
  given: ReadonlyMap<string, readonly TextPart[]>,
): readonly TextPart[] {
  if (given.size === 0) return parts;
  return parts.flatMap((part) => {
    if (typeof part !== "string") return [part];
    return part.split(/(\$\{[^{}]*\})/).flatMap((piece) => given.get(piece.slice(2, -1).trim()) ?? [piece]);
  });
}
