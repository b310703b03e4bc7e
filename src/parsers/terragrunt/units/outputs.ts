import type { EnvironmentInputs, FileSystem } from "../../../parser.ts";
import { PerCheckout } from "../../../per-checkout.ts";
import { compareText } from "../../../source/location.ts";
import { evaluatedRoot } from "../../terraform/states/evaluated-root.ts";
import { ofAnotherRoot } from "../../terraform/states/of-another-root.ts";
import { lazy, object, tuple } from "../../terraform/values/construct.ts";
import { asData } from "../../terraform/values/data.ts";
import { materialised } from "../../terraform/values/unknown.ts";
import type { TfValue } from "../../terraform/values/value.ts";
import type { UnitOutputs } from "../configuration/contract.ts";
import { inputsOf } from "../configuration/inputs.ts";
import { deploy } from "./deploy.ts";
import { readUnit, shellKey, unitIn } from "./unit.ts";

/** Units that need each other's outputs in a row. */
const MAX_DEPTH = 32;

/** What is known of other units' outputs, by folder and environment. */
const known = new PerCheckout<string, UnitOutputs | string>({ isLazy: true });

/** The outputs of the unit in a folder, as its code says them; or why it doesn't. @param around the units that ask for them */
export function outputsIn(
  folder: string,
  asking: EnvironmentInputs,
  fs: FileSystem,
  around: readonly string[],
): UnitOutputs | string {
  if (around.includes(folder)) return `${folder} depends on itself`;
  if (around.length >= MAX_DEPTH) return `it takes more than ${MAX_DEPTH} units in a row`;
  const inputs = inputsIn(folder, asking) ?? asking;
  const key = `${folder}\n${inputs.region?.value ?? ""}\n${shellKey(inputs)}`;
  return known.get(fs, key, () => read(folder, inputs, fs, [...around, folder]));
}

function read(
  folder: string,
  inputs: EnvironmentInputs,
  fs: FileSystem,
  around: readonly string[],
): UnitOutputs | string {
  const unit = unitIn(folder, fs, inputs);
  if (!unit) return `${folder} is not a unit in the checkout`;
  const { configuration } = readUnit(unit, inputs, (each) => outputsIn(each, inputs, fs, around));
  if (!configuration) return `${unit.file} can't be read`;
  const deployed = deploy(unit, configuration, inputs);
  if ("because" in deployed) return deployed.because;
  const { module } = evaluatedRoot(deployed.folder, inputs, deployed.fs, deployed.runBy);
  const deployment = inputsIn(folder, inputs)?.deploymentId;
  const seenFromHere = (value: TfValue): TfValue =>
    deployment === undefined ? ofAnother(value) : ofAnotherRoot(materialised(value), deployment);
  return {
    names: [...module.module.outputs.keys()].sort(compareText),
    value: (name) => seenFromHere(module.output(name)),
    inputs: lazy(`${folder} inputs`, (name) => {
      const { entries, rest } = inputsOf(configuration);
      return ofAnother(asData(entries.get(name) ?? rest ?? object([])));
    }),
  };
}

/** What a unit is given in the environment, and region, that asks; undefined where it isn't known to be deployed there. */
function inputsIn(folder: string, { neighbours, region }: EnvironmentInputs): EnvironmentInputs | undefined {
  const all = neighbours?.inputsOf({ format: "terragrunt", path: folder }) ?? [];
  return all.find((each) => each.region?.value === region?.value) ?? all[0];
}

/** A value of a unit that isn't known to be deployed: what it refers to there, and conditions there, are nothing here. */
function ofAnother(given: TfValue): TfValue {
  const { references: _, sensitive: __, ...value } = materialised(given);
  switch (value.kind) {
    case "unknown": {
      const { parts: ___, alternatives: ____, entries, ...rest } = value;
      return { ...rest, ...(entries ? { entries: mapped(entries) } : {}) };
    }
    case "list":
    case "set":
    case "tuple":
      return { ...tuple(value.items.map(ofAnother)), ...(value.origin ? { origin: value.origin } : {}) };
    case "map":
    case "object":
      return { ...object(mapped(value.entries)), ...(value.origin ? { origin: value.origin } : {}) };
    default:
      return value;
  }
}

function mapped(entries: ReadonlyMap<string, TfValue>): Map<string, TfValue> {
  return new Map([...entries].map(([name, entry]) => [name, ofAnother(entry)]));
}
