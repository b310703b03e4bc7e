import type { PoolKey } from "../../model/model.ts";
import { addResources } from "../../model/resources.ts";
import type { EnvironmentInputs, FileSystem, Parsed } from "../../parser.ts";
import { readResources } from "../../resources/read-resources.ts";
import type { ResourceReader } from "../../resources/reader.ts";
import type { Value } from "../../values/value.ts";
import type { EvaluatedModule } from "./instances/evaluated-module.ts";
import { poolOfRoot } from "./instances/pools.ts";
import type { RunBy } from "./instances/root-context.ts";
import { refusedVariable } from "./instances/validations.ts";
import { movesIn } from "./resources/moves.ts";
import { readersIn } from "./resources/readers.ts";
import { evaluatedRoot } from "./states/evaluated-root.ts";
import { toldByText } from "./told-by-text.ts";

/** Reads the root module in a folder for an environment. @param runBy a tool, where Terraform isn't run by itself */
export function readRootModule(
  folder: string,
  inputs: EnvironmentInputs,
  fs: FileSystem,
  runBy?: RunBy,
): Parsed {
  const told = toldByText(folder, inputs, fs);
  if (told) return told;
  const { module, context, found } = evaluatedRoot(folder, inputs, fs, runBy);
  const { readers, stacks, reached, diagnostics } = readersIn(module);
  const resources = readResources(readers, inputs.deploymentId);
  for (const { read } of stacks) addResources(resources, read.resources);
  const deployed = [...readers, ...stacks.map(({ stack }) => stack)];
  const pool = poolOfRoot(module);
  return {
    ...poolOfAll(deployed, pool),
    regionFixed: isRegionFixed(deployed, pool, inputs),
    resources,
    moves: movesIn(module),
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
}

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
