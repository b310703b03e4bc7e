import { mapValue } from "../../../values/value.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** `Fn::Base64` */
export const base64: Intrinsic = (argument, scope) => {
  const { value, mentions } = scope.evaluate(argument);
  return { value: mapValue(value, (text) => Buffer.from(text, "utf8").toString("base64")), mentions };
};
