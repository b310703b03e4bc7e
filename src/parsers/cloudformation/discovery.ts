import type { Diagnostic } from "../../finding.ts";
import type { Discovered, FileSystem, LeftOut, Root, UnreadCode } from "../../parser.ts";
import { append } from "../../source/append.ts";
import { mayHideWordsIn } from "../../source/escapes.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf } from "../../source/paths.ts";
import type { SourceFile } from "../../source/source-file.ts";
import {
  childOf,
  entriesOf,
  entryLocation,
  entryUnder,
  hasEntry,
  scalarText,
  type YamlEntry,
  type YamlMapping,
} from "../../source/yaml/tree.ts";
import { assemblyOf } from "./assembly-files.ts";
import { packagedApps } from "./chalice-apps.ts";
import { claims } from "./claims.ts";
import { COUNTED, fragmentAlone, mayBeFragment } from "./includes.ts";
import { nestedPath } from "./nested.ts";
import { broughtAlong, packagedFrom } from "./packaged-files.ts";
import { tooLargeToDeploy } from "./template-size.ts";
import { isSam, lacksTransform, templateIn } from "./text.ts";

/** The templates among some files that no other one deploys. */
export function findTemplates(files: readonly string[], fs: FileSystem): Discovered {
  const roots: Root[] = [];
  const diagnostics: Diagnostic[] = [];
  const leftOut: LeftOut[] = [];
  const made = packagedApps(files, fs);
  const unread: UnreadCode[] = [...made.unread];
  const below = new Map<string, string[]>();
  const withoutTransform: YamlMapping[] = [];
  const all = new Set([...files, ...made.files]);
  for (const path of all) {
    const file = fs.read(path);
    if (!file?.computed(mayBeTemplate)) continue;
    const assembly = assemblyOf(path, fs);
    // What the manifest doesn't list, an earlier synthesis left behind; but what is part of the commit, somebody may deploy.
    if (assembly && (assembly.lists(path) || !fs.isTracked(path))) {
      if (!files.includes(assembly.manifest)) diagnostics.push(partOfApp(path));
      continue;
    }
    const packaged = packagedFrom(path, fs);
    if (packaged) {
      const { tool, source } = packaged;
      const brought = broughtAlong(path, packaged, fs);
      append(unread, brought);
      if (brought.length === 0)
        leftOut.push({ path, because: `it is what ${tool} makes of ${source}, which counts in its place` });
      // Whoever names what was built means what it was built of.
      if (claims(source)) all.add(source);
      continue;
    }
    const large = tooLargeToDeploy(file);
    if (large) {
      append(unread, large);
      continue;
    }
    const { template, problems } = templateIn(file);
    if (template) {
      roots.push(rootOf(path, template));
      if (lacksTransform(template)) withoutTransform.push(template);
      const resources = entriesOf(childOf(template, "Resources"));
      below.set(
        path,
        resources.flatMap((entry) => nestedPath(entry, path) ?? []),
      );
    }
    const isBroken = looksLikeTemplate(file.text) && problems.some(({ severity }) => severity === "error");
    if (template || (isBroken && !isJsonLines(file.text)))
      append(
        diagnostics,
        problems.map(({ severity, message, at }) => ({ severity, message, at })),
      );
  }
  const top = topmost(roots, below);
  return {
    roots: top,
    newlyCalled: roots.filter((root) => !top.includes(root) && isNewTemplate(root.path, fs)),
    diagnostics: [...diagnostics, ...transformMissing(withoutTransform)],
    leftOut,
    unread,
  };
}

function rootOf(path: string, template: YamlMapping): Root {
  const isWhole = hasEntry(template, "AWSTemplateFormatVersion") || hasEntry(template, "Transform");
  return {
    format: isSam(template) ? "sam" : "cloudformation",
    path,
    ...(isWhole ? {} : { isFragment: true }),
  };
}

/** Whether a change adds a template: nothing then tells that it isn't deployed by itself, but for parents that the change adds too. */
function isNewTemplate(path: string, { base }: FileSystem): boolean {
  if (!base) return false;
  const file = base.exists(path) ? base.read(path) : undefined;
  return !file?.computed(mayBeTemplate) || templateIn(file).template === undefined;
}

/** Whether a text may be a template: only what surely is none is decided by its text. */
function mayBeTemplate(file: SourceFile): boolean {
  const { text } = file;
  return (text.includes("Resources") && text.includes("AWS::")) || file.computed(mayHideWordsIn);
}

/** Whether a text that can't be parsed was meant as a template. */
function looksLikeTemplate(text: string): boolean {
  const resources = text.search(/Resources["']?\s*:/);
  return resources !== -1 && text.lastIndexOf("AWS::") > resources;
}

/** Whether a text is an object of JSON in each line, as logs and streams of events are: no template, whatever they tell of. */
function isJsonLines(text: string): boolean {
  const lines = text.split("\n", 3).filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.slice(0, 2).every(isJsonObject);
}

function isJsonObject(line: string): boolean {
  if (!line.startsWith("{")) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/**
 * The templates that no other one deploys: those that one does are read there, with the parameters that they get.
 * Of templates that deploy each other in a circle, the first is a root all the same.
 */
function topmost(roots: readonly Root[], below: ReadonlyMap<string, readonly string[]>): Root[] {
  const nested = new Set([...below.values()].flat());
  const reached = new Set<string>();
  const reach = (path: string): void => {
    const open = [path];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      append(open, below.get(next) ?? []);
    }
  };
  const top = new Set(roots.filter(({ path }) => !nested.has(path)));
  for (const { path } of top) reach(path);
  for (const root of roots) {
    if (reached.has(root.path)) continue;
    top.add(root);
    reach(root.path);
  }
  return roots.filter((root) => top.has(root));
}

/** What does where it provisions some. */
const MAY_PROVISION = /^AWS::Lambda::(?:Alias|Version)$/;

/** Templates with functions or with what they provision, and pieces of some, that no root's evaluation went through: of a nested stack that is never created. */
export function unreachedTemplates(files: readonly string[], fs: FileSystem): UnreadCode[] {
  return files.flatMap((path): UnreadCode | UnreadCode[] => {
    const file = fs.read(path);
    if (!file || !(file.computed(mayBeTemplate) || file.computed(mayBeFragment))) return [];
    if (packagedFrom(path, fs) !== undefined || tooLargeToDeploy(file)) return [];
    if (assemblyOf(path, fs) && !fs.isTracked(path)) return [];
    const { template } = file.computed(mayBeTemplate) ? templateIn(file) : {};
    if (!template) return file.computed(fragmentAlone) ?? [];
    const entry = entriesOf(childOf(template, "Resources")).find(isCounted);
    if (!entry) return [];
    return [
      {
        kind: "block",
        what: path,
        address: entry.key,
        because: "no stack that is created nests this template",
        hint: "Where nobody deploys it, leave it out: exclude in the policy.",
        at: entryLocation(entry),
        mayHoldFunctions: true,
        // What a change adds can't be hidden by an assembly that it adds, too.
        ...(template && isNewTemplate(path, fs) ? { asRoot: rootOf(path, template) } : {}),
      },
    ];
  });
}

function isCounted({ key, value }: YamlEntry): boolean {
  const type = scalarText(childOf(value, "Type")) ?? "";
  const properties = childOf(value, "Properties");
  if (COUNTED.test(type)) return true;
  if (MAY_PROVISION.test(type)) return hasEntry(properties, "ProvisionedConcurrencyConfig");
  if (type === "AWS::ApplicationAutoScaling::ScalableTarget")
    return scalarText(childOf(properties, "ServiceNamespace")) === "lambda";
  // A loop has the resources that it makes as the last of its three parts.
  const made = key.startsWith("Fn::ForEach::") && value?.kind === "sequence" ? value.items[2] : undefined;
  return entriesOf(made).some(isCounted);
}

/** A template of an app that was named alone. */
function partOfApp(path: string): Diagnostic {
  return {
    severity: "warning",
    message: `${path} was not checked: it is part of what cdk synth wrote, which says where it is deployed.`,
    hint: `Name its folder: policy run ${folderOf(path)}`,
    at: startOfFile(path),
  };
}

/** Several are what a tool merges into one template; one may be a slip. */
function transformMissing(templates: readonly YamlMapping[]): Diagnostic[] {
  const [first, ...others] = templates;
  if (!first) return [];
  const entry = entryUnder(first, "Resources");
  const { path } = first.file;
  const [subject, verb] =
    others.length === 0 ? [path, "it is"] : [`${path} and ${others.length} more files`, "they are"];
  return [
    {
      severity: "warning",
      message: `${subject} ${others.length === 0 ? "has" : "have"} resources of SAM's types but no "Transform: AWS::Serverless-2016-10-31"; ${verb} read as SAM.`,
      hint:
        others.length === 0
          ? "Add the Transform, without which CloudFormation rejects the template."
          : "Where a tool merges them into one template, check what it writes, and exclude the pieces in the policy; else add the Transform.",
      ...(entry ? { at: entryLocation({ ...entry, value: entry.keyNode }) } : {}),
    },
  ];
}
