import type { Expression, TemplatePart } from "./ast.ts";
import { parseForHeader } from "./collections.ts";
import { SyntaxFailure } from "./problem.ts";
import { lineOf, type Scanner } from "./scanner.ts";
import { assemble, type LiteralPiece, type Piece } from "./template-pieces.ts";

/** Reads a quoted text, from its first quote to its last. */
export function quotedParts(scanner: Scanner): TemplatePart[] {
  const open = scanner.next();
  const pieces = readPieces(scanner, open.end, "quoted");
  if (!pieces) throw unterminated(scanner, open.end);
  return assemble(pieces, scanner.file);
}

/** Reads a heredoc, from `<<` to the word that ends it. With `<<-` its lines lose the blanks that all of them begin with. */
export function heredocParts(scanner: Scanner): TemplatePart[] {
  const introduction = scanner.next();
  const indented = introduction.text.startsWith("<<-");
  const word = introduction.text.slice(indented ? 3 : 2);
  const start = scanner.file.text.indexOf("\n", introduction.end) + 1;
  const pieces = scanner.hasLine(word, start) && readPieces(scanner, start, "bare", lineOf(word, "yu"));
  if (!pieces) {
    const message = `Syntax error: this text has no line "${word}" at its end.`;
    throw new SyntaxFailure(message, scanner.file, introduction.start, introduction.end);
  }
  return assemble(pieces, scanner.file, indented);
}

/** Reads all of a file, or what is left of it, as a template: what `templatefile` is given. */
export function bareParts(scanner: Scanner): TemplatePart[] {
  return assemble(readPieces(scanner, scanner.at, "bare", END_OF_TEXT) ?? [], scanner.file);
}

type Mode = "quoted" | "bare";

const RUN: Record<Mode, RegExp> = { quoted: /[^"\\$%\n]+/y, bare: /[^$%\n]+/y };

const END_OF_TEXT = /$/y;

/**
 * Reads a template up to its end: undefined when it has none.
 * @param end what ends a bare template, where a line begins or the text is over
 */
function readPieces(
  scanner: Scanner,
  from: number,
  mode: Mode,
  end: RegExp = END_OF_TEXT,
): Piece[] | undefined {
  const { file } = scanner;
  const pieces: Piece[] = [];
  let literal = emptyLiteral(from);
  let at = from;
  const finish = (next: number) => {
    if (literal.text !== "") pieces.push({ ...literal, end: at });
    literal = emptyLiteral(next);
  };
  const add = (text: string, length: number) => {
    literal.text += text;
    at += length;
  };
  for (;;) {
    if (mode === "bare" && (at === from || at === scanner.limit || file.text[at - 1] === "\n")) {
      const ending = matched(end, file.text, at);
      if (ending !== undefined) {
        finish(at);
        scanner.moveTo(at + ending.length);
        return pieces;
      }
    }
    if (at >= scanner.limit) return undefined;
    const run = matched(RUN[mode], file.text, at);
    if (run) add(run, run.length);
    else if (/^(?:\$\$|%%)\{/.test(file.text.slice(at, at + 3))) add(file.text.slice(at + 1, at + 3), 3);
    else if (/^[$%]\{/.test(file.text.slice(at, at + 2))) {
      finish(at);
      pieces.push(readSequence(scanner, at));
      at = scanner.at;
      literal = emptyLiteral(at);
    } else if (mode === "quoted" && file.text[at] === '"') {
      finish(at);
      scanner.moveTo(at + 1);
      return pieces;
    } else if (mode === "quoted" && file.text[at] === "\\") add(...readEscape(scanner, at));
    else if (mode === "quoted" && file.text[at] === "\n") return undefined;
    else {
      const character = file.text[at] as string;
      add(character, 1);
      // Blanks are trimmed and stripped line by line.
      if (character === "\n") finish(at);
    }
  }
}

function emptyLiteral(start: number): LiteralPiece {
  return { kind: "literal", start, end: start, text: "" };
}

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unterminated(scanner: Scanner, from: number): SyntaxFailure {
  const message =
    'Syntax error: this text has no closing quote on its line; for several lines use "\\n" or <<EOT.';
  return new SyntaxFailure(message, scanner.file, from - 1, from);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** @returns the character that is meant, and how long its spelling is */
function readEscape({ file }: Scanner, at: number): [text: string, length: number] {
  const simple = ESCAPES[file.text[at + 1] ?? ""];
  if (simple !== undefined) return [simple, 2];
  const hex = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(file.text.slice(at, at + 10));
  const code = hex && Number.parseInt(hex[1] ?? hex[2] ?? "", 16);
  // Half of a surrogate pair is no character.
  if (code !== null && hex && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff))
    return [String.fromCodePoint(code), hex[0].length];
  const message = `Syntax error: there is no escape sequence "${file.text.slice(at, at + 2)}"; write "\\\\" for a backslash.`;
  throw new SyntaxFailure(message, file, at, at + 2);
}

/** `${…}` or `%{…}`. The scanner is after it then. */
function readSequence(scanner: Scanner, start: number): Piece {
  const { file } = scanner;
  const trimsBefore = file.text[start + 2] === "~";
  scanner.moveTo(start + (trimsBefore ? 3 : 2));
  const content = scanner.within(false, () => {
    const read =
      file.text[start] === "$"
        ? { kind: "interpolation" as const, expression: scanner.expression() }
        : readDirective(scanner);
    const tilde = scanner.take("~");
    const close = scanner.expect("}", "at the end of a template sequence");
    if (tilde && tilde.end !== close.start) scanner.fail('expected "~}" without a blank', tilde);
    return { ...read, trimsAfter: tilde !== undefined, end: close.end };
  });
  return { ...content, start, trimsBefore };
}

type Directive =
  | { kind: "if"; condition: Expression }
  | ({ kind: "for" } & ReturnType<typeof parseForHeader>)
  | { kind: "else" | "endif" | "endfor" };

function readDirective(scanner: Scanner): Directive {
  if (scanner.sees("for")) return { kind: "for", ...parseForHeader(scanner) };
  if (scanner.take("if")) return { kind: "if", condition: scanner.expression() };
  for (const kind of ["else", "endif", "endfor"] as const) if (scanner.take(kind)) return { kind };
  return scanner.fail('expected "if", "else", "endif", "for" or "endfor"');
}
