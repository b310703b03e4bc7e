import { scalarText } from "../../../source/yaml/tree.ts";
import { opaque } from "./evaluated.ts";
import type { Intrinsic } from "./intrinsic.ts";

/** A function whose result is never a number or a name that concurrency depends on. */
export function neverKnown(name: string, because: string): Intrinsic {
  return (argument, _, at) => {
    const what = scalarText(argument);
    return opaque(`${name}${what ? ` of ${what}` : ""} ${because}`, at);
  };
}
