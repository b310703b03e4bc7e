import type { EnvironmentInputs, FileSystem } from "../../../parser.ts";
import type { AttributeReader, ResourceReader, TextPart } from "../../../resources/reader.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { unknown, type Value } from "../../../values/value.ts";
import { Parameters } from "../../cloudformation/inputs/parameters.ts";
import { type ReadTemplate, readTemplate } from "../../cloudformation/read-template.ts";
import { templateIn } from "../../cloudformation/text.ts";
import type { Evaluated } from "../../cloudformation/values/evaluated.ts";
import { type FunctionSetting, pathIn } from "../functions/setting.ts";
import { Holes } from "./holes.ts";
import { PlacedText } from "./placed-text.ts";

/** The types of which one resource is one stack, with the attribute that names it. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["aws_cloudformation_stack", "name"],
  ["awscc_cloudformation_stack", "stack_name"],
]);

/** CloudFormation takes no longer template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_TEXT = 1_048_576;

/** What a stack is deployed with. */
export interface StackSetting {
  inputs: EnvironmentInputs;
  fs: FileSystem;
  /** Where paths lead from. */
  paths: Pick<FunctionSetting, "folder" | "checkoutAt">;
  /** The path that `template_body` reads as a whole, as written. */
  bodyFile: string | undefined;
}

/** The functions of a stack that Terraform deploys; undefined where its template can't be told. */
export function deployedStack(stack: ResourceReader, setting: StackSetting): ReadTemplate | undefined {
  const naming = NAMES.get(stack.type);
  const body = stack.string("template_body");
  if (naming === undefined || body.state === "unset") return undefined;
  const holes = new Holes(body, stack.parts("template_body"));
  const file = bodyIn(holes, body, setting);
  const { template, problems = [] } = file ? templateIn(file) : {};
  if (!template || problems.some(({ severity }) => severity === "error") || !holes.areValuesIn(template))
    return undefined;
  const name = stack.string(naming);
  return readTemplate(
    template,
    {
      inputs: setting.inputs,
      pool: { account: stack.account, region: stack.region },
      parameters: parametersOf(stack),
      stackName: name.state === "unset" ? unknown("the name of the stack isn't given", stack.at) : name,
      prefix: `${stack.address}/`,
      decorate: (value) => holes.filled(value),
    },
    setting.fs,
    stack.instances,
  );
}

/** The text of a template: the file that it is read from as it is, else a text in the place of the attribute. */
function bodyIn(
  { text }: Holes,
  { at }: Value<string>,
  { fs, paths, bodyFile }: StackSetting,
): SourceFile | undefined {
  if (text === undefined || text.length > MAX_TEXT) return undefined;
  const path = bodyFile === undefined ? undefined : pathIn(paths, bodyFile);
  const file = path === undefined ? undefined : fs.read(path);
  return file?.text === text ? file : new PlacedText(text, at);
}

function parametersOf(stack: ResourceReader): Parameters {
  const keys = stack.entries("parameters");
  const of = stack.blocks("parameters");
  const [reader]: readonly AttributeReader[] = of.state === "known" ? of.value : [];
  if (keys.state === "unknown") return new Parameters(new Map(), `the parameters of ${stack.address}`);
  const given = keys.state === "known" ? keys.value : [];
  return new Parameters(new Map(given.map(({ key, value }) => [key, evaluated(key, value, reader)])));
}

function evaluated(key: string, value: Value<string>, reader: AttributeReader | undefined): Evaluated {
  const parts: readonly TextPart[] | undefined = reader?.parts(key);
  return { value, mentions: reader?.mentions(key) ?? [], ...(parts ? { parts } : {}) };
}
