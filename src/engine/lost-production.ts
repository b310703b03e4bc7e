import type { Diagnostic } from "../finding.ts";
import type { Model } from "../model/linked-model.ts";
import type { Deployment, LambdaFunction } from "../model/model.ts";
import type { Policy } from "../policy/policy.ts";
import { startOfFile } from "../source/location.ts";
import { knownValue } from "../values/value.ts";

/** Environments in which code is judged although its own words say that it isn't deployed there. */
export interface JudgedToo {
  /** By the key of a root. */
  roots: ReadonlyMap<string, ReadonlySet<string>>;
  /** Addresses of functions whose tags would take them out: by the key of a root and the environment. */
  functions: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NOTHING_MORE: JudgedToo = { roots: new Map(), functions: new Map() };

/** A root in an environment. */
export function siteKey(root: string, environment: string): string {
  return `${root}\n${environment}`;
}

/** The key of a deployment's root. */
function keyOf({ id }: Deployment): string {
  return id.slice(0, id.lastIndexOf("@"));
}

/** What is deployed where, by the keys of roots. */
class Estate {
  readonly #model: Model;
  readonly roots = new Map<string, Deployment[]>();
  readonly functions = new Map<string, LambdaFunction[]>();

  constructor(model: Model) {
    this.#model = model;
    for (const each of model.deployments) add(this.roots, keyOf(each), each);
    for (const fn of model.functions) add(this.functions, keyOf(this.deploymentOf(fn)), fn);
  }

  deploymentOf(fn: LambdaFunction): Deployment {
    return this.#model.deploymentOf(fn);
  }
}

/**
 * What the change's own words take out of production: a workspace, a stack's name, a stage, a tag, a path. A change can't thereby
 * choose by what it is judged.
 */
export function lostProduction(
  base: Model,
  head: Model,
  policy: Policy,
): { judgedToo: JudgedToo; diagnostics: Diagnostic[] } {
  const [before, after] = [new Estate(base), new Estate(head)];
  const isProduction = (each: Deployment) => policy.view.isProduction(each);
  const roots = new Map<string, Set<string>>();
  const functions = new Map<string, Set<string>>();
  const said = new Map<string, Diagnostic>();
  const moved = new NewRoots(before, after);
  for (const [key, deployments] of before.roots) {
    const environments = namesOf(deployments.filter(isProduction));
    if (environments.length === 0) continue;
    for (const successor of [key, ...moved.thatHold(leftBehind(key, before, after))]) {
      const there = after.roots.get(successor) ?? [];
      if (there.length === 0 || there.some(isProduction)) continue;
      for (const environment of environments) addTo(roots, successor, environment);
      said.set(successor, noLonger(there[0]?.root ?? "", there[0]?.root ?? "", environments));
    }
    for (const fn of takenOut(key, before, after, isProduction)) {
      for (const environment of environments) addTo(functions, siteKey(key, environment), fn.address);
      said.set(`${key} ${fn.address}`, noLonger(fn.address, fn.at.file, environments));
    }
  }
  return { judgedToo: { roots, functions }, diagnostics: [...said.values()] };
}

function namesOf(deployments: readonly Deployment[]): string[] {
  return [...new Set(deployments.map(({ environment }) => environment))];
}

/** Functions that a root of the base held and that it no longer holds. */
function leftBehind(key: string, before: Estate, after: Estate): LambdaFunction[] {
  const still = new Set((after.functions.get(key) ?? []).map(({ address }) => address));
  return (before.functions.get(key) ?? []).filter(({ address }) => !still.has(address));
}

/** Functions that were production, and that are left out of it where their root is still deployed: by their tags. */
function takenOut(
  key: string,
  before: Estate,
  after: Estate,
  isProduction: (deployment: Deployment) => boolean,
): LambdaFunction[] {
  if (!after.roots.get(key)?.some(isProduction)) return [];
  const inProduction = (estate: Estate) =>
    new Set(
      (estate.functions.get(key) ?? [])
        .filter((fn) => isProduction(estate.deploymentOf(fn)))
        .map(({ address }) => address),
    );
  const [were, are] = [inProduction(before), inProduction(after)];
  const elsewhere = new Map((after.functions.get(key) ?? []).map((fn) => [fn.address, fn]));
  return [...elsewhere.values()].filter(({ address }) => were.has(address) && !are.has(address));
}

/** Roots that only the head has, by what they hold: a folder or a stack by another name holds what the old one held. */
class NewRoots {
  readonly #byAddress = new Map<string, string[]>();
  readonly #byName = new Map<string, string[]>();

  constructor(before: Estate, after: Estate) {
    for (const [key, functions] of after.functions) {
      if (before.roots.has(key)) continue;
      for (const { address, name } of functions) {
        add(this.#byAddress, address, key);
        const deployed = knownValue(name);
        if (deployed !== undefined) add(this.#byName, deployed, key);
      }
    }
  }

  thatHold(functions: readonly LambdaFunction[]): Set<string> {
    return new Set(
      functions.flatMap(({ address, name }) => [
        ...(this.#byAddress.get(address) ?? []),
        ...(this.#byName.get(knownValue(name) ?? "") ?? []),
      ]),
    );
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(value));
}

function noLonger(what: string, file: string, environments: readonly string[]): Diagnostic {
  return {
    severity: "warning",
    message: `By this change's own words ${what} is no longer production (${environments.join(", ")}); in this run it is judged as production all the same.`,
    hint: "Once it is merged, its own words count.",
    at: startOfFile(file),
  };
}
