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

/** The key of a deployment's root. */
function keyOf({ id }: Deployment): string {
  return id.slice(0, id.lastIndexOf("@"));
}

/** A root in an environment. */
export function siteKey(root: string, environment: string): string {
  return `${root}\n${environment}`;
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
  const roots = new Map<string, Set<string>>();
  const functions = new Map<string, Set<string>>();
  const said = new Map<string, Diagnostic>();
  const isProduction = (each: Deployment) => policy.view.isProduction(each);
  const after = rootsOf(head);
  const before = rootsOf(base);
  for (const [key, deployments] of before) {
    const environments = namesOf(deployments.filter(isProduction));
    if (environments.length === 0) continue;
    const successors = after.has(key) ? [key] : movedTo(key, { base, head, before, after });
    for (const successor of successors) {
      const there = after.get(successor) ?? [];
      if (there.some(isProduction)) continue;
      roots.set(successor, new Set([...(roots.get(successor) ?? []), ...environments]));
      const path = there[0]?.root ?? "";
      said.set(successor, noLonger(path, path, environments));
    }
  }
  for (const fn of base.functions.filter((each) => isProduction(base.deploymentOf(each)))) {
    const deployment = base.deploymentOf(fn);
    const site = siteKey(keyOf(deployment), deployment.environment);
    const isThere = (after.get(keyOf(deployment)) ?? []).some(
      ({ environment }) => environment === deployment.environment,
    );
    const left = isThere ? takenOut(fn, deployment, head) : undefined;
    if (!left || head.functions.some((each) => isSame(each, fn, head, deployment, isProduction))) continue;
    functions.set(site, new Set([...(functions.get(site) ?? []), left.address]));
    said.set(site + left.address, noLonger(left.address, left.at.file, [deployment.environment]));
  }
  return { judgedToo: { roots, functions }, diagnostics: [...said.values()] };
}

function rootsOf({ deployments }: Model): Map<string, Deployment[]> {
  const roots = new Map<string, Deployment[]>();
  for (const each of deployments) roots.set(keyOf(each), [...(roots.get(keyOf(each)) ?? []), each]);
  return roots;
}

function namesOf(deployments: readonly Deployment[]): string[] {
  return [...new Set(deployments.map(({ environment }) => environment))];
}

/** Roots of the head that the base doesn't have and that hold what a root of the base held: another folder, or another name of the stack. */
function movedTo(
  key: string,
  sides: {
    base: Model;
    head: Model;
    before: ReadonlyMap<string, unknown>;
    after: ReadonlyMap<string, readonly Deployment[]>;
  },
): string[] {
  const { base, head, before, after } = sides;
  const held = base.functions.filter((fn) => keyOf(base.deploymentOf(fn)) === key);
  const addresses = new Set(held.map(({ address }) => address));
  const names = new Set(held.flatMap(({ name }) => knownValue(name) ?? []));
  const holds = (fn: LambdaFunction) => addresses.has(fn.address) || names.has(knownValue(fn.name) ?? "");
  const holders = new Set(head.functions.filter(holds).map((fn) => keyOf(head.deploymentOf(fn))));
  return [...after.keys()].filter((each) => !before.has(each) && holders.has(each));
}

/** A function of the base that is left out where its root is still deployed, because of its tags. */
function takenOut(fn: LambdaFunction, before: Deployment, head: Model): LambdaFunction | undefined {
  const { environment } = before;
  return head.functions.find((each) => {
    const deployment = head.deploymentOf(each);
    if (each.address !== fn.address || keyOf(deployment) !== keyOf(before)) return false;
    return deployment.environment !== environment;
  });
}

function isSame(
  each: LambdaFunction,
  fn: LambdaFunction,
  head: Model,
  before: Deployment,
  isProduction: (deployment: Deployment) => boolean,
): boolean {
  const deployment = head.deploymentOf(each);
  if (!isProduction(deployment)) return false;
  return each.address === fn.address && keyOf(deployment) === keyOf(before);
}

function noLonger(what: string, file: string, environments: readonly string[]): Diagnostic {
  const names = environments.join(", ");
  return {
    severity: "warning",
    message: `By this change's own words ${what} is no longer production (${names}); in this run it is judged as production all the same.`,
    hint: "Once it is merged, its own words count.",
    at: startOfFile(file),
  };
}
