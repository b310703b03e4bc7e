import type { SourceLocation } from "../../../source/location.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import type { Attribute, Block, BlockLabel, Body } from "./ast.ts";
import { SyntaxFailure, type SyntaxProblem } from "./problem.ts";
import { skipItem } from "./recovery.ts";
import type { Scanner, Token } from "./scanner.ts";
import { quotedParts } from "./templates.ts";

/**
 * Reads the items of a body up to `}` or the end of the file. What can't be read is a problem, and left out.
 * @param isWithin whether it is the body of a block
 */
export function parseBody(scanner: Scanner, problems: SyntaxProblem[], isWithin = false): Body {
  const { at: start } = scanner;
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  let damage: SourceLocation | undefined;
  // What follows an item that can't be read may be the rest of it: that is said once.
  let isAfterDamage = false;
  for (;;) {
    const begin = scanner.at;
    let first = begin;
    try {
      scanner.skipNewlines();
      first = scanner.peek().start;
      if (scanner.peek().kind === "end" || scanner.sees("}")) break;
      const item = parseItem(scanner, problems);
      if ("value" in item) addAttribute(item, attributes, problems);
      else blocks.push(item);
      expectLineEnd(scanner);
      isAfterDamage = false;
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      const { at } = error.problem;
      const isRest = isAfterDamage && (isWithin || at.start.offset === first);
      if (!isRest) problems.push(error.problem);
      damage ??= at;
      isAfterDamage = true;
      skipItem(scanner, begin, at.start.offset);
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
    const isOnOneLine = scanner.peek().kind !== "newline";
    const body = parseBody(scanner, problems, true);
    const close = scanner.take("}");
    if (!close) {
      const message = `Syntax error: this "${type.text}" block has no "}" at its end.`;
      const at = scanner.file.locate(header.start, open.end);
      problems.push({ message, at });
      body.damage ??= at;
    } else if (isOnOneLine ? !mayStandOnOneLine(body, open, close) : !standsAlone(body, close)) {
      const message = isOnOneLine
        ? 'Syntax error: a block that begins on the line of its "{" holds one attribute at most, and ends on that line.'
        : 'Syntax error: expected the end of the line before this "}".';
      problems.push({ message, at: scanner.file.locate(close.start, close.end) });
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
      ...(close ? {} : { isUnclosed: true }),
    };
  });
}

function mayStandOnOneLine({ file, attributes, blocks, damage }: Body, open: Token, close: Token): boolean {
  const [only] = attributes.values();
  if (damage) return true;
  if (blocks.length > 0 || attributes.size > 1) return false;
  return !only || !(hasLineBreak(file, open.end, only.start) || hasLineBreak(file, only.end, close.start));
}

/** Whether the closing bracket of a block has a line of its own. */
function standsAlone({ file, attributes, blocks, damage }: Body, close: Token): boolean {
  const end = Math.max([...attributes.values()].at(-1)?.end ?? 0, blocks.at(-1)?.end ?? 0);
  return end === 0 || damage !== undefined || hasLineBreak(file, end, close.start);
}

function hasLineBreak({ text }: SourceFile, start: number, end: number): boolean {
  return text.slice(start, end).includes("\n");
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

/** An item ends with its line; also before the bracket that closes a block on one line, which `parseBlock` looks at. */
function expectLineEnd(scanner: Scanner): void {
  const { kind } = scanner.peek();
  if (kind === "newline" || kind === "end" || scanner.sees("}")) return;
  scanner.fail("expected the end of the line");
}
