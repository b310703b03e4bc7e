import type { Diagnostic } from "../../finding.ts";
import {
  childOf,
  itemsOf,
  locationOf,
  scalarText,
  type YamlMapping,
  type YamlNode,
} from "../../source/yaml/tree.ts";

const INCLUDE = "AWS::Include";

/** What macros change or add when the template is deployed, and is therefore not checked. */
export function macroDiagnostics(root: YamlMapping): Diagnostic[] {
  const declared = childOf(root, "Transform");
  const inline = [root, childOf(root, "Resources")].flatMap((node) => childOf(node, "Fn::Transform") ?? []);
  const listed = declared?.kind === "sequence" ? itemsOf(declared) : declared ? [declared] : [];
  return [...listed, ...inline].flatMap((node) => diagnosticOf(node) ?? []);
}

function diagnosticOf(node: YamlNode): Diagnostic | undefined {
  const name = scalarText(node) ?? scalarText(childOf(node, "Name"));
  if (name === undefined) return undefined;
  const at = locationOf(node);
  if (name === INCLUDE) {
    const location = scalarText(childOf(childOf(node, "Parameters"), "Location"));
    return {
      severity: "warning",
      message: `What AWS::Include adds${location === undefined ? "" : ` from ${location}`} was not checked: it is fetched when the stack is deployed.`,
      hint: "Write resources that matter here into the template itself.",
      at,
    };
  }
  if (name.startsWith("AWS::")) return undefined;
  return {
    severity: "note",
    message: `The macro ${name} may change the template when it is deployed; it is checked as written.`,
    at,
  };
}
