import type { SourceFile } from "../../../source/source-file.ts";
import type { Body, Expression, TemplatePart } from "./ast.ts";
import { parseBody } from "./bodies.ts";
import { parseExpression } from "./expressions.ts";
import { SyntaxFailure, type SyntaxProblem } from "./problem.ts";
import { withoutSwallowed } from "./recovery.ts";
import { Scanner } from "./scanner.ts";
import { bareParts } from "./templates.ts";

/** A file that was read as far as it could be. */
export interface ParsedBody {
  body: Body;
  problems: SyntaxProblem[];
}

/** Reads Terraform's native syntax: `.tf` and `.tfvars` files. Never throws. */
export function parseHcl(file: SourceFile): ParsedBody {
  const scanner = new Scanner(file, parseExpression);
  const problems: SyntaxProblem[] = [];
  const body = parseBody(scanner, problems);
  while (scanner.at < file.text.length && scanner.sees("}")) {
    const { start, end } = scanner.next();
    problems.push({ message: 'Syntax error: this "}" closes nothing.', at: file.locate(start, end) });
    const rest = parseBody(scanner, problems);
    for (const [name, attribute] of rest.attributes)
      if (!body.attributes.has(name)) body.attributes.set(name, attribute);
    for (const block of rest.blocks) body.blocks.push(block);
  }
  return { body: withoutSwallowed(body), problems };
}

/** Reads one expression that is the whole text. */
export function parseExpressionText(file: SourceFile): Expression | SyntaxProblem {
  const scanner = new Scanner(file, parseExpression, false);
  return attempt(() => {
    const expression = parseExpression(scanner);
    if (scanner.peek().kind !== "end") scanner.fail("expected the end of the expression");
    return expression;
  });
}

/** Reads a text as a template: a file for `templatefile`, or a string of Terraform's JSON syntax. */
export function parseTemplateText(file: SourceFile): TemplatePart[] | SyntaxProblem {
  return attempt(() => bareParts(new Scanner(file, parseExpression)));
}

function attempt<T>(parse: () => T): T | SyntaxProblem {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxFailure) return error.problem;
    throw error;
  }
}
