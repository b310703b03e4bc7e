import { itemsOf } from "../../../source/yaml/tree.ts";
import { opaque } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::Select` of an item by its number. */
export const select: Intrinsic = (argument, scope, at) => {
  const [which, listed] = itemsOf(argument);
  const index = which && scope.evaluate(which).value;
  const items = listed && scope.items(listed);
  if (index?.state !== "known" || !items)
    return opaque("the list that Fn::Select takes isn't known before deployment", at);
  return items[Number(index.value)] ?? opaque(`the list has no item ${index.value}`, at);
};
