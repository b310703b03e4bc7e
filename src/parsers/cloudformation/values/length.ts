import { known } from "../../../values/value.ts";
import { opaque, plain } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::Length` of a list. */
export const length: Intrinsic = (argument, scope, at) => {
  const items = scope.items(argument);
  return items
    ? plain(known(String(items.length), at))
    : opaque("the list that Fn::Length takes isn't known before deployment", at);
};
