import { childOf, locationOf, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import { known, type Value } from "../../../values/value.ts";
import type { Template } from "../template.ts";

/** Who may assume a function's role, as text: its own policy in SAM, else that of a role of the same template. */
export function trustOf(
  template: Template,
  role: YamlNode | undefined,
  own: YamlNode | undefined,
): Value<string> | undefined {
  const policy = own ?? (role && policyOf(template, role));
  return policy && known([...textsIn(policy)].join(" "), locationOf(policy));
}

function policyOf(template: Template, role: YamlNode): YamlNode | undefined {
  for (const { address } of template.evaluate(role).mentions) {
    const entry =
      template.typeAt(address) === "AWS::IAM::Role" && template.resource(withoutPrefix(template, address));
    if (entry) return childOf(childOf(entry.value, "Properties"), "AssumeRolePolicyDocument");
  }
  return undefined;
}

function withoutPrefix({ prefix }: Template, address: string): string {
  return address.startsWith(prefix) ? address.slice(prefix.length) : address;
}

function* textsIn(node: YamlNode): Generator<string> {
  if (node.kind === "sequence") for (const item of node.items) yield* textsIn(item);
  else if (node.kind === "mapping") for (const { value } of node.entries) yield* textsIn(value);
  else yield scalarText(node) ?? "";
}
