import { base64 } from "./base64.ts";
import { findInMap } from "./find-in-map.ts";
import { getAtt } from "./get-att.ts";
import { conditional } from "./if.ts";
import { importValue } from "./import-value.ts";
import type { Intrinsic } from "./intrinsic.ts";
import { join } from "./join.ts";
import { length } from "./length.ts";
import { neverKnown } from "./never-known.ts";
import { ref } from "./ref.ts";
import { select } from "./select.ts";
import { split } from "./split.ts";
import { sub } from "./sub.ts";

/** Every intrinsic function by its long name. See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  "Fn::Base64": base64,
  "Fn::Cidr": neverKnown("Fn::Cidr", "is a list of address ranges"),
  "Fn::FindInMap": findInMap,
  "Fn::GetAZs": neverKnown("Fn::GetAZs", "depends on the account"),
  "Fn::GetAtt": getAtt,
  "Fn::If": conditional,
  "Fn::ImportValue": importValue,
  "Fn::Join": join,
  "Fn::Length": length,
  "Fn::Select": select,
  "Fn::Split": split,
  "Fn::Sub": sub,
  "Fn::ToJsonString": neverKnown("Fn::ToJsonString", "is a text of JSON"),
  "Fn::Transform": neverKnown("Fn::Transform", "is made by a macro when the stack is deployed"),
};
