import type { Diagnostic } from "../../finding.ts";
import { noResources } from "../../model/model.ts";
import { known, unknown, type Value } from "../../model/value.ts";
import type { EnvironmentInputs, FileSystem, Located, Parsed, Parser, Root } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseYaml } from "../../source/yaml/parse.ts";
import { childOf, type SourceProblem, type YamlMapping, type YamlText } from "../../source/yaml/tree.ts";
import { ResourceReader } from "./resources.ts";
import { Template } from "./template.ts";

const NAMES = /\.(?:ya?ml|json|template)$/i;
/** A cheap look before parsing: a template names its resources' types. */
const LOOKS_LIKE_TEMPLATE = /["']?Resources["']?\s*:[\s\S]*AWS::/;

/** CloudFormation and SAM templates. */
const cloudformation: Parser = {
  format: "cloudformation",
  claims: (path) => NAMES.test(path),
  roots(files, fs) {
    const roots: Root[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const path of files) {
      const file = fs.read(path);
      if (!file || !LOOKS_LIKE_TEMPLATE.test(file.text)) continue;
      const { template, problems } = templateIn(file);
      if (template) roots.push({ format: isSam(template) ? "sam" : "cloudformation", path });
      if (template || problems.some((problem) => problem.severity === "error"))
        diagnostics.push(...problems.map(diagnosticOf));
    }
    return { roots, diagnostics };
  },
  parse,
};

export default cloudformation;

function parse(root: Root, inputs: EnvironmentInputs, fs: FileSystem): Parsed {
  const start = startOfFile(root.path);
  const pool = {
    account: inputOf(inputs.account, "account", inputs, start),
    region: inputOf(inputs.region, "regions", inputs, start),
  };
  const file = fs.read(root.path);
  const tree = file ? templateIn(file).template : undefined;
  const resources = tree
    ? new ResourceReader(new Template(tree, inputs), inputs.deployment, pool).read()
    : noResources();
  return { ...pool, regionFixed: false, resources, diagnostics: [], inputsFound: [] };
}

function inputOf(
  input: Located<string> | undefined,
  key: string,
  inputs: EnvironmentInputs,
  at: SourceLocation,
): Value<string> {
  if (input) return known(input.value, input.at);
  return unknown(`is not given; write environments.${inputs.environment}.${key} in the policy`, at);
}

/** Trees by file: several environments read one template. */
const trees = new WeakMap<SourceFile, YamlText>();

function templateIn(file: SourceFile): { template?: YamlMapping; problems: SourceProblem[] } {
  const text = trees.get(file) ?? parseYaml(file);
  trees.set(file, text);
  const template = text.documents.find((document) => childOf(document, "Resources")?.kind === "mapping");
  return { ...(template?.kind === "mapping" ? { template } : {}), problems: text.problems };
}

function isSam(template: YamlMapping): boolean {
  const resources = childOf(template, "Resources");
  const entries = resources?.kind === "mapping" ? resources.entries : [];
  return entries.some(({ value }) => {
    const type = childOf(value, "Type");
    return type?.kind === "scalar" && type.text.startsWith("AWS::Serverless::");
  });
}

function diagnosticOf({ severity, message, at }: SourceProblem): Diagnostic {
  return { severity, message, at };
}
