import type { Diagnostic } from "../../finding.ts";
import {
  childOf,
  itemsOf,
  locationOf,
  scalarText,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";

/** What macros may change when the template is deployed. */
export function macrosIn(root: YamlMapping): Diagnostic[] {
  const declared = childOf(root, "Transform");
  const inline = [root, childOf(root, "Resources")].flatMap((node) => childOf(node, "Fn::Transform") ?? []);
  const listed = declared?.kind === "sequence" ? itemsOf(declared) : declared ? [declared] : [];
  return [...listed, ...inline].flatMap((node) => macroNote(node) ?? []);
}

function nameOf(node: YamlNode): string | undefined {
  return scalarText(node) ?? scalarText(childOf(node, "Name"));
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
