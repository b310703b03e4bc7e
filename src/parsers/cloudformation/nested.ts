import type { Diagnostic } from "../../finding.ts";
import type { FileSystem, UnreadCode } from "../../parser.ts";
import {
  childOf,
  entriesOf,
  entryLocation,
  scalarText,
  type YamlEntry,
  type YamlMapping,
} from "../../source/yaml/tree.ts";
import { unknown } from "../../values/value.ts";
import { includedIn } from "./includes.ts";
import { Parameters } from "./inputs/parameters.ts";
import { Template } from "./template.ts";
import type { TemplateOptions } from "./template-options.ts";
import { SPEAKS, templateIn } from "./text.ts";
import type { Evaluated } from "./values/evaluated.ts";

/** The types that deploy another template, with the property that names it. */
const LOCATIONS: ReadonlyMap<string, string> = new Map([
  ["AWS::CloudFormation::Stack", "TemplateURL"],
  ["AWS::Serverless::Application", "Location"],
]);
const MAX_DEPTH = 8;
/** Nested stacks in one tree: a template that deploys many, each of which does the same, soon is too much. */
export const MAX_STACKS = 500;

/** What the stacks of one tree know of each other. */
interface Tree {
  /** The paths of the templates around a stack, its own last. */
  around: readonly string[];
  counted: { stacks: number };
}

/** A template with the stacks nested in it, as far as they are in the checkout. */
export interface Stack {
  template: Template;
  /** The resource that declares a nested stack. */
  entry?: YamlEntry;
  nested: readonly Stack[];
  diagnostics: Diagnostic[];
  /** Nested stacks whose templates aren't here. */
  unread: UnreadCode[];
}

/** The local path of the template that a resource deploys; undefined for other resources, null when it is not local. */
export function nestedPath(entry: YamlEntry, path: string): string | null | undefined {
  const property = LOCATIONS.get(scalarText(childOf(entry.value, "Type")) ?? "");
  if (property === undefined) return undefined;
  const location =
    assetPath(entry, property) ?? scalarText(childOf(childOf(entry.value, "Properties"), property));
  if (location === undefined || /^[a-z0-9+]+:\/\//i.test(location)) return null;
  return joined(path, location);
}

/** The file that the CDK will upload for a property, whose own value is the address after the upload. */
function assetPath(entry: YamlEntry, property: string): string | undefined {
  const metadata = childOf(entry.value, "Metadata");
  return scalarText(childOf(metadata, "aws:asset:property")) === property
    ? scalarText(childOf(metadata, "aws:asset:path"))
    : undefined;
}

/** Builds a template and all below it. Parameters go down, outputs come back. */
export function stackOf(
  root: YamlMapping,
  options: TemplateOptions,
  fs: FileSystem,
  tree: Tree = { around: [root.file.path], counted: { stacks: 0 } },
): Stack {
  const nested = new Map<string, Stack>();
  const diagnostics: Diagnostic[] = [];
  const unread: UnreadCode[] = [];
  const template: Template = new Template(root, {
    ...options,
    included: includedIn(root, fs).entries,
    nestedOutput: (id, output) => outputOf(nestedStack(id)?.template, output),
  });
  const nestedStack = (id: string): Stack | undefined => {
    const known = nested.get(id);
    const entry = template.resource(id);
    if (known || !entry) return known;
    const stack = nestedIn(entry, template, fs, tree, { diagnostics, unread });
    if (stack) nested.set(id, stack);
    return stack;
  };
  for (const { key } of template.resources) nestedStack(key);
  return { template, nested: [...nested.values()], diagnostics, unread };
}

function nestedIn(
  entry: YamlEntry,
  outer: Template,
  fs: FileSystem,
  { around, counted }: Tree,
  found: Pick<Stack, "diagnostics" | "unread">,
): Stack | undefined {
  const declared = nestedPath(entry, outer.root.file.path);
  if (declared === undefined) return undefined;
  const path = outer.options.nestedTemplate?.(entry) ?? declared;
  const unread = (because: string, hint: string): undefined => {
    // A stack under a condition that doesn't hold deploys nothing.
    if (outer.instancesOf(entry).atMost > 0) found.unread.push(unreadStack(entry, outer, because, hint));
  };
  const refused = (message: string): undefined => {
    found.diagnostics.push({ severity: "error", message, at: entryLocation(entry) });
  };
  if (path !== null && around.includes(path))
    return refused(`The nested stack ${entry.key} would deploy itself.`);
  if (around.length > MAX_DEPTH)
    return unread(`stacks nest at most ${MAX_DEPTH} deep here`, "Check its template on its own.");
  const file = path === null ? undefined : fs.read(path);
  const root = file && templateIn(file).template;
  if (path === null || !root)
    return unread(
      "its template is not in the checkout",
      "Check the repository that holds it, or give a local path.",
    );
  counted.stacks++;
  if (counted.stacks === MAX_STACKS + 1)
    return refused(`There are more than ${MAX_STACKS} nested stacks; the rest was not checked.`);
  if (counted.stacks > MAX_STACKS) return undefined;
  const { options, prefix } = outer;
  const stack = stackOf(
    root,
    {
      ...options,
      parameters: parametersFor(entry, outer),
      prefix: `${prefix}${entry.key}/`,
      stackName: unknown(
        `the name of the nested stack ${entry.key} is made by the deployment`,
        entryLocation(entry),
      ),
    },
    fs,
    { around: [...around, path], counted },
  );
  return { ...stack, entry };
}

/** Stacks of other accounts and regions, which the template alone doesn't tell. */
export function stackSetsIn(template: Template): UnreadCode[] {
  return template.resources
    .filter(({ key }) => template.typeOf(key) === "AWS::CloudFormation::StackSet")
    .filter((entry) => template.instancesOf(entry).atMost > 0)
    .map((entry) => {
      const because = "a stack set is deployed to accounts and regions of its own";
      const hint = "Check its template as a root of the environments that it is deployed to.";
      const body = scalarText(childOf(childOf(entry.value, "Properties"), "TemplateBody")) ?? "";
      const code = unreadStack(entry, template, because, hint);
      return { ...code, mayHoldFunctions: code.mayHoldFunctions || /AWS::(?:Lambda|Serverless)/.test(body) };
    });
}

function unreadStack(entry: YamlEntry, outer: Template, because: string, hint: string): UnreadCode {
  const properties = childOf(entry.value, "Properties");
  const type = scalarText(childOf(entry.value, "Type")) ?? "";
  const location = scalarText(childOf(properties, LOCATIONS.get(type) ?? "TemplateURL"));
  const given = entriesOf(childOf(properties, "Parameters")).map(({ key }) => key);
  return {
    kind: "stack",
    what: location ?? `${outer.root.file.path}#${entry.key}`,
    address: `${outer.prefix}${entry.key}`,
    because,
    hint,
    at: entryLocation(entry),
    mayHoldFunctions: SPEAKS.test([type, entry.key, location, ...given].join(" ")),
  };
}

function parametersFor(entry: YamlEntry, outer: Template): Parameters {
  const given = childOf(childOf(entry.value, "Properties"), "Parameters");
  const values = new Map<string, Evaluated>();
  for (const { key, value } of entriesOf(given)) values.set(key, outer.evaluate(value));
  return new Parameters(values);
}

function outputOf(template: Template | undefined, name: string): Evaluated | undefined {
  const value = childOf(template?.entry("Outputs", name), "Value");
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
