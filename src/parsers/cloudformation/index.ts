import type { PoolKey } from "../../model/model.ts";
import { noResources } from "../../model/resources.ts";
import type { EnvironmentInputs, Located, Parser } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { known, unknown, type Value } from "../../values/value.ts";
import { constructPath, markMadeByCdk } from "./cdk-functions.ts";
import { claims } from "./claims.ts";
import { findTemplates, unreachedTemplates } from "./discovery.ts";
import { editTemplate } from "./edit.ts";
import { environmentsOf } from "./inputs/environments.ts";
import { parametersOf, refusedParameter } from "./inputs/parameter-bounds.ts";
import { templateInputs } from "./inputs/parameter-files.ts";
import { Parameters } from "./inputs/parameters.ts";
import { readTemplate } from "./read-template.ts";
import { templateIn } from "./text.ts";
import { plain } from "./values/evaluated.ts";

/** CloudFormation and SAM templates. */
const cloudformation: Parser = {
  format: "cloudformation",

  claims,

  formats: ["cloudformation", "sam"],

  roots: findTemplates,

  unreached: unreachedTemplates,

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
        taken: given.taken,
      };
    const stackName =
      given.stackName ?? unknown<string>("the name of the stack is not given", startOfFile(root.path));
    const parameters = new Parameters(
      new Map([...given.parameters].map(([name, value]) => [name, plain(value)])),
      given.unread,
    );
    const read = readTemplate(template, { inputs, pool, parameters, stackName }, fs);
    const refused = refusedParameter(template, given.parameters, inputs.environment);
    return {
      ...pool,
      ...(stackName.state === "known" ? { stack: stackName.value } : {}),
      regionFixed: false,
      ...read,
      resources: markMadeByCdk(read.resources, (entity) => constructPath(entity, fs)),
      diagnostics: [...given.diagnostics, ...read.diagnostics],
      inputsFound: [],
      taken: given.taken,
      ...(refused ? { refused } : {}),
    };
  },

  environments: environmentsOf,

  parameters({ path }, fs) {
    const file = fs.read(path);
    const template = file && templateIn(file).template;
    return template ? parametersOf(template) : [];
  },

  edit: editTemplate,
};

export default cloudformation;

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
