import { own } from "../../../source/own.ts";
import { files } from "../../terraform/functions/files.ts";
import { FUNCTIONS } from "../../terraform/functions/library.ts";
import type { Body } from "../../terraform/syntax/ast.ts";
import { expressionsBelow } from "../../terraform/syntax/walk.ts";

/** Blocks by which a file has to do with others. */
const BLOCKS: ReadonlySet<string> = new Set(["dependency", "include"]);
/** Names whose values come from elsewhere. */
const NAMES: ReadonlySet<string> = new Set(["dependency", "include", "values"]);
/** Functions that the evaluator does itself. */
const PURE: ReadonlySet<string> = new Set(["can", "try"]);

const known = new WeakMap<Body, boolean>();

/** Whether a file says the same whoever reads it, and nothing else is read for it: most of those that hold an account or a region. */
export function isSelfContained(body: Body): boolean {
  const already = known.get(body);
  if (already !== undefined) return already;
  const is = keepsToItself(body);
  known.set(body, is);
  return is;
}

function keepsToItself({ attributes, blocks }: Body): boolean {
  for (const { value } of attributes.values())
    for (const expression of expressionsBelow(value)) {
      if (expression.kind === "variable" && NAMES.has(expression.name)) return false;
      if (expression.kind === "call" && !isPure(expression.name)) return false;
    }
  return blocks.every(({ type, body }) => !BLOCKS.has(type) && keepsToItself(body));
}

/** A template that it is given may call anything. */
function isPure(name: string): boolean {
  return PURE.has(name) || (FUNCTIONS.has(name) && !own(files, name) && name !== "templatestring");
}
