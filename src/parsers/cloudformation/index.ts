import type { Diagnostic } from "../../finding.ts";
import { noResources, type PoolKey } from "../../model/model.ts";
import { known, unknown, type Value } from "../../model/value.ts";
import type { EnvironmentInputs, Located, Parser, Root } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { childOf, entryLocation, type YamlMapping } from "../../source/yaml/tree.ts";
import { isInAssembly } from "./assembly-files.ts";
import { editTemplate } from "./edit.ts";
import { environmentsOf } from "./inputs/environments.ts";
import { templateInputs } from "./inputs/parameter-files.ts";
import { Parameters } from "./inputs/parameters.ts";
import { nestedPath } from "./nested.ts";
import { readTemplate } from "./read-template.ts";
import { isSam, lacksTransform, templateIn } from "./text.ts";
import { plain } from "./values/evaluated.ts";

const NAMES = /\.(?:ya?ml|json|template)$/i;
/** A cheap look before parsing: a template names its resources' types. */
const LOOKS_LIKE_TEMPLATE = /["']?Resources["']?\s*:[\s\S]*AWS::/;

/** CloudFormation and SAM templates. */
const cloudformation: Parser = {
  format: "cloudformation",

  claims(path) {
    return NAMES.test(path);
  },

  roots(files, fs) {
    const roots: Root[] = [];
    const diagnostics: Diagnostic[] = [];
    const nested = new Set<string>();
    for (const path of files.filter((each) => !isInAssembly(each, fs))) {
      const file = fs.read(path);
      if (!file || !LOOKS_LIKE_TEMPLATE.test(file.text)) continue;
      const { template, problems } = templateIn(file);
      if (template) {
        roots.push({ format: isSam(template) ? "sam" : "cloudformation", path });
        const resources = childOf(template, "Resources");
        for (const entry of resources?.kind === "mapping" ? resources.entries : []) {
          const below = nestedPath(entry, path);
          if (below) nested.add(below);
        }
      }
      if (template || problems.some((problem) => problem.severity === "error"))
        diagnostics.push(...problems.map(({ severity, message, at }) => ({ severity, message, at })));
    }
    // A template that another one deploys is read there, with the parameters that it gets.
    return { roots: roots.filter(({ path }) => !nested.has(path)), diagnostics };
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

function transformMissing(root: Root, template: YamlMapping): Diagnostic[] {
  if (!lacksTransform(template)) return [];
  const entry = template.byKey.get("Resources");
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
