import type { Attribute, Expression } from "../terraform/syntax/ast.ts";

/** A piece of a text as the code writes it: text, or a reference in Terraform's own spelling. */
export type CodePiece = string | { reference: string };

/** Bounds locals that are made of locals. */
const MAX_DEPTH = 20;

/** The text and the references of an expression in order; undefined when it is anything but a text or a reference. */
export function piecesOf(
  expression: Expression,
  locals: ReadonlyMap<string, Attribute>,
  depth = MAX_DEPTH,
): readonly CodePiece[] | undefined {
  if (depth === 0) return undefined;
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" || typeof expression.value === "number"
        ? [String(expression.value)]
        : undefined;
    case "parentheses":
      return piecesOf(expression.inner, locals, depth - 1);
    case "template": {
      const pieces: CodePiece[] = [];
      for (const part of expression.parts) {
        const inner =
          part.kind === "interpolation" ? part.expression : part.kind === "literal" ? part : undefined;
        const found = inner && piecesOf(inner, locals, depth - 1);
        if (!found) return undefined;
        pieces.push(...found);
      }
      return pieces;
    }
    default: {
      const local = namedAfter("local", expression);
      const definition = local === undefined ? undefined : locals.get(local);
      if (definition) return piecesOf(definition.value, locals, depth - 1);
      const reference = referenceText(expression);
      return reference === undefined ? undefined : [{ reference }];
    }
  }
}

/** `X` of an expression that is `root.X` and nothing more. */
export function namedAfter(root: "var" | "local", expression: Expression): string | undefined {
  if (expression.kind === "parentheses") return namedAfter(root, expression.inner);
  const isNamed =
    expression.kind === "attribute" &&
    expression.object.kind === "variable" &&
    expression.object.name === root;
  return isNamed ? expression.name : undefined;
}

/** The name that a reference begins with; of a string, the name in it. */
export function rootName(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "variable":
      return expression.name;
    case "attribute":
    case "index":
      return rootName(expression.object);
    case "literal":
      return typeof expression.value === "string" ? /^[^.[]+/.exec(expression.value)?.[0] : undefined;
    default:
      return undefined;
  }
}

/** `aws_lambda_function.f["a"].arn`, as a plan writes references. An index by the own key is left out, as a plan does. */
function referenceText(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "variable":
      return expression.name;
    case "attribute": {
      const object = referenceText(expression.object);
      return object === undefined ? undefined : `${object}.${expression.name}`;
    }
    case "index": {
      const object = referenceText(expression.object);
      const { index } = expression;
      if (object === undefined) return undefined;
      if (index.kind === "literal" && typeof index.value === "number") return `${object}[${index.value}]`;
      if (index.kind === "literal" && typeof index.value === "string")
        return `${object}[${JSON.stringify(index.value)}]`;
      return isOwnKey(index) ? object : undefined;
    }
    default:
      return undefined;
  }
}

function isOwnKey(index: Expression): boolean {
  return /^(?:each\.(?:key|value)|count\.index)$/.test(referenceText(index) ?? "");
}
