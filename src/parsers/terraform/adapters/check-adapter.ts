import { nearest } from "../../../source/nearest.ts";
import { own } from "../../../source/own.ts";
import { SourceFile } from "../../../source/source-file.ts";
import type { Body, GetAttribute } from "../syntax/ast.ts";
import { parseHcl } from "../syntax/parse.ts";
import type { SyntaxProblem } from "../syntax/problem.ts";

/** What a module is described with. */
const BLOCKS = ["variable", "locals", "resource", "data", "output", "module", "provider", "terraform"];

/** What is wrong with the description of a module: its syntax, blocks that Terraform does not have, names that it doesn't declare. */
export function adapterProblems(file: SourceFile): SyntaxProblem[] {
  const { body, problems } = parseHcl(file);
  const strange = body.blocks
    .filter(({ type }) => !BLOCKS.includes(type))
    .map(({ type, header }): SyntaxProblem => {
      const meant = nearest(type, BLOCKS);
      const hint = meant ? ` Did you mean ${meant}?` : "";
      return {
        message: `Terraform has no block "${type}".${hint}`,
        at: header.file.locate(header.start, header.start + type.length),
      };
    });
  return [...problems, ...strange, ...undeclared(body)];
}

/** References to variables and locals that are not there. */
function undeclared(body: Body): SyntaxProblem[] {
  const blocks = (type: string) => body.blocks.filter((block) => block.type === type);
  const declared: Readonly<Record<string, readonly string[]>> = {
    var: blocks("variable").flatMap(({ labels }) => labels[0]?.value ?? []),
    local: blocks("locals").flatMap((block) => [...block.body.attributes.keys()]),
  };
  return attributesIn(body).flatMap(({ object, name, nameSpan }): SyntaxProblem[] => {
    const root = object.kind === "variable" ? object.name : "";
    const names = own(declared, root);
    if (!names || names.includes(name)) return [];
    const meant = nearest(name, names);
    const hint = meant ? ` Did you mean ${root}.${meant}?` : "";
    const at = nameSpan.file.locate(object.start, nameSpan.end);
    return [{ message: `The module declares no ${root}.${name}.${hint}`, at }];
  });
}

/** Everything of the form `a.b` below a node of the syntax tree, in the order of the text. */
function attributesIn(node: unknown): GetAttribute[] {
  if (node instanceof Map || Array.isArray(node)) return [...node.values()].flatMap(attributesIn);
  if (typeof node !== "object" || node === null || node instanceof SourceFile) return [];
  const below = Object.values(node).flatMap(attributesIn);
  return isAttribute(node) ? [node, ...below] : below;
}

function isAttribute(node: object): node is GetAttribute {
  return "kind" in node && node.kind === "attribute";
}
