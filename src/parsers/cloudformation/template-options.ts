import type { Published } from "../../model/mention.ts";
import type { EnvironmentInputs } from "../../parser.ts";
import type { YamlEntry, YamlNode } from "../../source/yaml/tree.ts";
import type { Value } from "../../values/value.ts";
import type { Parameters } from "./inputs/parameters.ts";
import type { TemplateSteps } from "./template-steps.ts";
import type { Evaluated } from "./values/evaluated.ts";
import type { StackIdentity } from "./values/pseudo-parameters.ts";

/** What a template is evaluated for. */
export interface TemplateOptions extends StackIdentity {
  inputs: EnvironmentInputs;
  parameters: Parameters;
  /** Resources that are added from other files when it is deployed. */
  included?: readonly YamlEntry[];
  /** In front of the addresses of a nested stack's resources: `Queue/`. */
  prefix?: string;
  /** The types of the resources of all stacks that are read together, by address. */
  types?: Map<string, string>;
  /** What the stacks that are read together may take. */
  steps?: TemplateSteps;
  /** Changes what a node comes to, for formats that are lowered to a template. */
  decorate?: (value: Value<string>, node: YamlNode) => Value<string>;
  /** What of another deployment a node asks for, for formats whose own variables do. */
  asked?: (node: YamlNode) => Published | undefined;
  /** What refers to resources besides the template, for formats that are lowered to it in part. */
  referring?: readonly YamlNode[];
  /** Where the template of a nested stack is, for formats that know it from elsewhere than its resource. */
  nestedTemplate?: (entry: YamlEntry) => string | undefined;
  /** What another stack exports under a name, for formats that see the other stack. */
  imported?: (name: string) => Evaluated | undefined;
  /** What an output of a nested stack comes to. */
  nestedOutput?: (id: string, output: string) => Evaluated | undefined;
}
