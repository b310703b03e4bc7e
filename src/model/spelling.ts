import type { Mention, TextPart } from "./mention.ts";

/** How a function is spelled, with or without a qualifier, taken apart. */
export interface Spelling {
  /** Undefined: text and mentions are mixed, so the name isn't known. */
  function: TextPart | undefined;
  /** Null: there is none. Undefined: there is one, and it isn't known. */
  qualifier: TextPart | null | undefined;
  /** The account and region that an ARN, or a part of one, gives. */
  pool: SpelledPool;
}

/** An account and region, as far as they are written out. */
export interface SpelledPool {
  readonly account?: string;
  readonly region?: string;
}

/** Stands for a mention, so that what is around it can be matched; no function's name has it. */
const HOLE = "\0";
const INVOKE_ARN = /^(.*\/functions\/)(.+)\/invocations$/s;
const PREFIX = /^(?:arn:[^:]*:lambda:([^:]*):([^:]*):|(?:([^:]*):)?([^:]*):)?function:|^(\d{12}):/;

/**
 * Takes apart `NAME`, `NAME:QUALIFIER`, `function:NAME:QUALIFIER` (a scaling target's id too), a partial ARN, an ARN,
 * or API Gateway's invocation ARN around one. Undefined when it is none of them.
 */
export function takeApart(parts: readonly TextPart[]): Spelling | undefined {
  const [first, another] = parts;
  // Most references are one name or one mention, and nothing else.
  if (first !== undefined && another === undefined && (typeof first !== "string" || /^[\w-]+$/.test(first)))
    return { function: first, qualifier: null, pool: NOWHERE };
  const mentions = parts.filter((part) => typeof part !== "string");
  const text = parts.map((part) => (typeof part === "string" ? part.replaceAll(HOLE, "") : HOLE)).join("");
  const [, around = "", inner = text] = INVOKE_ARN.exec(text) ?? [];
  const [prefix = "", ...places] = PREFIX.exec(inner) ?? [];
  const pieces = inner.slice(prefix.length).split(":");
  const [name = "", qualifier] = pieces;
  if (name === "" || pieces.length > 2) return undefined;
  const before = holesIn(around + prefix);
  return {
    function: piece(name, mentions.slice(before)),
    qualifier: qualifier === undefined ? null : piece(qualifier, mentions.slice(before + holesIn(name))),
    pool: poolIn(places),
  };
}

const NOWHERE: SpelledPool = {};

/** @param places region and account of an ARN, region and account of a part of one, an account alone */
function poolIn([region, account, partRegion, partAccount, alone]: readonly string[]): SpelledPool {
  const [inRegion, ofAccount] = [region ?? partRegion, account ?? partAccount ?? alone];
  if (inRegion === undefined && ofAccount === undefined) return NOWHERE;
  const isWritten = (text: string | undefined) => text !== undefined && text !== "" && !text.includes(HOLE);
  return {
    ...(isWritten(ofAccount) ? { account: ofAccount as string } : {}),
    ...(isWritten(inRegion) ? { region: inRegion as string } : {}),
  };
}

/** A text without mentions, or the one mention that it is. */
function piece(text: string, mentions: readonly Mention[]): TextPart | undefined {
  if (text === HOLE) return mentions[0];
  return text.includes(HOLE) ? undefined : text;
}

function holesIn(text: string): number {
  return text.split(HOLE).length - 1;
}
