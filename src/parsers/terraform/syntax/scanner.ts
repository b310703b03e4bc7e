import type { SourceFile } from "../../../source/source-file.ts";
import type { Expression, Span } from "./ast.ts";
import { MAX_DEPTH, SyntaxFailure, TooDeep } from "./problem.ts";

export type TokenKind =
  | "identifier"
  | "number"
  | "punctuation"
  | "quote"
  | "heredoc"
  | "newline"
  | "end"
  | "invalid";

export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  /** As written; for a heredoc its introduction, `<<-EOT`. */
  text: string;
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** Whatever begins as a number, up to its last digit: `1.5.2` is one token, and no number. */
const NUMBER = /\d(?:(?:[\d.]|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?/y;
const PUNCTUATION = /\.\.\.|::|=>|==|!=|<=|>=|&&|\|\||[-+*/%!<>=?:.,()[\]{}~]/y;
/** The introduction of a text of several lines. */
export const HEREDOC = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*(?=\r?\n)/uy;
/** What Go's TrimSpace takes off a line: unlike `\s`, with U+0085, and without a byte order mark. */
const LINE_SPACE = String.raw`[\t\v\f\r\x85\p{Z}]*`;
const WORD_LINE = lineOf(String.raw`([\p{ID_Start}_][\p{ID_Continue}-]*)`, "gmu");

/** A line that is this word alone, up to its line break: a heredoc ends with one. */
export function lineOf(word: string, flags: string): RegExp {
  return new RegExp(`${flags.includes("m") ? "^" : ""}${LINE_SPACE}${word}${LINE_SPACE}(?=\\n)`, flags);
}
const BLANK = /(?:[ \t]|\r(?=\n))+/y;
const LINE_COMMENT = /(?:#|\/\/)[^\n]*/y;

/**
 * The tokens of Terraform's language, one at a time, from the position of the reader.
 * Line breaks are tokens only where they end something: not within parentheses or brackets.
 */
export class Scanner {
  readonly file: SourceFile;
  /** Where the next token is looked for. */
  at: number;
  /** Where the text ends. */
  readonly limit: number;
  readonly #text: string;
  readonly #parseExpression: (scanner: Scanner) => Expression;
  #peeked: Token | undefined;
  #newlines: boolean;
  #depth = 0;
  /** The last line that holds nothing but a word, by word. */
  #words: ReadonlyMap<string, number> | undefined;
  #lastCommentEnd: number | undefined;

  /** @param parseExpression the grammar of expressions, which lists, objects, templates and indexes hold in their turn */
  constructor(file: SourceFile, parseExpression: (scanner: Scanner) => Expression, newlines = true) {
    this.file = file;
    this.#text = file.text;
    this.at = 0;
    this.limit = file.text.length;
    this.#parseExpression = parseExpression;
    this.#newlines = newlines;
  }

  /** Reads an expression here; throws SyntaxFailure where there is none. */
  expression(): Expression {
    return this.#parseExpression(this);
  }

  /** The next token, which stays next. */
  peek(): Token {
    this.#peeked ??= this.#scan();
    return this.#peeked;
  }

  /** The next token, which is used up. */
  next(): Token {
    const token = this.peek();
    this.moveTo(token.end);
    return token;
  }

  /** Goes on at an offset. */
  moveTo(offset: number): void {
    this.at = offset;
    this.#peeked = undefined;
  }

  /** Whether the next token is this punctuation or word. */
  sees(text: string): boolean {
    const token = this.peek();
    return token.text === text && (token.kind === "punctuation" || token.kind === "identifier");
  }

  /** Uses up the next token when it is this one. */
  take(text: string): Token | undefined {
    return this.sees(text) ? this.next() : undefined;
  }

  /** Uses up the next token, which has to be this one. */
  expect(text: string, where: string): Token {
    return this.take(text) ?? this.fail(`expected "${text}" ${where}`);
  }

  expectIdentifier(what: string): Token {
    return this.peek().kind === "identifier" ? this.next() : this.fail(`expected ${what}`);
  }

  skipNewlines(): void {
    while (this.peek().kind === "newline") this.next();
  }

  /** Whether line breaks end something here. */
  get newlinesCount(): boolean {
    return this.#newlines;
  }

  /** Reads something within brackets: line breaks count, or don't, until it is over. */
  within<T>(newlines: boolean, read: () => T): T {
    const before = this.#newlines;
    if (this.#depth >= MAX_DEPTH) throw new TooDeep(this.file, this.peek().start);
    this.#depth++;
    this.#newlines = newlines;
    this.#peeked = undefined;
    try {
      return read();
    } finally {
      this.#depth--;
      this.#newlines = before;
      this.#peeked = undefined;
    }
  }

  /** Whether there is a line, from an offset on, that holds nothing but this word. The last line of a file is none without its line break. */
  hasLine(word: string, from: number): boolean {
    this.#words ??= new Map([...this.#text.matchAll(WORD_LINE)].map((line) => [line[1] ?? "", line.index]));
    return (this.#words.get(word) ?? -1) >= from;
  }

  span(start: number, end: number): Span {
    return { file: this.file, start, end };
  }

  /** Says what was expected and what is there instead. */
  fail(expectation: string, token: Token = this.peek()): never {
    const found = describe(token);
    throw new SyntaxFailure(
      `Syntax error: ${expectation}, found ${found}.`,
      this.file,
      token.start,
      token.end,
    );
  }

  #scan(): Token {
    const start = this.#afterBlanks();
    if (start >= this.limit) return { kind: "end", start, end: start, text: "" };
    const first = this.#text[start] as string;
    if (first === "\n") return { kind: "newline", start, end: start + 1, text: "\n" };
    if (first === '"') return { kind: "quote", start, end: start + 1, text: '"' };
    return (
      this.#match(HEREDOC, "heredoc", start) ??
      this.#match(IDENTIFIER, "identifier", start) ??
      this.#match(NUMBER, "number", start) ??
      this.#match(PUNCTUATION, "punctuation", start) ?? {
        kind: "invalid",
        start,
        end: start + 1,
        text: first,
      }
    );
  }

  /** Where the next token begins: after blanks and comments, and after line breaks where they don't count. */
  #afterBlanks(): number {
    let at = this.at;
    while (at < this.limit) {
      const next =
        this.#afterMatch(BLANK, at) ?? this.#afterMatch(LINE_COMMENT, at) ?? this.#afterComment(at);
      if (next !== undefined) at = next;
      else if (this.#text[at] === "\n" && !this.#newlines) at++;
      else break;
    }
    return at;
  }

  #afterMatch(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.#text) ? pattern.lastIndex : undefined;
  }

  #afterComment(at: number): number | undefined {
    if (!this.#text.startsWith("/*", at)) return undefined;
    // A hostile file has thousands of comments without an end: it is looked for once.
    this.#lastCommentEnd ??= this.#text.lastIndexOf("*/");
    if (at + 2 <= this.#lastCommentEnd) return this.#text.indexOf("*/", at + 2) + 2;
    throw new SyntaxFailure('Syntax error: this comment has no "*/" at its end.', this.file, at, at + 2);
  }

  #match(pattern: RegExp, kind: TokenKind, start: number): Token | undefined {
    pattern.lastIndex = start;
    const text = pattern.exec(this.#text)?.[0];
    return text === undefined ? undefined : { kind, start, end: start + text.length, text };
  }
}

function describe({ kind, text }: Token): string {
  if (kind === "end") return "the end of the text";
  if (kind === "newline") return "the end of the line";
  if (kind === "quote") return "a quoted text";
  if (text === "\r") return "a carriage return without a line break";
  const code = text.codePointAt(0) ?? 0;
  // A quoted character that nobody sees tells nothing.
  if (kind === "invalid" && (code < 0x20 || isUnseen(text)))
    return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return `"${text}"`;
}

function isUnseen(text: string): boolean {
  return /^[\p{C}\p{Z}]$/u.test(text);
}
