import type { SourceLocation } from "../../../source/location.ts";
import type { Attribute, Block, BlockLabel, Body } from "./ast.ts";
import { SyntaxFailure, type SyntaxProblem } from "./problem.ts";
import type { Scanner, Token } from "./scanner.ts";
import { quotedParts } from "./templates.ts";

/** Reads the items of a body up to `}` or the end of the file. What can't be read is a problem, and left out. */
export function parseBody(scanner: Scanner, problems: SyntaxProblem[]): Body {
  const { at: start } = scanner;
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  let damage: SourceLocation | undefined;
  for (;;) {
    const begin = scanner.at;
    try {
      scanner.skipNewlines();
      if (scanner.peek().kind === "end" || scanner.sees("}")) break;
      const item = parseItem(scanner, problems);
      if ("value" in item) addAttribute(item, attributes, problems);
      else blocks.push(item);
      expectLineEnd(scanner);
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      problems.push(error.problem);
      damage ??= error.problem.at;
      recover(scanner, Math.max(begin, error.problem.at.start.offset));
    }
  }
  const body: Body = { file: scanner.file, start, end: scanner.at, attributes, blocks };
  if (damage) body.damage = damage;
  return body;
}

function parseItem(scanner: Scanner, problems: SyntaxProblem[]): Attribute | Block {
  const name = scanner.expectIdentifier("the name of an attribute or a block");
  const nameSpan = scanner.span(name.start, name.end);
  if (!scanner.take("=")) return parseBlock(scanner, name, problems);
  const value = scanner.expression();
  return { file: scanner.file, start: name.start, end: value.end, name: name.text, nameSpan, value };
}

function addAttribute(
  attribute: Attribute,
  attributes: Map<string, Attribute>,
  problems: SyntaxProblem[],
): void {
  const { name, nameSpan } = attribute;
  if (!attributes.has(name)) attributes.set(name, attribute);
  else {
    const message = `Syntax error: "${name}" is set twice in one block.`;
    problems.push({ message, at: nameSpan.file.locate(nameSpan.start, nameSpan.end) });
  }
}

function parseBlock(scanner: Scanner, type: Token, problems: SyntaxProblem[]): Block {
  const labels: BlockLabel[] = [];
  for (
    let token = scanner.peek();
    token.kind === "quote" || token.kind === "identifier";
    token = scanner.peek()
  )
    labels.push(parseLabel(scanner));
  const header = scanner.span(type.start, labels.at(-1)?.end ?? type.end);
  if (!scanner.sees("{"))
    scanner.fail(
      labels.length === 0 ? 'expected "=" or "{" after a name' : 'expected "{" after the labels of a block',
    );
  const open = scanner.next();
  return scanner.within(true, () => {
    const body = parseBody(scanner, problems);
    const close = scanner.take("}");
    if (!close) {
      const message = `Syntax error: this "${type.text}" block has no "}" at its end.`;
      problems.push({ message, at: scanner.file.locate(header.start, open.end) });
    }
    const typeSpan = scanner.span(type.start, type.end);
    return {
      file: scanner.file,
      start: type.start,
      end: close?.end ?? scanner.at,
      type: type.text,
      typeSpan,
      labels,
      body,
      header,
    };
  });
}

function parseLabel(scanner: Scanner): BlockLabel {
  const { file } = scanner;
  const { kind, start, text } = scanner.peek();
  if (kind === "identifier") return { file, start, end: scanner.next().end, value: text };
  const parts = quotedParts(scanner);
  const [only] = parts;
  if (parts.length > 1 || (only && only.kind !== "literal"))
    throw new SyntaxFailure("Syntax error: a label can't hold an expression.", file, start, scanner.at);
  return { file, start, end: scanner.at, value: String(only?.value ?? "") };
}

/** An item ends with its line; also before the bracket that closes a block on one line. */
function expectLineEnd(scanner: Scanner): void {
  const { kind } = scanner.peek();
  if (kind === "newline" || kind === "end" || scanner.sees("}")) return;
  scanner.fail("expected the end of the line");
}

/** Goes to the end of the item that could not be read: past its line, with all brackets that are opened on the way. */
function recover(scanner: Scanner, from: number): void {
  const { text } = scanner.file;
  let depth = 0;
  let at = from;
  for (; at < scanner.limit; at++) {
    const character = text[at];
    if (character === '"') at = endOfQuote(text, at);
    else if (character === "{" || character === "[" || character === "(") depth++;
    else if (character === "}" || character === "]" || character === ")") {
      if (depth === 0 && character === "}") break;
      depth = Math.max(0, depth - 1);
    } else if (character === "\n" && depth === 0) break;
  }
  scanner.moveTo(Math.max(at, scanner.at));
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
