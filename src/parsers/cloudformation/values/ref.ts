import { scalarText } from "../../../source/yaml/tree.ts";
import { unset } from "../../../values/value.ts";
import { opaque, plain } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Ref` of a parameter, a pseudo parameter or a resource. */
export const ref: Intrinsic = (argument, scope, at) => {
  const name = scalarText(argument);
  if (name === undefined) return opaque("Ref takes the name of a parameter or a resource", at);
  if (name === "AWS::NoValue") return plain(unset(at));
  return scope.named(name, at);
};
