import type { Move } from "../../../model/model.ts";
import { addressIn, keySuffix } from "../instances/address.ts";
import { modulesBelow } from "../instances/module-calls.ts";
import type { ModuleInstance } from "../instances/module-instance.ts";
import type { Expression } from "../syntax/ast.ts";

/** What `moved` blocks say, in a root module and all modules below it. */
export function movesIn(root: ModuleInstance): Move[] {
  const moves: Move[] = [];
  for (const { module, address } of modulesBelow(root)) {
    for (const { body } of module.moves) {
      const [from, to] = ["from", "to"].map((name) => writtenAddress(body.attributes.get(name)?.value));
      if (from !== undefined && to !== undefined)
        moves.push({ from: addressIn(address, from), to: addressIn(address, to) });
    }
  }
  return moves;
}

/** An address as it is written in code; Terraform takes no expression there. */
function writtenAddress(expression: Expression | undefined): string | undefined {
  if (expression?.kind === "variable") return expression.name;
  if (expression?.kind === "attribute") {
    const object = writtenAddress(expression.object);
    return object === undefined ? undefined : `${object}.${expression.name}`;
  }
  if (expression?.kind === "index") {
    const object = writtenAddress(expression.object);
    const key = writtenKey(expression.index);
    return object === undefined || key === undefined ? undefined : `${object}${key}`;
  }
  // In JSON it is a text.
  return expression?.kind === "literal" && typeof expression.value === "string"
    ? expression.value
    : undefined;
}

function writtenKey(index: Expression): string | undefined {
  if (index.kind !== "literal") return undefined;
  if (typeof index.value === "string") return keySuffix({ kind: "key", value: index.value });
  return index.value === null ? undefined : `[${index.value}]`;
}
