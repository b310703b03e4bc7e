import { elementsOf } from "../evaluate/iteration.ts";
import { locationOf } from "../evaluate/origin.ts";
import type { Scope } from "../evaluate/scope.ts";
import type { Block, Body, Expression } from "../syntax/ast.ts";
import { object } from "../values/construct.ts";
import { LimitError } from "../values/limit-error.ts";
import { unknownBecause, unknownFrom } from "../values/unknown.ts";
import { EvaluationError, type UnknownValue } from "../values/value.ts";

/** One block that a dynamic block makes. */
export interface DynamicContent {
  body: Body;
  scope: Scope;
}

/**
 * The blocks that a `dynamic` block makes; unknown when they can't be listed.
 * See https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function expandDynamic(block: Block, scope: Scope): DynamicContent[] | UnknownValue {
  const content = block.body.blocks.find((each) => each.type === "content");
  const forEach = block.body.attributes.get("for_each");
  if (!content || !forEach) return [];
  try {
    const collection = scope.evaluate(forEach.value);
    const elements = elementsOf(collection);
    if (!elements) return unknownFrom([collection]);
    const iterator = iteratorOf(block);
    return elements.map(({ key, value }, index) => {
      const names = {
        [iterator]: object([
          ["key", key],
          ["value", value],
        ]),
      };
      return { body: content.body, scope: scope.with(names, `${block.start}.${index}`) };
    });
  } catch (error) {
    if (error instanceof LimitError)
      return unknownBecause("limit", `for_each ${error.message}`, locationOf(forEach));
    if (!(error instanceof EvaluationError)) throw error;
    return unknownBecause("error", error.message, error.at ?? locationOf(forEach));
  }
}

/** The name of the element within the content: `iterator`, or the type of the block. */
function iteratorOf(block: Block): string {
  const iterator: Expression | undefined = block.body.attributes.get("iterator")?.value;
  if (iterator?.kind === "variable") return iterator.name;
  if (iterator?.kind === "literal") return String(iterator.value);
  return block.labels[0]?.value ?? "";
}
