import type { EnvironmentSettings, Evidence } from "../../evidence.ts";
import type { Entity, PoolKey } from "../../model/model.ts";
import { mapResources, noResources } from "../../model/resources.ts";
import type { EnvironmentInputs, Parsed, Parser } from "../../parser.ts";
import { pulumiType } from "../../resources/pulumi-type.ts";
import { isReadType, readResources } from "../../resources/read-resources.ts";
import { startOfFile } from "../../source/location.ts";
import { knownValue, unknown } from "../../values/value.ts";
import { claims } from "./claims.ts";
import { findStacks, stackIn } from "./discovery.ts";
import { Pools } from "./pools.ts";
import { StackResource } from "./resource.ts";
import { SourcePositions } from "./source-positions.ts";
import type { Stack } from "./stack.ts";
import type { ResourceState } from "./state.ts";

/** `pulumi preview --json` and `pulumi stack export`: each stack is a root. Its program is never run. */
const pulumi: Parser = {
  format: "pulumi",

  claims,

  roots: findStacks,

  parse(root, inputs, fs) {
    const stack = stackIn(root, fs);
    return stack ? readStack(stack, inputs, new SourcePositions(root.path, fs)) : nothingIn(root.path);
  },

  environments(root, fs) {
    const { path, stack } = root;
    if (stack === undefined) return [];
    const evidence: Evidence = {
      kind: "code",
      name: stack,
      because: `stack ${stack} in ${path}`,
      settings: { match: { stacks: [stack] }, ...placeOf(stackIn(root, fs), stack) },
    };
    return [evidence];
  },
};

export default pulumi;

/** The account and the region of a stack, where its document says one of all that is read of it. */
function placeOf(
  stack: Stack | undefined,
  environment: string,
): Pick<EnvironmentSettings, "account" | "regions"> {
  if (!stack) return {};
  const pools = new Pools(stack, { environment, account: undefined, region: undefined });
  const places = readable(stack).map(({ state }) => pools.of(state));
  const only = (half: keyof PoolKey): string | undefined => {
    const values = new Set(places.map((place) => knownValue(place[half])));
    return values.size === 1 ? [...values][0] : undefined;
  };
  const [account, region] = [only("account"), only("region")];
  return {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { regions: [region] }),
  };
}

/** What is only read belongs to somebody else. */
function readable({ resources }: Stack): { state: ResourceState; type: string }[] {
  return resources
    .map((state) => ({ state, type: pulumiType(state.token) }))
    .filter(({ state, type }) => isReadType(type) && !state.isExternal);
}

function readStack(stack: Stack, inputs: EnvironmentInputs, positions: SourcePositions): Parsed {
  const pools = new Pools(stack, inputs);
  const readers = readable(stack).map(
    ({ state, type }) => new StackResource(state, type, pools.of(state), stack),
  );
  const named = ({ address }: Entity): Pick<Entity, "label" | "writtenAt"> => {
    const state = stack.stateOf(address);
    const writtenAt = state && positions.of(state);
    return { ...(state ? { label: state.name } : {}), ...(writtenAt ? { writtenAt } : {}) };
  };
  return {
    stack: stack.document.stack,
    ...pools.overall(readers),
    // A document is of one stack, which has its regions where they are known.
    regionFixed: readers.length > 0 && readers.every((reader) => pools.decides(reader)),
    resources: mapResources(readResources(readers, inputs.deploymentId), (entity) => ({
      ...entity,
      ...named(entity),
    })),
    diagnostics: [],
    inputsFound: [],
  };
}

function nothingIn(path: string): Parsed {
  const at = startOfFile(path);
  const because = "the Pulumi document can't be read";
  return {
    account: unknown(because, at),
    region: unknown(because, at),
    regionFixed: false,
    resources: noResources(),
    diagnostics: [{ severity: "error", message: "The Pulumi document can't be read.", at }],
    inputsFound: [],
  };
}
