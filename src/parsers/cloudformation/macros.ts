import type { Diagnostic } from "../../finding.ts";
import type { UnreadCode } from "../../parser.ts";
import {
  childOf,
  itemsOf,
  locationOf,
  scalarText,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";

const INCLUDE = "AWS::Include";

/** What macros may change when the template is deployed, and what is included in it then. */
export function macrosIn(root: YamlMapping): { diagnostics: Diagnostic[]; unread: UnreadCode[] } {
  const declared = childOf(root, "Transform");
  const inline = [root, childOf(root, "Resources")].flatMap((node) => childOf(node, "Fn::Transform") ?? []);
  const listed = declared?.kind === "sequence" ? itemsOf(declared) : declared ? [declared] : [];
  const all = [...listed, ...inline];
  return {
    diagnostics: all.flatMap((node) => macroNote(node) ?? []),
    unread: all.flatMap((node) => included(node) ?? []),
  };
}

function nameOf(node: YamlNode): string | undefined {
  return scalarText(node) ?? scalarText(childOf(node, "Name"));
}

function included(node: YamlNode): UnreadCode | undefined {
  if (nameOf(node) !== INCLUDE) return undefined;
  const location = scalarText(childOf(childOf(node, "Parameters"), "Location"));
  const at = locationOf(node);
  return {
    kind: "include",
    what: `What ${INCLUDE} adds to ${at.file}${location === undefined ? "" : ` from ${location}`}`,
    address: at.file,
    because: "AWS::Include fetches it when the stack is deployed",
    hint: "Write resources that matter here into the template itself.",
    at,
    mayHoldFunctions: /lambda|function|serverless/i.test(location ?? ""),
  };
}

function macroNote(node: YamlNode): Diagnostic | undefined {
  const name = nameOf(node);
  if (name === undefined || name.startsWith("AWS::")) return undefined;
  return {
    severity: "note",
    message: `The macro ${name} may change the template when it is deployed; it is checked as written.`,
    at: locationOf(node),
  };
}
