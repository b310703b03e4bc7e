import { childOf, itemsOf, scalarText, type YamlNode } from "../../../source/yaml/tree.ts";
import type { Template } from "../template.ts";
import { callIn } from "../values/intrinsic.ts";

const ALIAS = "AWS::Lambda::Alias";
const waitsOf = new WeakMap<Template, Map<string, readonly string[]>>();

/**
 * The aliases that CloudFormation makes before a resource, by their addresses: those that it refers to, by whatever chain of
 * references, and those of `DependsOn`.
 * See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html
 */
export function aliasesBefore(template: Template, id: string): string[] {
  // Most templates have none, and then there is nothing to look for.
  const isAlias = (each: string) => template.typeOf(each) === ALIAS;
  if (!hasAliases(template)) return [];
  const seen = new Set<string>();
  const open = [...waitsFor(template, id)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...waitsFor(template, next));
  }
  return [...seen].filter(isAlias).map((each) => `${template.prefix}${each}`);
}

const aliased = new WeakMap<Template, { generated: number; found: boolean }>();

/** Whether a template has an alias; asked again where SAM has generated more since. */
function hasAliases(template: Template): boolean {
  const generated = template.generated.size;
  const known = aliased.get(template);
  if (known && (known.found || known.generated === generated)) return known.found;
  const ids = [...template.resources.map(({ key }) => key), ...template.generated.keys()];
  const found = ids.some((id) => template.typeOf(id) === ALIAS);
  aliased.set(template, { generated, found });
  return found;
}

/** The logical ids that a resource names. */
function waitsFor(template: Template, id: string): readonly string[] {
  const known = waitsOf.get(template) ?? new Map<string, readonly string[]>();
  waitsOf.set(template, known);
  const before = known.get(id);
  if (before) return before;
  const resource = template.resource(id)?.value;
  const depends = childOf(resource, "DependsOn");
  const listed = depends?.kind === "sequence" ? itemsOf(depends) : depends ? [depends] : [];
  const names = [
    ...listed.flatMap((each) => scalarText(each) ?? []),
    ...namesIn(childOf(resource, "Properties")),
  ];
  const ids = names.flatMap((name) => resourcesOf(name, template));
  known.set(id, ids);
  return ids;
}

/** A logical id, or what SAM makes of a function and lets people write behind it: `Pay.Alias`. */
function resourcesOf(name: string, template: Template): string[] {
  const [id = "", part] = name.split(".");
  const made =
    part === "Alias" ? [...template.generated.keys()].filter((each) => each.startsWith(`${id}Alias`)) : [];
  return [id, ...made];
}

/** What a node refers to: `Pay`, `Pay.Arn`. */
function* namesIn(node: YamlNode | undefined): Generator<string> {
  if (!node) return;
  const call = callIn(node);
  if (call?.name === "Ref" || call?.name === "Fn::GetAtt") {
    const { argument } = call;
    const listed = itemsOf(argument).map((item) => scalarText(item) ?? "");
    yield argument.kind === "sequence" ? listed.join(".") : (scalarText(argument) ?? "");
    return;
  }
  if (call?.name === "Fn::Sub") {
    const text = call.argument.kind === "sequence" ? itemsOf(call.argument)[0] : call.argument;
    for (const [, name = ""] of (scalarText(text) ?? "").matchAll(/\$\{([^!}][^}]*)\}/g)) yield name.trim();
  }
  const inner = call ? call.argument : node;
  if (inner.kind === "sequence") for (const item of inner.items) yield* namesIn(item);
  else if (inner.kind === "mapping") for (const { value } of inner.entries) yield* namesIn(value);
}
