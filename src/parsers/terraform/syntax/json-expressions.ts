import { locationOf, type YamlMapping, type YamlNode, type YamlScalar } from "../../../source/yaml/tree.ts";
import type { Expression, TemplatePart } from "./ast.ts";
import { EmbeddedText } from "./embedded-text.ts";
import { parseExpressionText, parseTemplateText } from "./parse.ts";
import type { SyntaxProblem } from "./problem.ts";

/** The expression that a JSON value is. Strings are templates, or constants in files of variable values. */
export function jsonExpression(
  node: YamlNode,
  strings: "template" | "constant",
  problems: SyntaxProblem[],
): Expression {
  const { file, start, end } = node;
  const span = { file, start, end };
  const inner = (child: YamlNode) => jsonExpression(child, strings, problems);
  if (node.kind === "sequence") return { kind: "tuple", ...span, items: node.items.map(inner) };
  if (node.kind === "mapping") {
    refuseRepeated(node, problems);
    return {
      kind: "object",
      ...span,
      items: node.entries.map(({ keyNode, value }) => ({ key: inner(keyNode), value: inner(value) })),
    };
  }
  if (typeof node.value !== "string" || strings === "constant")
    return { kind: "literal", ...span, value: node.value };
  return templateOf(node, problems);
}

function refuseRepeated({ entries }: YamlMapping, problems: SyntaxProblem[]): void {
  const seen = new Set<string>();
  for (const { key, keyNode } of entries) {
    const message = `Syntax error: "${key}" is set twice in one object.`;
    if (seen.has(key)) problems.push({ message, at: locationOf(keyNode) });
    seen.add(key);
  }
}

/** The expression of an attribute whose strings are references: `"aws.west"`, `"list(string)"`. */
export function jsonReference(
  node: YamlNode,
  strings: "template" | "constant",
  problems: SyntaxProblem[],
): Expression {
  const { file, start, end } = node;
  const span = { file, start, end };
  if (node.kind === "sequence")
    return {
      kind: "tuple",
      ...span,
      items: node.items.map((item) => jsonReference(item, strings, problems)),
    };
  if (node.kind === "mapping") {
    const items = node.entries.map(({ keyNode, value }) => ({
      key: jsonExpression(keyNode, strings, problems),
      value: jsonReference(value, strings, problems),
    }));
    return { kind: "object", ...span, items };
  }
  if (typeof node.value !== "string") return { kind: "literal", ...span, value: node.value };
  const expression = parseExpressionText(new EmbeddedText(node));
  if ("kind" in expression) return expression;
  problems.push(expression);
  return { kind: "literal", ...span, value: node.value };
}

function templateOf(node: YamlScalar, problems: SyntaxProblem[]): Expression {
  const { file, start, end } = node;
  const literal: Expression = { kind: "literal", file, start, end, value: node.text };
  if (!node.text.includes("${") && !node.text.includes("%{")) return literal;
  const embedded = new EmbeddedText(node);
  const parts = parseTemplateText(embedded);
  if (!Array.isArray(parts)) {
    problems.push(parts);
    return literal;
  }
  return asExpression(parts, embedded);
}

function asExpression(parts: TemplatePart[], file: EmbeddedText): Expression {
  const span = { file, start: 0, end: file.text.length };
  const [only] = parts;
  if (!only) return { kind: "literal", ...span, value: "" };
  if (parts.length === 1 && only.kind === "literal") return { ...only, ...span };
  return { kind: "template", ...span, parts };
}
