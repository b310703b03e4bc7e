import { findInMap } from "./find-in-map.ts";
import { getAtt } from "./get-att.ts";
import { conditional } from "./if.ts";
import type { Intrinsic } from "./intrinsic.ts";
import { join } from "./join.ts";
import { base64, importValue, length, never } from "./others.ts";
import { ref } from "./ref.ts";
import { select } from "./select.ts";
import { split } from "./split.ts";
import { sub } from "./sub.ts";

/** Every intrinsic function by its long name. See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  "Fn::Base64": base64,
  "Fn::Cidr": never("Fn::Cidr", "is a list of address ranges"),
  "Fn::FindInMap": findInMap,
  "Fn::GetAZs": never("Fn::GetAZs", "depends on the account"),
  "Fn::GetAtt": getAtt,
  "Fn::If": conditional,
  "Fn::ImportValue": importValue,
  "Fn::Join": join,
  "Fn::Length": length,
  "Fn::Select": select,
  "Fn::Split": split,
  "Fn::Sub": sub,
  "Fn::ToJsonString": never("Fn::ToJsonString", "is a text of JSON"),
  "Fn::Transform": never("Fn::Transform", "is made by a macro when the stack is deployed"),
};
