import type { BinaryOperator, Expression, FunctionCall, TemplatePart } from "./ast.ts";
import { parseBraces, parseBrackets } from "./collections.ts";
import { SyntaxFailure } from "./problem.ts";
import type { Scanner, Token } from "./scanner.ts";
import { heredocParts, quotedParts } from "./templates.ts";
import { parseTraversals } from "./traversals.ts";

/** Binary operators by how tightly they bind, loosest first. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(["||"]),
  new Set(["&&"]),
  new Set(["==", "!="]),
  new Set(["<", ">", "<=", ">="]),
  new Set(["+", "-"]),
  new Set(["*", "/", "%"]),
];

/** Reads an expression; throws SyntaxFailure where there is none. */
export function parseExpression(scanner: Scanner): Expression {
  const condition = parseBinary(scanner, 0);
  if (!scanner.take("?")) return condition;
  return scanner.within(lineBreaksEnd(scanner), () => {
    const then = parseExpression(scanner);
    scanner.expect(":", "between the two results of a conditional");
    const otherwise = parseExpression(scanner);
    return {
      kind: "conditional",
      ...scanner.span(condition.start, otherwise.end),
      condition,
      then,
      otherwise,
    };
  });
}

/** Nesting is counted by `within`, which keeps the meaning of line breaks here. */
function lineBreaksEnd(scanner: Scanner): boolean {
  return scanner.newlinesCount;
}

function parseBinary(scanner: Scanner, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return parseUnary(scanner);
  let left = parseBinary(scanner, level + 1);
  for (let token = scanner.peek(); isOperator(token, operators); token = scanner.peek()) {
    scanner.next();
    const right = parseBinary(scanner, level + 1);
    const operator = token.text as BinaryOperator;
    left = { kind: "binary", ...scanner.span(left.start, right.end), operator, left, right };
  }
  return left;
}

function isOperator({ kind, text }: Token, operators: ReadonlySet<string>): boolean {
  return kind === "punctuation" && operators.has(text);
}

function parseUnary(scanner: Scanner): Expression {
  const operator = scanner.take("-") ?? scanner.take("!");
  if (!operator) return parseTraversals(scanner, parseTerm(scanner));
  const operand = scanner.within(lineBreaksEnd(scanner), () => parseUnary(scanner));
  const span = scanner.span(operator.start, operand.end);
  return { kind: "unary", ...span, operator: operator.text as "-" | "!", operand };
}

function parseTerm(scanner: Scanner): Expression {
  const token = scanner.peek();
  switch (token.kind) {
    case "number":
      return parseNumber(scanner);
    case "identifier":
      return parseName(scanner);
    case "quote":
      return asTemplate(scanner, token.start, quotedParts(scanner));
    case "heredoc":
      return asTemplate(scanner, token.start, heredocParts(scanner));
    default:
      if (scanner.sees("(")) return parseParentheses(scanner);
      if (scanner.sees("[")) return parseBrackets(scanner);
      if (scanner.sees("{")) return parseBraces(scanner);
      return scanner.fail("expected an expression");
  }
}

function parseNumber(scanner: Scanner): Expression {
  const { start, end, text } = scanner.next();
  const value = Number(text);
  if (Number.isNaN(value))
    throw new SyntaxFailure(`Syntax error: ${text} is no number.`, scanner.file, start, end);
  return { kind: "literal", ...scanner.span(start, end), value };
}

function parseParentheses(scanner: Scanner): Expression {
  const open = scanner.next();
  return scanner.within(false, () => {
    const inner = parseExpression(scanner);
    const close = scanner.expect(")", "after an expression in parentheses");
    return { kind: "parentheses", ...scanner.span(open.start, close.end), inner };
  });
}

const KEYWORDS: ReadonlyMap<string, null | boolean> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function parseName(scanner: Scanner): Expression {
  const { file } = scanner;
  const first = scanner.next();
  const { start } = first;
  let { text: name, end } = first;
  while (scanner.take("::")) {
    const part = scanner.expectIdentifier("the name of a function");
    name += `::${part.text}`;
    end = part.end;
  }
  if (scanner.sees("(")) return parseCall(scanner, name, start, end);
  if (name.includes("::")) return scanner.fail('expected "(" after the name of a function');
  const keyword = KEYWORDS.get(name);
  if (keyword !== undefined) return { kind: "literal", file, start, end, value: keyword };
  return { kind: "variable", file, start, end, name };
}

function parseCall(scanner: Scanner, name: string, start: number, nameEnd: number): FunctionCall {
  scanner.next();
  return scanner.within(false, () => {
    const args: Expression[] = [];
    let expandFinal = false;
    while (!scanner.sees(")")) {
      args.push(parseExpression(scanner));
      expandFinal = scanner.take("...") !== undefined;
      if (expandFinal || !scanner.take(",")) break;
    }
    const close = scanner.expect(")", `after the arguments of ${name}`);
    const span = scanner.span(start, close.end);
    return {
      kind: "call",
      ...span,
      name,
      nameSpan: scanner.span(start, nameEnd),
      arguments: args,
      expandFinal,
    };
  });
}

/** A text without interpolations is a literal. */
function asTemplate(scanner: Scanner, start: number, parts: TemplatePart[]): Expression {
  const span = scanner.span(start, scanner.at);
  const [only] = parts;
  if (!only) return { kind: "literal", ...span, value: "" };
  if (parts.length === 1 && only.kind === "literal") return { ...only, ...span };
  return { kind: "template", ...span, parts };
}
