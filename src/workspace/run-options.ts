import { resolve } from "node:path";
import type { Checkout } from "../engine/checkout/checkout.ts";
import { DiskCheckout } from "../engine/checkout/disk-checkout.ts";
import { findPolicyFile } from "../engine/policy-file.ts";
import type { PolicyTree, RunOptions } from "../engine/run.ts";
import type { Diagnostic } from "../finding.ts";
import type { LoadedPlugins } from "../plugins/load.ts";
import { rules } from "../rules/index.ts";
import { estateTree } from "./estate-tree.ts";
import { fromTop, type Place, shownFrom } from "./locate.ts";
import { repositoryName } from "./repository-name.ts";
import { treeBeside } from "./tree-beside.ts";

/** What a person or a program asks for. */
export interface RunRequest {
  /** Absolute: what `policy` is relative to. */
  cwd: string;
  policy: string | undefined;
  /** Whether the modules that the policy names are run. */
  allowPlugins: boolean;
  environments: readonly string[];
  /** Files and folders of claims, relative to `cwd`. */
  claims?: readonly string[];
  /** Snapshots of accounts, relative to `cwd`. */
  snapshots?: readonly string[];
  /** ISO date. */
  today: string;
  environmentVariables: Readonly<Record<string, string | undefined>>;
}

/** What the engine is to do on a folder as it lies on the disk, or why the policy's plug-ins can't be had. */
export function runOptionsFor(
  request: RunRequest,
  place: Place,
): Promise<(RunOptions & { checkout: DiskCheckout }) | { problems: Diagnostic[] }> {
  return runOptionsOn(new DiskCheckout(place.top), request, place);
}

/** The same on another checkout of the place, such as one with texts that aren't saved. */
export async function runOptionsOn<T extends Checkout>(
  checkout: T,
  request: RunRequest,
  place: Place,
): Promise<(RunOptions & { checkout: T }) | { problems: Diagnostic[] }> {
  const { cwd, policy, allowPlugins, environments, today, environmentVariables } = request;
  const inTop = (path: string) => fromTop(place.top, resolve(cwd, path));
  const policyFile = policy === undefined ? undefined : fromTop(place.top, resolve(cwd, policy));
  // A policy that the user names may lie outside the checkout, with what it extends; one that was found may not.
  const policyTree: PolicyTree = policyFile?.startsWith("../") ? treeBeside(place.top) : checkout;
  const plugins = allowPlugins ? await pluginsFor(place, policyFile, policyTree) : undefined;
  if (plugins && plugins.problems.length > 0) return { problems: plugins.problems };
  return {
    checkout,
    paths: place.paths,
    ...(policyFile === undefined ? {} : { policyFile }),
    policyTree,
    ...(plugins ? { rules: [...rules, ...plugins.rules], pluginsLoaded: true } : {}),
    environments,
    today,
    environmentVariables,
    shown: shownFrom(cwd, place.top),
    estate: {
      claims: (request.claims ?? []).map(inTop),
      snapshots: (request.snapshots ?? []).map(inTop),
      tree: estateTree(place.top),
      repository: () => repositoryName(place.top, environmentVariables),
    },
  };
}

/** Loads the plug-ins of the policy that holds for some paths: runs their code. */
async function pluginsFor(
  { top, paths }: Place,
  policyFile: string | undefined,
  policyTree: PolicyTree,
): Promise<LoadedPlugins> {
  const [{ loadPlugins }, { pluginsOf }] = await Promise.all([
    import("../plugins/load.ts"),
    import("../policy/load.ts"),
  ]);
  const file = policyFile ?? findPolicyFile(paths, policyTree);
  const plugins = file === undefined ? [] : pluginsOf(file, (path) => policyTree.read(path));
  return loadPlugins(plugins, { top, taken: rules.map(({ id }) => id) });
}
