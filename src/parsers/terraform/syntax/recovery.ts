import type { Block, Body } from "./ast.ts";
import { HEREDOC, lineOf, type Scanner } from "./scanner.ts";

/**
 * Goes on after an item that could not be read: past the line, or the text of several lines, on which reading failed,
 * with all braces that are opened on the way, but never into the next block of the file. Parentheses and lists count for nothing: it may be they that are not closed.
 */
export function skipItem(scanner: Scanner, begin: number, failure: number): void {
  const { text } = scanner.file;
  let depth = 0;
  let at = afterHeredocs(scanner, begin, Math.max(begin, failure));
  for (; at < scanner.limit; at++) {
    const character = text[at];
    if (character === '"') at = endOfQuote(text, at);
    else if (character === "#" || text.startsWith("//", at)) at = lineEnd(text, at) - 1;
    else if (character === "<") at = (heredocEnd(scanner, at) ?? at + 1) - 1;
    else if (character === "{") depth++;
    else if (character === "}" && depth-- === 0) break;
    else if (character === "\n" && (depth === 0 || beginsBlockOfFile(text, at + 1))) break;
  }
  scanner.moveTo(Math.max(at, scanner.at));
}

/** The end of the heredoc that the reading failed in; the place of the failure itself when it is in none. */
function afterHeredocs(scanner: Scanner, begin: number, failure: number): number {
  const { text } = scanner.file;
  let after = begin;
  for (const { index } of text.slice(begin, failure).matchAll(/<</g)) {
    if (begin + index >= after) after = heredocEnd(scanner, begin + index) ?? after;
  }
  return Math.max(after, failure);
}

/** Where the heredoc that begins here ends; undefined when there is none, or it has no end. */
function heredocEnd(scanner: Scanner, at: number): number | undefined {
  const { text } = scanner.file;
  HEREDOC.lastIndex = at;
  const introduction = HEREDOC.exec(text)?.[0];
  const word = introduction?.replace(/^<<-?/, "");
  if (introduction === undefined || !word || !scanner.hasLine(word, at)) return undefined;
  const closing = lineOf(word, "gmu");
  closing.lastIndex = text.indexOf("\n", at + introduction.length) + 1;
  return closing.test(text) ? closing.lastIndex : undefined;
}

/** The closing quote of a text on one line, or the end of that line. */
function endOfQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
    else if (text[at] === "\n") return at - 1;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Blocks of a file, which no other block can hold. */
const OF_FILES = new Set([
  "resource",
  "data",
  "ephemeral",
  "module",
  "variable",
  "output",
  "locals",
  "provider",
  "terraform",
  "moved",
  "import",
  "removed",
  "check",
]);

const BEGINNING = new RegExp(`(?:${[...OF_FILES].join("|")})(?=[ \\t]*[{"])`, "y");

/** Whether a block of the file begins here, without indentation. */
function beginsBlockOfFile(text: string, at: number): boolean {
  BEGINNING.lastIndex = at;
  return BEGINNING.test(text);
}

/** Where a block has no `}` at its end, the blocks after it were read as parts of it: they are blocks of the file all the same. */
export function withoutSwallowed(body: Body): Body {
  if (!body.blocks.some((block) => block.isUnclosed)) return body;
  return { ...body, blocks: body.blocks.flatMap(released) };
}

function released(block: Block): Block[] {
  if (!block.isUnclosed) return [block];
  const inner = block.body.blocks.flatMap(released);
  const own = inner.filter((each) => !isOfFile(each));
  return [{ ...block, body: { ...block.body, blocks: own } }, ...inner.filter(isOfFile)];
}

/** Whether it is of a type that files hold, and begins its line without indentation. */
function isOfFile({ type, start, file }: Block): boolean {
  return OF_FILES.has(type) && (start === 0 || file.text[start - 1] === "\n");
}
