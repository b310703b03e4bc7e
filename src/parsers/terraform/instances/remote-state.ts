import type { SourceLocation } from "../../../source/location.ts";
import { locationOf, through } from "../evaluate/origin.ts";
import type { ResourceBlock } from "../modules/module.ts";
import { type BackendArguments, DEFAULT_WORKSPACE, type StatePlace, stateIn } from "../states/state-place.ts";
import { resultOf } from "../values/alternatives.ts";
import { lazy } from "../values/construct.ts";
import { materialised, reasonsOf, unknownBecause } from "../values/unknown.ts";
import type { ResourceAttribute, TfValue } from "../values/value.ts";
import type { InstanceKey } from "./address.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** The attributes of the data sources that read another root's state which hold its outputs. */
const OUTPUTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["terraform_remote_state", new Set(["outputs"])],
  ["tfe_outputs", new Set(["values", "nonsensitive_values"])],
]);

/** The outputs of the root that keeps the state which a data source reads; undefined for other attributes. */
export function outputsValue(
  module: ModuleInstance,
  { type, block }: ResourceBlock,
  key: InstanceKey,
  address: string,
  attribute: string,
): TfValue | undefined {
  if (!OUTPUTS.get(type)?.has(attribute)) return undefined;
  const at = locationOf(block.header);
  const argument = (name: string): TfValue | undefined => {
    const written = block.body.attributes.get(name);
    return written && resultOf(() => module.scopeOf(block, key).evaluate(written.value));
  };
  const where = type === "tfe_outputs" ? placeOfOutputs(argument, module) : placeRead(module, argument);
  const whole = (because: string) => unread({ address, attribute }, because, at);
  if ("because" in where) return whole(where.because);
  const state = module.root.states?.at(where.place) ?? { because: "no other root is looked at" };
  if ("because" in state) return whole(state.because);
  return lazy(
    `${address}.${attribute}`,
    (name) => {
      const value = state.output(name) ?? entryOf(argument("defaults"), name);
      return value
        ? through(value, { at, what: `data.${type}` })
        : unread({ address, attribute: `${attribute}.${name}` }, `there is no output ${name} in it`, at);
    },
    () => state.names(),
  );
}

type Argument = (name: string) => TfValue | undefined;

/** The state of `terraform_remote_state`: the backend's type, its arguments and the workspace. */
function placeRead(module: ModuleInstance, argument: Argument): StatePlace {
  const type = textOf(argument("backend"), "backend");
  if (typeof type === "object") return type;
  const workspace = textOf(argument("workspace"), "workspace");
  if (typeof workspace === "object") return workspace;
  const config = argument("config");
  const whole = config && materialised(config);
  if (whole && whole.kind !== "object" && whole.kind !== "map") return notKnown("config", whole);
  const given: BackendArguments = whole?.entries ?? new Map();
  return stateIn(type ?? "", given, workspace ?? DEFAULT_WORKSPACE, module.root);
}

/** The state of `tfe_outputs`: one workspace of an organization. */
function placeOfOutputs(argument: Argument, module: ModuleInstance): StatePlace {
  const workspace = textOf(argument("workspace"), "workspace");
  if (typeof workspace === "object") return workspace;
  const organization = argument("organization");
  const given = new Map(organization ? [["organization", organization]] : []);
  return stateIn("remote", given, workspace ?? DEFAULT_WORKSPACE, module.root);
}

function textOf(value: TfValue | undefined, name: string): string | undefined | { because: string } {
  if (!value || value.kind === "null") return undefined;
  return value.kind === "string" ? value.value : notKnown(name, value);
}

function notKnown(name: string, value: TfValue): { because: string } {
  const [reason] = reasonsOf([value]);
  return { because: `its ${name} is not known${reason ? `: ${reason.detail}` : ""}` };
}

function entryOf(value: TfValue | undefined, name: string): TfValue | undefined {
  return value?.kind === "object" || value?.kind === "map" ? value.entries.get(name) : undefined;
}

function unread(what: ResourceAttribute, because: string, at: SourceLocation): TfValue {
  const detail = `${what.address}.${what.attribute} is in the state of another root: ${because}`;
  return unknownBecause("remote-state", detail, at, { parts: [what] });
}
