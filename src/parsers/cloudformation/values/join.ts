import { itemsOf, scalarText } from "../../../source/yaml/tree.ts";
import { known } from "../../../values/value.ts";
import { concatenated, opaque, plain } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::Join` of a list that is written out or that another function gives. */
export const join: Intrinsic = (argument, scope, at) => {
  const [delimiter, listed] = itemsOf(argument);
  const separator = scalarText(delimiter);
  const items = listed && scope.items(listed);
  if (separator === undefined || !items)
    return opaque("the list that Fn::Join takes isn't known before deployment", at);
  const between = plain(known(separator, at));
  const pieces = items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
  return pieces.length === 0 ? plain(known("", at)) : concatenated(pieces, at);
};
