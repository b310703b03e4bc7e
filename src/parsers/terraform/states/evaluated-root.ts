import type { Diagnostic } from "../../../finding.ts";
import type { EnvironmentInputs, FileSystem, Neighbours, Parsed } from "../../../parser.ts";
import { PerCheckout } from "../../../per-checkout.ts";
import { compareText } from "../../../source/location.ts";
import { rootOf } from "../discovery.ts";
import { Budget, type Depth } from "../evaluate/budget.ts";
import { readVariableValues } from "../inputs/variable-values.ts";
import { workspaceOf } from "../inputs/workspace.ts";
import { EvaluatedModule } from "../instances/evaluated-module.ts";
import { poolOfRoot } from "../instances/pools.ts";
import type { RootContext, RunBy } from "../instances/root-context.ts";
import { foldersOf, possibleKeepers } from "../modules/folders.ts";
import { loadModule } from "../modules/load.ts";
import { readManifest } from "../modules/manifest.ts";
import { checkoutOf } from "../modules/overlay.ts";
import type { TfValue } from "../values/value.ts";
import { keptState, workspaceIn } from "./kept-state.ts";
import { ofAnotherRoot } from "./of-another-root.ts";
import type { OtherStates, RootOutputs } from "./other-states.ts";
import { DEFAULT_WORKSPACE, type StatePlace } from "./state-place.ts";
import { type ToolRoots, toolRootsOf } from "./tool-roots.ts";

/** A root module, with all that its expressions can ask for. @param runBy a tool, where Terraform isn't run by itself */
export function evaluatedRoot(
  folder: string,
  inputs: EnvironmentInputs,
  fs: FileSystem,
  runBy?: RunBy,
): { module: EvaluatedModule; context: RootContext; found: Parsed["inputsFound"] } {
  const code = loadModule(folder, fs);
  const variables = readVariableValues(folder, inputs, fs, runBy?.values);
  const workspace = workspaceOf(code, inputs, fs);
  const diagnostics: Diagnostic[] = [...variables.diagnostics];
  const compared =
    workspace.because === undefined
      ? []
      : [{ path: `the workspace "${inputs.environment}" of ${folder}`, because: workspace.because }];
  const { neighbours } = inputs;
  const context: RootContext = {
    folder,
    fs,
    inputs,
    variables,
    workspace: workspace.value,
    manifest: readManifest(folder, fs),
    budget: new Budget(neighbours && depthOf(neighbours)),
    diagnostics,
    unread: [],
    states: neighbours && {
      at: (place) => surroundingsOf(neighbours, checkoutOf(fs)).at(place, inputs),
    },
    ...(runBy ? { runner: runBy, checkoutAt: runBy.checkoutAt } : {}),
  };
  const module = new EvaluatedModule(context, code, "", { atLeast: 1, atMost: 1 });
  return { module, context, found: [...variables.found, ...compared] };
}

/** How deep the evaluations of an environment's roots lead into each other at the moment. */
const depths = new WeakMap<Neighbours, Depth>();

function depthOf(neighbours: Neighbours): Depth {
  const depth = depths.get(neighbours) ?? { bindings: 0, nesting: 0 };
  depths.set(neighbours, depth);
  return depth;
}

/** What all roots of an environment share. */
const surroundings = new PerCheckout<Neighbours, Surroundings>({ isLazy: true });

function surroundingsOf(neighbours: Neighbours, fs: FileSystem): Surroundings {
  return surroundings.get(fs, neighbours, () => new Surroundings(neighbours, fs));
}

/** A root that keeps a state. */
interface Keeper {
  folder: string;
  /** What is in it; undefined where it isn't deployed to the environment. */
  outputs(asking: EnvironmentInputs): ReturnType<OtherStates["at"]> | undefined;
}

const NO_TOOL: ToolRoots = {
  roots: [],
  stateOf: () => ({ because: "no tool runs Terraform" }),
  outputsOf: () => ({ because: "no tool runs Terraform" }),
};

/** The states that the roots of an environment keep. Each root is evaluated once for all who ask, and no more of it than they ask for. */
class Surroundings {
  readonly #neighbours: Neighbours;
  readonly #fs: FileSystem;
  readonly #evaluated = new Map<string, EvaluatedModule>();
  readonly #outputs = new Map<string, RootOutputs>();
  #keepers: Map<string, Keeper[]> | undefined;

  constructor(neighbours: Neighbours, fs: FileSystem) {
    this.#neighbours = neighbours;
    this.#fs = fs;
  }

  /** @param asking the root that reads the state */
  at(place: string, asking: EnvironmentInputs): ReturnType<OtherStates["at"]> {
    const [keeper, another] = this.#keepersOf(place);
    const { environment } = asking;
    if (!keeper) return { because: `no root of ${environment} here keeps it` };
    if (another) return { because: `${keeper.folder} and ${another.folder} both say that they keep it` };
    return keeper.outputs(asking) ?? { because: `${keeper.folder} isn't deployed to ${environment}` };
  }

  #moduleKeeper(folder: string): Keeper {
    return {
      folder,
      outputs: (asking) => {
        const inputs = this.#inputsOf(folder, asking);
        return inputs && this.#outputsOf(folder, inputs);
      },
    };
  }

  #outputsOf(folder: string, inputs: EnvironmentInputs): RootOutputs {
    const { deploymentId } = inputs;
    const known = this.#outputs.get(deploymentId);
    if (known) return known;
    const module = this.#moduleOf(folder, inputs);
    // By the value itself: an output that is still being computed is another value than what it comes to.
    const seen = new WeakMap<TfValue, TfValue>();
    const outputs: RootOutputs = {
      names: () => [...module.module.outputs.keys()].sort(compareText),
      output: (name) => {
        if (!module.module.outputs.has(name)) return undefined;
        const own = module.output(name);
        const value = seen.get(own) ?? ofAnotherRoot(own, deploymentId);
        seen.set(own, value);
        return value;
      },
    };
    this.#outputs.set(deploymentId, outputs);
    return outputs;
  }

  #moduleOf(folder: string, inputs: EnvironmentInputs): EvaluatedModule {
    const known = this.#evaluated.get(inputs.deploymentId);
    if (known) return known;
    const { module } = evaluatedRoot(folder, inputs, this.#fs);
    this.#evaluated.set(inputs.deploymentId, module);
    return module;
  }

  /** The inputs in the region of the root that asks; in the first one where the code itself says its region. */
  #inputsOf(folder: string, asking: EnvironmentInputs): EnvironmentInputs | undefined {
    const all = this.#neighbours.inputsOf(rootOf(loadModule(folder, this.#fs)));
    const [first] = all;
    if (!first || all.length === 1) return first;
    const region = poolOfRoot(this.#moduleOf(folder, first)).region;
    if (region.state === "known" && region.at !== first.region?.at) return first;
    return all.find((each) => each.region?.value === asking.region?.value) ?? first;
  }

  #keepersOf(place: string): readonly Keeper[] {
    this.#keepers ??= this.#findKeepers();
    return this.#keepers.get(place) ?? this.#withoutBackend(place);
  }

  /** Who keeps each state. */
  #findKeepers(): Map<string, Keeper[]> {
    const keepers = new Map<string, Keeper[]>();
    // Where a state is kept can't follow from other states.
    this.#keepers = keepers;
    const add = (kept: StatePlace, keeper: Keeper) => {
      if ("place" in kept) keepers.set(kept.place, [...(keepers.get(kept.place) ?? []), keeper]);
    };
    for (const folder of possibleKeepers(this.#fs)) {
      const module = loadModule(folder, this.#fs);
      const [inputs] = module.backend ? this.#neighbours.inputsOf(rootOf(module)) : [];
      if (inputs) add(keptState(this.#moduleOf(folder, inputs)), this.#moduleKeeper(folder));
    }
    const { roots, stateOf, outputsOf } = toolRootsOf(this.#fs) ?? NO_TOOL;
    for (const root of roots) {
      const all = this.#neighbours.inputsOf(root);
      const [first] = all;
      if (!first) continue;
      const inputsFor = ({ region }: EnvironmentInputs) =>
        all.find((each) => each.region?.value === region?.value) ?? first;
      add(stateOf(root, first), {
        folder: root.path,
        outputs: (asking) => outputsOf(root, inputsFor(asking)),
      });
    }
    return keepers;
  }

  /** Terraform keeps the state of a root that says nothing of it beside its code. */
  #withoutBackend(place: string): readonly Keeper[] {
    const [type, path] = JSON.parse(place) as string[];
    if (type !== "local" || path === undefined) return [];
    const found = /^(?:(.*?)\/)??(?:terraform\.tfstate\.d\/([^/]+)\/)?terraform\.tfstate$/.exec(path);
    if (!found) return [];
    const [, folder = ".", workspace = DEFAULT_WORKSPACE] = found;
    if (!foldersOf(this.#fs).includes(folder)) return [];
    const module = loadModule(folder, this.#fs);
    const [inputs] = this.#neighbours.inputsOf(rootOf(module));
    if (module.backend || !inputs) return [];
    return workspaceIn(this.#moduleOf(folder, inputs).root) === workspace ? [this.#moduleKeeper(folder)] : [];
  }
}
