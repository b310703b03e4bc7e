import type { Model } from "../../model/linked-model.ts";
import type { LambdaFunction } from "../../model/model.ts";
import type { Policy } from "../../policy/policy.ts";
import { knownValue } from "../../values/value.ts";

/** A function as it is declared for an environment. */
export interface Placed {
  /** Of its root. */
  key: string;
  /** The path of its root. */
  root: string;
  environment: string;
  isProduction: boolean;
  address: string;
  /** What it is deployed as; undefined where the code doesn't tell. */
  name: string | undefined;
  /** Its root and its address. */
  place: string;
  file: string;
  fn: LambdaFunction;
}

/** What is deployed where, by the keys of roots. What the policy leaves out is nobody's production. */
export class Estate {
  /** Their paths. */
  readonly roots = new Map<string, string>();
  /** The environments that are production. */
  readonly production = new Map<string, Set<string>>();
  readonly functions: readonly Placed[];
  // Most changes touch few functions, and these are found where they were.
  readonly #byPlace = once(() => groupBy(this.functions, ({ place }) => place));
  readonly #byName = once(() => groupBy(this.functions, ({ name = "" }) => name));
  readonly #byAddress = once(() => groupBy(this.functions, ({ address }) => address));
  readonly #held = once(
    () => new Set(this.functions.flatMap((fn) => [heldAs(fn, fn.address), heldAs(fn, fn.name)])),
  );

  constructor(model: Model, policy: Policy) {
    const isProduction = new Map<string, boolean>();
    for (const deployment of model.deployments) {
      const { id, root, environment } = deployment;
      const counts = policy.reasonToLeaveOut(root) === undefined && policy.view.isProduction(deployment);
      isProduction.set(id, counts);
      this.roots.set(keyOf(id), root);
      if (counts)
        this.production.set(
          keyOf(id),
          (this.production.get(keyOf(id)) ?? new Set<string>()).add(environment),
        );
    }
    this.functions = model.functions.map((fn) => {
      const { id, root, environment } = model.deploymentOf(fn);
      const key = keyOf(id);
      return {
        ...{ key, root, environment, address: fn.address, name: knownValue(fn.name), file: fn.at.file },
        isProduction: isProduction.get(id) ?? true,
        place: `${key}\n${fn.address}`,
        fn,
      };
    });
  }

  at(place: string): readonly Placed[] {
    return this.#byPlace().get(place) ?? [];
  }

  named(name: string): readonly Placed[] {
    return this.#byName().get(name) ?? [];
  }

  addressed(address: string): readonly Placed[] {
    return this.#byAddress().get(address) ?? [];
  }

  /** Whether a function of another estate is here in its root too, at its address, as much production as there. */
  holdsAddress(fn: Placed): boolean {
    return this.#held().has(heldAs(fn, fn.address));
  }

  /** The same, by what it is deployed as. */
  holdsName(fn: Placed): boolean {
    return fn.name !== undefined && this.#held().has(heldAs(fn, fn.name));
  }
}

function once<T extends object>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

function heldAs({ key, isProduction }: Placed, what: string | undefined): string {
  return JSON.stringify([key, isProduction, what]);
}

function groupBy<T>(all: readonly T[], keyOfOne: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOfOne(each));
    if (group) group.push(each);
    else groups.set(keyOfOne(each), [each]);
  }
  return groups;
}

/** The key of a deployment's root. */
function keyOf(id: string): string {
  return id.slice(0, id.lastIndexOf("@"));
}
