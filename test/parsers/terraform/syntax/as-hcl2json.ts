import type {
  Block,
  Body,
  Expression,
  Template,
  TemplateInterpolation,
  TemplatePart,
} from "../../../../src/parsers/terraform/syntax/ast.ts";

/** hcl2json takes no file with such an operation, though its syntax is right. */
export class OperandRefused extends Error {}

/** A body in the form that hcl2json gives: what is no plain value stays as its source text in `${…}`. @throws OperandRefused */
export function asHcl2Json(body: Body): unknown {
  const out: Record<string, unknown> = {};
  for (const block of body.blocks) addBlock(out, block);
  for (const [name, { value }] of body.attributes) out[name] = valueOf(value);
  return out;
}

function addBlock(out: Record<string, unknown>, { type, labels, body }: Block): void {
  const keys = [type, ...labels.map((label) => label.value)];
  const last = keys.pop() as string;
  let at = out;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  const before = Object.hasOwn(at, last) ? at[last] : [];
  // An attribute of the same name takes precedence there; that no block may have both is up to its schema.
  if (Array.isArray(before)) at[last] = [...before, asHcl2Json(body)];
}

function valueOf(expression: Expression): unknown {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? escaped(expression.value) : expression.value;
    case "template":
      if (isWrapped(expression)) return wrappedValue(expression);
      return expression.parts.map(partText).join("");
    case "tuple":
      return expression.items.map(valueOf);
    case "object":
      return Object.fromEntries(expression.items.map(({ key, value }) => [keyText(key), valueOf(value)]));
    case "unary":
      return unaryOf(expression);
    default:
      return `\${${source(expression)}}`;
  }
}

/** `"${x}"` is x itself. */
function isWrapped({ parts }: Template): boolean {
  return parts.length === 1 && parts[0]?.kind === "interpolation";
}

function wrappedValue({ parts }: Template): unknown {
  const { expression } = parts[0] as TemplateInterpolation;
  return valueOf(expression);
}

/** It computes an operator before a plain value, and refuses the file if that can't be. @throws OperandRefused */
function unaryOf(expression: Extract<Expression, { kind: "unary" }>): unknown {
  const { operator, operand } = expression;
  if (operand.kind !== "literal" || typeof operand.value === "string") return `\${${source(expression)}}`;
  if (operator === "-" && typeof operand.value === "number") return -operand.value;
  if (operator === "!" && typeof operand.value === "boolean") return !operand.value;
  throw new OperandRefused(source(expression));
}

function keyText(key: Expression): string {
  if (key.kind === "literal") return String(valueOf(key));
  if (isTraversal(key)) return source(key);
  // The text of a conditional is that of a template there.
  if (key.kind === "conditional")
    return `%{if ${source(key.condition)}}${valueOf(key.then)}%{else}${valueOf(key.otherwise)}%{endif}`;
  // What is in a list or an object is not computed where it is a key.
  if (key.kind === "tuple" || key.kind === "object") return `\${${source(key)}}`;
  const text = valueOf(key);
  return typeof text === "string" ? text : `\${${source(key)}}`;
}

function isTraversal(key: Expression): boolean {
  if (key.kind === "variable") return true;
  if (key.kind === "attribute") return isTraversal(key.object);
  return key.kind === "index" && key.index.kind === "literal" && isTraversal(key.object);
}

function partText(part: TemplatePart): string {
  switch (part.kind) {
    case "literal":
      return escaped(String(part.value));
    case "interpolation":
      if (part.expression.kind === "template" || part.expression.kind === "literal")
        return String(valueOf(part.expression));
      return `\${${source(part.expression)}}`;
    case "template-if": {
      const otherwise = part.otherwise.length > 0 ? `%{else}${part.otherwise.map(partText).join("")}` : "";
      return `%{if ${source(part.condition)}}${part.then.map(partText).join("")}${otherwise}%{endif}`;
    }
    case "template-for": {
      const names = part.keyName === undefined ? part.valueName : `${part.keyName}, ${part.valueName}`;
      return `%{for ${names} in ${source(part.collection)}}${part.body.map(partText).join("")}%{endfor}`;
    }
  }
}

function escaped(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll("${", () => "$${")
    .replaceAll("%{", "%%{");
}

function source({ file, start, end }: Expression): string {
  return file.text.slice(start, end);
}
