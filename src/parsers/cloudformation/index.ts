import type { Diagnostic } from "../../finding.ts";
import type { PoolKey } from "../../model/model.ts";
import { noResources } from "../../model/resources.ts";
import type { EnvironmentInputs, Located, Parser, Root } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { folderOf } from "../../source/paths.ts";
import { childOf, entriesOf, entryLocation, entryUnder, type YamlMapping } from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { isBeside, isInAssembly } from "./assembly-files.ts";
import { claims } from "./claims.ts";
import { editTemplate } from "./edit.ts";
import { environmentsOf } from "./inputs/environments.ts";
import { templateInputs } from "./inputs/parameter-files.ts";
import { Parameters } from "./inputs/parameters.ts";
import { nestedPath } from "./nested.ts";
import { readTemplate } from "./read-template.ts";
import { isSam, lacksTransform, templateIn } from "./text.ts";
import { plain } from "./values/evaluated.ts";

/** CloudFormation and SAM templates. */
const cloudformation: Parser = {
  format: "cloudformation",

  claims,

  roots(files, fs) {
    const roots: Root[] = [];
    const diagnostics: Diagnostic[] = [];
    const below = new Map<string, string[]>();
    const manifests = files.filter((path) => path.endsWith("manifest.json"));
    for (const path of files) {
      const inAssembly = isInAssembly(path, fs);
      if (inAssembly && manifests.some((manifest) => isBeside(manifest, path))) continue;
      const file = fs.read(path);
      if (!file || !looksLikeTemplate(file.text)) continue;
      if (inAssembly) {
        diagnostics.push(partOfApp(path));
        continue;
      }
      const { template, problems } = templateIn(file);
      if (template) {
        roots.push({ format: isSam(template) ? "sam" : "cloudformation", path });
        const resources = entriesOf(childOf(template, "Resources"));
        below.set(
          path,
          resources.flatMap((entry) => nestedPath(entry, path) ?? []),
        );
      }
      if (template || problems.some((problem) => problem.severity === "error"))
        diagnostics.push(...problems.map(({ severity, message, at }) => ({ severity, message, at })));
    }
    return { roots: topmost(roots, below), diagnostics };
  },

  parse(root, inputs, fs) {
    const file = fs.read(root.path);
    const template = file && templateIn(file).template;
    const given = templateInputs(root.path, inputs, fs);
    const pool = poolOf(inputs, given.region, startOfFile(root.path));
    if (!template)
      return {
        ...pool,
        regionFixed: false,
        resources: noResources(),
        diagnostics: given.diagnostics,
        inputsFound: [],
      };
    const stackName =
      given.stackName ?? unknown<string>("the name of the stack is not given", startOfFile(root.path));
    const parameters = new Parameters(
      new Map([...given.parameters].map(([name, value]) => [name, plain(value)])),
    );
    const { resources, diagnostics } = readTemplate(template, { inputs, pool, parameters, stackName }, fs);
    return {
      ...pool,
      ...(stackName.state === "known" ? { stack: stackName.value } : {}),
      regionFixed: false,
      resources,
      diagnostics: [...given.diagnostics, ...transformMissing(root, template), ...diagnostics],
      inputsFound: [],
    };
  },

  environments: environmentsOf,

  edit: editTemplate,
};

export default cloudformation;

/** A cheap look before parsing: a template names its resources' types. */
function looksLikeTemplate(text: string): boolean {
  const resources = text.search(/Resources["']?\s*:/);
  return resources !== -1 && text.lastIndexOf("AWS::") > resources;
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
      open.push(...(below.get(next) ?? []));
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

/** A template of an app that was named alone. */
function partOfApp(path: string): Diagnostic {
  return {
    severity: "warning",
    message: `${path} was not checked: it is part of what cdk synth wrote, which says where it is deployed.`,
    hint: `Name its folder: policy run ${folderOf(path)}`,
    at: startOfFile(path),
  };
}

function transformMissing(root: Root, template: YamlMapping): Diagnostic[] {
  if (!lacksTransform(template)) return [];
  const entry = entryUnder(template, "Resources");
  return [
    {
      severity: "warning",
      message: `${root.path} has resources of SAM's types but no "Transform: AWS::Serverless-2016-10-31"; it is read as SAM.`,
      hint: "Add the Transform, without which CloudFormation rejects the template.",
      ...(entry ? { at: entryLocation({ ...entry, value: entry.keyNode }) } : {}),
    },
  ];
}

function poolOf(
  inputs: EnvironmentInputs,
  configured: Value<string> | undefined,
  at: SourceLocation,
): PoolKey {
  return {
    account: inputOf(inputs.account, "account", inputs, at),
    region: inputs.region || !configured ? inputOf(inputs.region, "regions", inputs, at) : configured,
  };
}

function inputOf(
  input: Located<string> | undefined,
  key: "account" | "regions",
  { environment }: EnvironmentInputs,
  at: SourceLocation,
): Value<string> {
  if (input) return known(input.value, input.at);
  const what = key === "account" ? "account" : "region";
  return unknown(`the ${what} is not given; write environments.${environment}.${key} in the policy`, at);
}
