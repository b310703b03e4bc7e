import { opaque } from "./evaluated.ts";
import { type Intrinsic, itemsOf } from "./intrinsic.ts";

/** `Fn::Select` of an item by its number. */
export const select: Intrinsic = (argument, template, at) => {
  const [which, listed] = itemsOf(argument);
  const index = which && template.evaluate(which).value;
  const items = listed && template.items(listed);
  if (index?.state !== "known" || !items) return opaque("the list that Fn::Select takes can't be told", at);
  return items[Number(index.value)] ?? opaque(`the list has no item ${index.value}`, at);
};
