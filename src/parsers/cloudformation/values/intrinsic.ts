import type { SourceLocation } from "../../../source/location.ts";
import type { YamlNode } from "../../../source/yaml/tree.ts";
import type { Scope } from "../scope.ts";
import type { Evaluated } from "./evaluated.ts";

/** What an intrinsic function is called with: `{ "Fn::If": […] }` and `!If […]` alike. */
export interface Call {
  /** `Ref`, `Fn::If` */
  name: string;
  argument: YamlNode;
}

/** How an intrinsic function is evaluated. */
export type Intrinsic = (argument: YamlNode, scope: Scope, at: SourceLocation) => Evaluated;

/** Short forms whose long form is not `Fn::<name>`. */
const BARE = new Set(["Ref", "Condition"]);
const KEY = /^(?:Ref|Condition|Fn::[A-Za-z0-9:]+)$/;

/** The call that a node is, if it is one. */
export function callIn(node: YamlNode): Call | undefined {
  const tag = node.tag?.startsWith("!") && !node.tag.startsWith("!!") ? node.tag.slice(1) : "";
  if (tag !== "") return { name: BARE.has(tag) ? tag : `Fn::${tag}`, argument: { ...node, tag: undefined } };
  if (node.kind !== "mapping" || node.entries.length !== 1) return undefined;
  const [entry] = node.entries;
  return entry && KEY.test(entry.key) ? { name: entry.key, argument: entry.value } : undefined;
}
