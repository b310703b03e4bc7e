import type { Diagnostic } from "../../finding.ts";
import type { PoolKey } from "../../model/model.ts";
import { mapResources, noResources, type Resources } from "../../model/resources.ts";
import type { EnvironmentInputs, FileSystem, Located, Parsed, Parser, Root } from "../../parser.ts";
import { append } from "../../source/append.ts";
import { startOfFile } from "../../source/location.ts";
import { inFolder } from "../../source/paths.ts";
import { locationOf, type YamlMapping, type YamlNode } from "../../source/yaml/tree.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { markMadeByCdk } from "../cloudformation/cdk-functions.ts";
import { parametersOf, refusedParameter } from "../cloudformation/inputs/parameter-bounds.ts";
import { templateInputs } from "../cloudformation/inputs/parameter-files.ts";
import { Parameters, parameterText } from "../cloudformation/inputs/parameters.ts";
import { readTemplate } from "../cloudformation/read-template.ts";
import { Template } from "../cloudformation/template.ts";
import type { TemplateOptions } from "../cloudformation/template-options.ts";
import { templateIn } from "../cloudformation/text.ts";
import { plain } from "../cloudformation/values/evaluated.ts";
import { readJson, type StackArtifact, stacksOf } from "./assembly.ts";
import { claims } from "./claims.ts";
import { Constructs } from "./constructs.ts";
import { findAssemblies } from "./discovery.ts";
import { environmentsOf } from "./environments.ts";
import { importsOf } from "./exports.ts";
import { nestedTemplates } from "./nested-templates.ts";

/** Apps of the AWS CDK, by what `cdk synth` made of them: each stack of the cloud assembly is a root. */
const cdk: Parser = {
  format: "cdk",

  claims,

  roots(files, fs) {
    const { folders, diagnostics, unread } = findAssemblies(files, fs);
    const roots: Root[] = [];
    for (const folder of folders) {
      const { stacks, diagnostics: own } = stacksOf(folder, fs);
      append(diagnostics, own);
      const shared = repeated(stacks.map(({ stackName }) => stackName));
      append(
        roots,
        stacks.map((stack) => rootOf(stack, folder, shared)),
      );
    }
    return { roots, diagnostics, unread };
  },

  parse(root, inputs, fs) {
    const stack = stackOf(root, fs);
    const template = templateOf(root, fs);
    // A stack of buckets and roles alone has nothing to read; a template that can't be read has been reported where it was read.
    return stack && template
      ? readStack(stack, template, root, inputs, fs)
      : nothingIn(root, stack, inputs, fs);
  },

  parameters(root, fs) {
    const template = templateOf(root, fs);
    return template ? parametersOf(template) : [];
  },

  environments(root, fs) {
    return environmentsOf(
      root,
      stacksOf(root.path, fs).stacks.map(({ stackName }) => stackName),
    );
  },
};

export default cdk;

function stackOf({ path, stack, artifact }: Root, fs: FileSystem): StackArtifact | undefined {
  return stacksOf(path, fs).stacks.find(
    (each) => each.stackName === stack && (artifact === undefined || each.id === artifact),
  );
}

function templateOf(root: Root, fs: FileSystem): YamlMapping | undefined {
  const stack = stackOf(root, fs);
  const file = stack && fs.read(stack.template);
  return file && templateIn(file).template;
}

function rootOf(
  { id, stackName, account, region, stage }: StackArtifact,
  path: string,
  shared: ReadonlySet<string>,
): Root {
  return {
    format: "cdk",
    path,
    stack: stackName,
    ...(shared.has(stackName) ? { artifact: id } : {}),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(stage === undefined ? {} : { stage }),
  };
}

/** What occurs more than once. */
function repeated(names: readonly string[]): ReadonlySet<string> {
  const once = new Set<string>();
  return new Set(names.filter((name) => once.has(name) || !once.add(name)));
}

function readStack(
  stack: StackArtifact,
  template: YamlMapping,
  root: Root,
  inputs: EnvironmentInputs,
  fs: FileSystem,
): Parsed {
  const { options, given, diagnostics } = optionsFor(stack, inputs, fs);
  const refused = refusedParameter(template, given, inputs.environment);
  const imported = importsOf(stack, stacksOf(root.path, fs).stacks, (other) => opened(other, inputs, fs), fs);
  const nestedTemplate = nestedTemplates(stack, fs);
  const read = readTemplate(template, { ...options, nestedTemplate, imported }, fs);
  return {
    stack: stack.stackName,
    ...options.pool,
    regionFixed: stack.region !== undefined,
    ...read,
    resources: named(read.resources, new Constructs(stack.metadata, root.path, fs)),
    diagnostics: [...diagnostics, ...read.diagnostics],
    inputsFound: [],
    ...(refused ? { refused } : {}),
  };
}

/** What a stack's template is evaluated with. */
function optionsFor(
  stack: StackArtifact,
  inputs: EnvironmentInputs,
  fs: FileSystem,
): { options: TemplateOptions; given: ReadonlyMap<string, Value<string>>; diagnostics: Diagnostic[] } {
  const given = templateInputs(stack.template, inputs, fs);
  const values = new Map([...givenBy(stack), ...given.parameters]);
  const parameters = new Parameters(
    new Map([...values].map(([name, value]) => [name, plain(value)])),
    given.unread,
  );
  const stackName = known(stack.stackName, locationOf(stack.node));
  return {
    options: { inputs, pool: poolOf(stack, inputs), parameters, stackName },
    given: given.parameters,
    diagnostics: given.diagnostics,
  };
}

/** The template of another stack, for what it exports. */
function opened(stack: StackArtifact, inputs: EnvironmentInputs, fs: FileSystem): Template | undefined {
  const file = fs.read(stack.template);
  const root = file && templateIn(file).template;
  return root && new Template(root, optionsFor(stack, inputs, fs).options);
}

/** What the app itself gives to the parameters of its template. */
function givenBy({ parameters }: StackArtifact): [string, Value<string>][] {
  return parameters?.kind === "mapping"
    ? parameters.entries.map(({ key, value }) => [
        key,
        parameterText({ value: scalarOf(value), at: locationOf(value) }),
      ])
    : [];
}

function scalarOf(node: YamlNode): unknown {
  return node.kind === "scalar" ? node.value : "";
}

/** The manifest's account and region; the policy's where the app leaves them to the deployment. */
function poolOf(
  { account, region, node, environmentNode }: StackArtifact,
  inputs: EnvironmentInputs,
): PoolKey {
  const at = locationOf(environmentNode ?? node);
  const value = (
    fixed: string | undefined,
    given: Located<string> | undefined,
    key: "account" | "regions",
  ) => {
    if (fixed !== undefined) return known(fixed, at);
    if (given) return known(given.value, given.at);
    const what = key === "account" ? "account" : "region";
    const because = `the app leaves the ${what} to the deployment; give env to the stack, or environments.${inputs.environment}.${key} in the policy`;
    return unknown<string>(because, at);
  };
  return {
    account: value(account, inputs.account, "account"),
    region: value(region, inputs.region, "regions"),
  };
}

/** Gives entities the names of their constructs, and the lines of the app's code that made them. */
function named(resources: Resources, constructs: Constructs): Resources {
  const marked = markMadeByCdk(resources, (entity) => constructs.of(entity)?.resourcePath);
  return mapResources(marked, (entity) => {
    const construct = constructs.of(entity);
    return {
      ...entity,
      ...(construct ? { label: construct.path } : {}),
      ...(construct?.at ? { writtenAt: construct.at } : {}),
    };
  });
}

function nothingIn(
  root: Root,
  stack: StackArtifact | undefined,
  inputs: EnvironmentInputs,
  fs: FileSystem,
): Parsed {
  const at = startOfFile(inFolder(root.path, "manifest.json"));
  const because = "the stack has no template";
  const pool = stack
    ? poolOf(stack, inputs)
    : { account: unknown<string>(because, at), region: unknown<string>(because, at) };
  return {
    ...(root.stack === undefined ? {} : { stack: root.stack }),
    ...pool,
    regionFixed: root.region !== undefined,
    resources: noResources(),
    diagnostics: stack ? readJson(stack.template, fs).diagnostics : [],
    inputsFound: [],
  };
}
