import type { EnvironmentInputs, FileSystem, Root } from "../../../parser.ts";
import { evaluatedRoot } from "../../terraform/states/evaluated-root.ts";
import { keptState } from "../../terraform/states/kept-state.ts";
import { DEFAULT_WORKSPACE, type StatePlace, stateIn } from "../../terraform/states/state-place.ts";
import type { ToolRoots } from "../../terraform/states/tool-roots.ts";
import { materialised, reasonsIn } from "../../terraform/values/unknown.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import { CHECKOUT_AT } from "../configuration/paths.ts";
import { type RemoteState, remoteStateOf } from "../configuration/remote-state.ts";
import { deploy } from "./deploy.ts";
import { outputsIn } from "./outputs.ts";
import { readUnit, unitIn } from "./unit.ts";

/** Units, as other roots see the states that they keep. */
export function unitsAsKeepers(roots: readonly Root[], fs: FileSystem): ToolRoots {
  return {
    roots,
    stateOf: ({ path }, inputs) => stateOfUnit(path, inputs, fs),
    outputsOf: ({ path }, inputs) => {
      const outputs = outputsIn(path, inputs, fs, []);
      if (typeof outputs === "string") return { because: outputs };
      return {
        names: () => outputs.names,
        output: (name) => (outputs.names.includes(name) ? outputs.value(name) : undefined),
      };
    },
  };
}

function stateOfUnit(folder: string, inputs: EnvironmentInputs, fs: FileSystem): StatePlace {
  const unit = unitIn(folder, fs, inputs);
  const read = unit && readUnit(unit, inputs, () => "where a state is kept can't follow from other units");
  if (!unit || !read?.configuration) return { because: `there is no unit in ${folder}` };
  const said = remoteStateOf(read.configuration);
  if (said) return placeSaid(said, inputs, folder);
  const deployed = deploy(unit, read.configuration, inputs);
  if ("because" in deployed) return deployed;
  return keptState(evaluatedRoot(deployed.folder, inputs, deployed.fs, deployed.runBy).module);
}

/** Terragrunt hands the configuration to Terraform's backend as it is. */
function placeSaid(said: RemoteState, { terraform }: EnvironmentInputs, folder: string): StatePlace {
  const [backend, config] = [said.value("backend"), said.value("config")].map(
    (value) => value && materialised(value),
  );
  if (backend?.kind !== "string") return notKnown("backend", backend);
  if (config?.kind !== "object" && config?.kind !== "map") return notKnown("config", config);
  const workspace = terraform.workspace?.value ?? DEFAULT_WORKSPACE;
  return stateIn(backend.value, config.entries, workspace, { folder, checkoutAt: CHECKOUT_AT, runner: said });
}

function notKnown(name: string, value: TfValue | undefined): { because: string } {
  const reasons = value?.kind === "unknown" ? `: ${reasonsIn(value.reasons)}` : "";
  return { because: `the ${name} of its remote state is not known${reasons}` };
}
