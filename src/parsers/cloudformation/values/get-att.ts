import { itemsOf, scalarText } from "../../../source/yaml/tree.ts";
import { opaque } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::GetAtt` as a list, or as `Resource.Attribute`. */
export const getAtt: Intrinsic = (argument, scope, at) => {
  const text = scalarText(argument);
  const [id, ...attribute] =
    text === undefined ? itemsOf(argument).map((item) => scalarText(item) ?? "") : text.split(".");
  if (!id || attribute.length === 0) return opaque("Fn::GetAtt takes a resource and an attribute", at);
  return scope.attribute(id, attribute.join("."), at);
};
