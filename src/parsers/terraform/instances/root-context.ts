import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, UnreadCode } from "../../../parser.ts";
import type { Value } from "../../../values/value.ts";
import type { FunctionSetting } from "../functions/setting.ts";
import type { RunnerValues, VariableValues } from "../inputs/variable-values.ts";
import type { ModuleManifest } from "../modules/manifest.ts";
import type { OtherStates } from "../states/other-states.ts";
import type { TfValue } from "../values/value.ts";

/** What all modules of a root have in common while it is evaluated for one environment. */
export interface RootContext extends FunctionSetting {
  inputs: EnvironmentInputs;
  variables: VariableValues;
  workspace: TfValue;
  manifest: ModuleManifest | undefined;
  /** The states of other roots; absent where the root is evaluated alone. */
  states?: OtherStates | undefined;
  diagnostics: Diagnostic[];
  unread: UnreadCode[];
  runner?: Runner;
}

/** What a tool that runs Terraform gives it besides the values of variables. */
export interface Runner {
  /** The account of the role that it assumes first, where it says one. */
  account?: Value<string>;
  /** The region in the variables of Terraform's environment, where it sets one. */
  region?: Value<string>;
  /** Values that stand in the code that it writes, by names that nobody else can use. */
  names: ReadonlyMap<string, TfValue>;
}

/** A tool that runs Terraform in a folder: what it gives, and how paths of the checkout look to it. */
export interface RunBy extends Runner {
  values: RunnerValues;
  /** What absolute paths of the checkout begin with. */
  checkoutAt: string;
}
