import { DYNAMIC } from "./types.ts";
import type { BoolValue, NullValue, StringValue, Type } from "./value.ts";

export { num } from "./numbers/number.ts";

/** Text below the first combining character is in normal form already. */
const COMPOSED = /^[\0-\u02ff]*$/;

/** A string, in the normal form that Terraform gives to all strings. */
export function str(value: string): StringValue {
  return { kind: "string", value: COMPOSED.test(value) ? value : value.normalize("NFC") };
}

/** A truth value. */
export function bool(value: boolean): BoolValue {
  return { kind: "bool", value };
}

/** A null; of no type in particular, as `null` in an expression. */
export function nil(type: Type = DYNAMIC): NullValue {
  return { kind: "null", type };
}
