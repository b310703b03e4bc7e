import { isOnlyAbout } from "../../../resources/about.ts";
import { cloudControlType } from "../../../resources/cloud-control-type.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { childOf, entriesOf, locationOf, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";

/** What of an alias or version means something else. */
const MEANT = /^(?:Ref|Arn|AliasArn|FunctionArn|Version|Alias)$/;

const usesOf = new WeakMap<Template, ReadonlyMap<string, SourceLocation>>();

/**
 * A place that the address of an alias or a version is handed to, whether or not it is read as a call: an integration, a
 * definition, an environment variable, a nested stack's parameter, an output. Whoever gets it may call it.
 * @param names the logical id, and what SAM lets people write instead: `Checkout.Alias`
 */
export function handedOnAt(template: Template, names: readonly string[]): SourceLocation | undefined {
  let uses = usesOf.get(template);
  if (!uses) {
    uses = usesIn(template);
    usesOf.set(template, uses);
  }
  for (const name of names) {
    const at = uses.get(name);
    if (at) return at;
  }
  return undefined;
}

function usesIn(template: Template): ReadonlyMap<string, SourceLocation> {
  const uses = new Map<string, SourceLocation>();
  const note = (text: string | undefined, node: YamlNode) => {
    if (text === undefined) return;
    const [id = "", attribute = "Ref", more] = text.split(".");
    if (!MEANT.test(attribute)) return;
    for (const name of more === undefined ? [id, `${id}.${attribute}`] : [`${id}.${attribute}`])
      if (!uses.has(name)) uses.set(name, locationOf(node));
  };
  const look = (node: YamlNode): void => {
    const call = callIn(node);
    if (call?.name === "Ref") {
      note(scalarText(call.argument), node);
      return;
    }
    if (call?.name === "Fn::GetAtt") {
      const { argument } = call;
      const listed = argument.kind === "sequence" ? argument.items.map((item) => scalarText(item) ?? "") : [];
      note(argument.kind === "sequence" ? listed.join(".") : scalarText(argument), node);
      return;
    }
    if (call?.name === "Fn::Sub") {
      const text = call.argument.kind === "sequence" ? call.argument.items[0] : call.argument;
      for (const [, name] of (text ? (scalarText(text) ?? "") : "").matchAll(/\$\{([^!}][^}]*)\}/g))
        note(name?.trim(), node);
    }
    const inner = call ? call.argument : node;
    if (inner.kind === "sequence") for (const item of inner.items) look(item);
    else if (inner.kind === "mapping") for (const { value } of inner.entries) look(value);
    else if (call && callIn(inner)) look(inner);
  };
  for (const { key, value } of template.resources) {
    const type = cloudControlType(template.typeOf(key) ?? "");
    if (!isOnlyAbout(type)) look(value);
    else
      for (const property of entriesOf(childOf(value, "Properties")))
        if (!isOnlyAbout(type, property.key)) look(property.value);
  }
  for (const { value } of template.outputs) look(value);
  if (template.prefix === "") for (const node of template.options.referring ?? []) look(node);
  return uses;
}
