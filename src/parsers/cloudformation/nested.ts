import type { Diagnostic } from "../../finding.ts";
import type { FileSystem } from "../../parser.ts";
import { childOf, entryLocation, type YamlEntry, type YamlMapping } from "../../source/yaml/tree.ts";
import { Parameters } from "./inputs/parameters.ts";
import { Template, type TemplateOptions } from "./template.ts";
import { templateIn } from "./text.ts";
import type { Evaluated } from "./values/evaluated.ts";
import { textOf } from "./values/intrinsic.ts";

/** The types that deploy another template, with the property that says which. */
const LOCATIONS: Readonly<Record<string, string>> = {
  "AWS::CloudFormation::Stack": "TemplateURL",
  "AWS::Serverless::Application": "Location",
};
const MAX_DEPTH = 8;
/** A template may be nested many times, and each time is read with its own parameters. */
const MAX_NESTED = 500;

/** A template with the stacks nested in it, as far as they are in the checkout. */
export interface Stack {
  template: Template;
  /** How the stack's own resource is called, where it is a nested one. */
  entry?: YamlEntry;
  nested: readonly Stack[];
  diagnostics: Diagnostic[];
}

/** The local path of the template that a resource deploys; undefined for other resources, null when it is not local. */
export function nestedPath(entry: YamlEntry, path: string): string | null | undefined {
  const type = textOf(childOf(entry.value, "Type")) ?? "";
  const property = Object.hasOwn(LOCATIONS, type) ? LOCATIONS[type] : undefined;
  if (property === undefined) return undefined;
  const location =
    assetPath(entry, property) ?? textOf(childOf(childOf(entry.value, "Properties"), property));
  if (location === undefined || /^[a-z0-9+]+:\/\//i.test(location)) return null;
  return joined(path, location);
}

/** The file that the CDK will upload for a property; what stands there is only its address to be. */
function assetPath(entry: YamlEntry, property: string): string | undefined {
  const metadata = childOf(entry.value, "Metadata");
  return textOf(childOf(metadata, "aws:asset:property")) === property
    ? textOf(childOf(metadata, "aws:asset:path"))
    : undefined;
}

/** Builds a template and all below it. Parameters go down, outputs come back. */
export function stackOf(root: YamlMapping, options: TemplateOptions, fs: FileSystem, depth = 0): Stack {
  const nested = new Map<string, Stack>();
  const diagnostics: Diagnostic[] = [];
  const template: Template = new Template(root, {
    ...options,
    nestedSoFar: options.nestedSoFar ?? { count: 0 },
    nestedOutput: (id, output) => outputOf(nestedStack(id)?.template, output),
  });
  const nestedStack = (id: string): Stack | undefined => {
    const known = nested.get(id);
    const entry = template.resource(id);
    if (known || !entry) return known;
    const stack = nestedIn(entry, template, fs, depth, diagnostics);
    if (stack) nested.set(id, stack);
    return stack;
  };
  for (const { key } of template.resources) nestedStack(key);
  return { template, nested: [...nested.values()], diagnostics };
}

function nestedIn(
  entry: YamlEntry,
  outer: Template,
  fs: FileSystem,
  depth: number,
  diagnostics: Diagnostic[],
): Stack | undefined {
  const declared = nestedPath(entry, outer.root.file.path);
  if (declared === undefined) return undefined;
  const path = outer.options.nestedTemplate?.(entry) ?? declared;
  const file = path === null || depth >= MAX_DEPTH ? undefined : fs.read(path);
  const root = file && templateIn(file).template;
  if (!root) {
    diagnostics.push({
      severity: "warning",
      message: `What the nested stack ${entry.key} deploys was not checked: its template is not in the checkout.`,
      hint: "Check the repository that holds it, or give a local path.",
      at: entryLocation(entry),
    });
    return undefined;
  }
  const { options, prefix } = outer;
  const refused = refusal(entry, root, outer);
  if (refused !== undefined) {
    diagnostics.push(...refused);
    return undefined;
  }
  const stack = stackOf(
    root,
    { ...options, parameters: parametersFor(entry, outer), prefix: `${prefix}${entry.key}/`, around: outer },
    fs,
    depth + 1,
  );
  return { ...stack, entry };
}

/** Why a nested stack is not read, though its template is there; undefined when it is. */
function refusal(entry: YamlEntry, root: YamlMapping, outer: Template): Diagnostic[] | undefined {
  const at = entryLocation(entry);
  for (let around: Template | undefined = outer; around; around = around.options.around) {
    if (around.root === root)
      return [{ severity: "error", message: `The nested stack ${entry.key} would deploy itself.`, at }];
  }
  const soFar = outer.options.nestedSoFar ?? { count: 0 };
  soFar.count++;
  if (soFar.count <= MAX_NESTED) return undefined;
  const message = `There are more than ${MAX_NESTED} nested stacks; the rest was not checked.`;
  return soFar.count === MAX_NESTED + 1 ? [{ severity: "error", message, at }] : [];
}

function parametersFor(entry: YamlEntry, outer: Template): Parameters {
  const given = childOf(childOf(entry.value, "Properties"), "Parameters");
  const values = new Map<string, Evaluated>();
  for (const { key, value } of given?.kind === "mapping" ? given.entries : [])
    values.set(key, outer.evaluate(value));
  return new Parameters(values);
}

function outputOf(template: Template | undefined, name: string): Evaluated | undefined {
  const value = childOf(childOf(template?.section("Outputs"), name), "Value");
  return value && template?.evaluate(value);
}

function joined(from: string, to: string): string | null {
  const parts = from.split("/").slice(0, -1);
  for (const part of to.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}
