import type { Expression, ObjectItem, Span } from "./ast.ts";
import type { Scanner } from "./scanner.ts";

/** Reads `[a, b]` or `[for …]`. */
export function parseBrackets(scanner: Scanner): Expression {
  const open = scanner.next();
  return scanner.within(false, () => {
    if (scanner.sees("for")) return parseForTuple(scanner, open.start);
    const items: Expression[] = [];
    while (!scanner.sees("]")) {
      items.push(scanner.expression());
      if (!scanner.take(",")) break;
    }
    const close = scanner.expect("]", "after the items of a list");
    return { kind: "tuple", ...scanner.span(open.start, close.end), items };
  });
}

/** Reads `{ a = b }` or `{for …}`. */
export function parseBraces(scanner: Scanner): Expression {
  const open = scanner.next();
  const isFor = scanner.within(false, () => scanner.sees("for"));
  if (isFor) return scanner.within(false, () => parseForObject(scanner, open.start));
  return scanner.within(true, () => {
    const items: ObjectItem[] = [];
    scanner.skipNewlines();
    while (!scanner.sees("}")) {
      items.push(parseItem(scanner));
      if (!scanner.take(",") && scanner.peek().kind !== "newline") break;
      scanner.skipNewlines();
    }
    const close = scanner.expect("}", "after the items of an object");
    return { kind: "object", ...scanner.span(open.start, close.end), items };
  });
}

function parseItem(scanner: Scanner): ObjectItem {
  const key = keyOf(scanner.expression());
  if (!scanner.take("=") && !scanner.take(":")) scanner.fail('expected "=" after a key');
  return { key, value: scanner.expression() };
}

/** A bare name is that text, not a reference; `null` is a name too. */
function keyOf(expression: Expression): Expression {
  const { file, start, end } = expression;
  if (expression.kind === "variable") return { kind: "literal", file, start, end, value: expression.name };
  return expression.kind === "literal" && expression.value === null
    ? { ...expression, value: "null" }
    : expression;
}

interface ForHeader {
  keyName?: string;
  valueName: string;
  collection: Expression;
}

/** `for k, v in collection`, without what follows. */
export function parseForHeader(scanner: Scanner): ForHeader {
  scanner.expect("for", "at the beginning of a for expression");
  const first = scanner.expectIdentifier("the name of the element").text;
  const second = scanner.take(",") && scanner.expectIdentifier("the name of the element").text;
  scanner.expect("in", "after the names of a for expression");
  const collection = scanner.expression();
  return second === undefined
    ? { valueName: first, collection }
    : { keyName: first, valueName: second, collection };
}

function parseForTuple(scanner: Scanner, start: number): Expression {
  const header = parseForHeader(scanner);
  scanner.expect(":", "after the collection of a for expression");
  const value = scanner.expression();
  const { condition, span } = parseForEnd(scanner, start, "]");
  return { kind: "for-tuple", ...span, ...header, value, ...condition };
}

function parseForObject(scanner: Scanner, start: number): Expression {
  const header = parseForHeader(scanner);
  scanner.expect(":", "after the collection of a for expression");
  const key = scanner.expression();
  scanner.expect("=>", "after the key of a for expression");
  const value = scanner.expression();
  const grouped = scanner.take("...") !== undefined;
  const { condition, span } = parseForEnd(scanner, start, "}");
  return { kind: "for-object", ...span, ...header, key, value, grouped, ...condition };
}

function parseForEnd(
  scanner: Scanner,
  start: number,
  bracket: string,
): { condition: { condition?: Expression }; span: Span } {
  const condition = scanner.take("if") ? { condition: scanner.expression() } : {};
  const close = scanner.expect(bracket, "after a for expression");
  return { condition, span: scanner.span(start, close.end) };
}
