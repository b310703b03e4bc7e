import { bool } from "../values/construct.ts";
import { convert } from "../values/convert.ts";
import { BOOL, DYNAMIC, listType, mapType, NUMBER, STRING, setType } from "../values/types.ts";
import { unknownFrom } from "../values/unknown.ts";
import type { TfValue, Type } from "../values/value.ts";
import type { FunctionDefinition } from "./definition.ts";

/** Functions that change the type of a value, or how it is marked. */
export const conversions: Readonly<Record<string, FunctionDefinition>> = {
  tobool: to(BOOL),
  tolist: to(listType(DYNAMIC)),
  tomap: to(mapType(DYNAMIC)),
  tonumber: to(NUMBER),
  toset: to(setType(DYNAMIC)),
  tostring: to(STRING),
  sensitive: marked((value) => ({ ...value, sensitive: true })),
  nonsensitive: marked(({ sensitive: _, ...value }) => value as TfValue),
  issensitive: {
    parameters: [{ type: DYNAMIC, nullable: true, needs: "nothing" }],
    returns: BOOL,
    ownMarks: true,
    // What is not known yet may be sensitive.
    compute: ([value]) =>
      value?.kind === "unknown" && !value.sensitive
        ? unknownFrom([value], BOOL)
        : bool(value?.sensitive === true),
  },
  // What is unknown may depend on an ephemeral value, and then becomes null.
  ephemeralasnull: marked((value) => (value.kind === "unknown" ? unknownFrom([value], value.type) : value)),
};

/** A conversion passes the value on: it still comes from where it came. */
function to(type: Type): FunctionDefinition {
  return {
    parameters: [{ type: DYNAMIC, nullable: true, needs: "nothing" }],
    returns: type,
    mayReturnNull: true,
    reach: "operands",
    compute: ([value]) => convert(value as TfValue, type),
  };
}

function marked(change: (value: TfValue) => TfValue): FunctionDefinition {
  return {
    parameters: [{ type: DYNAMIC, nullable: true, needs: "nothing" }],
    returns: DYNAMIC,
    mayReturnNull: true,
    ownMarks: true,
    reach: "operands",
    compute: ([value]) => change(value as TfValue),
  };
}
