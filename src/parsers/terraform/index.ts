import type { PoolKey } from "../../model/model.ts";
import { addResources } from "../../model/resources.ts";
import type { EnvironmentInputs, Parsed, Parser } from "../../parser.ts";
import { readResources } from "../../resources/read-resources.ts";
import type { ResourceReader } from "../../resources/reader.ts";
import type { Value } from "../../values/value.ts";
import { adapterProblems } from "./adapters/check-adapter.ts";
import { claims } from "./claims.ts";
import { findRootModules } from "./discovery.ts";
import { editResource } from "./edit.ts";
import { environmentsOf } from "./inputs/environments.ts";
import type { EvaluatedModule } from "./instances/evaluated-module.ts";
import { poolOfRoot } from "./instances/pools.ts";
import { parametersOf } from "./instances/root-parameters.ts";
import { refusedVariable } from "./instances/validations.ts";
import { readersIn } from "./resources/readers.ts";
import { evaluatedRoot } from "./states/evaluated-root.ts";
import { toldByText } from "./told-by-text.ts";
import { unreachedBlocks } from "./unreached.ts";

/** Terraform and OpenTofu code, evaluated as they evaluate it. */
const terraform: Parser = {
  format: "terraform",

  claims,

  roots(files, fs) {
    return { ...findRootModules(files, fs), diagnostics: [] };
  },

  unreached: unreachedBlocks,

  parse(root, inputs, fs) {
    const told = toldByText(root, inputs, fs);
    if (told) return told;
    const { module, context, found } = evaluatedRoot(root.path, inputs, fs);
    const { readers, stacks, reached, diagnostics } = readersIn(module);
    const resources = readResources(readers, inputs.deploymentId);
    for (const { read } of stacks) addResources(resources, read.resources);
    const deployed = [...readers, ...stacks.map(({ stack }) => stack)];
    const pool = poolOfRoot(module);
    return {
      ...poolOfAll(deployed, pool),
      regionFixed: isRegionFixed(deployed, pool, inputs),
      resources,
      diagnostics: [
        ...context.diagnostics,
        ...diagnostics,
        ...stacks.flatMap(({ read }) => read.diagnostics),
        ...context.budget.diagnostics,
      ],
      unread: [...context.unread, ...stacks.flatMap(({ read }) => read.unread)],
      reached: [...reached, ...stacks.flatMap(({ read }) => read.reached)],
      inputsFound: found,
      taken: context.variables.taken,
      ...refusalOf(module),
    };
  },

  parameters(root, fs) {
    return parametersOf((inputs) => evaluatedRoot(root.path, inputs, fs).module);
  },

  environments: environmentsOf,

  edit: editResource,

  moduleProblems: adapterProblems,
};

export default terraform;

function refusalOf(module: EvaluatedModule): Pick<Parsed, "refused"> {
  const refused = refusedVariable(module);
  return refused ? { refused } : {};
}

/**
 * Whether the code itself says the region of everything: then it is the same for all regions of the environment. Where all that it
 * has is in modules that aren't here, its default provider tells.
 */
function isRegionFixed(
  readers: readonly ResourceReader[],
  root: PoolKey,
  { region: given }: EnvironmentInputs,
): boolean {
  const regions = readers.length > 0 ? readers.map(({ region }) => region) : [root.region];
  return regions.every(({ state, at }) => (state === "known" || given !== undefined) && at !== given?.at);
}

/** What all resources agree on, else what the default provider says. */
function poolOfAll(readers: readonly ResourceReader[], root: PoolKey): PoolKey {
  const shared = (half: keyof PoolKey): Value<string> => {
    const known = readers.map((reader) => reader[half]).filter((value) => value.state === "known");
    const [first] = known;
    return first && known.length === readers.length && known.every((each) => each.value === first.value)
      ? first
      : root[half];
  };
  return { account: shared("account"), region: shared("region") };
}
