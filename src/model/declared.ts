import { knownValue } from "../values/value.ts";
import type { Mention, Published } from "./mention.ts";
import type { Alias, Deployment, Entity, Export, FunctionVersion, LambdaFunction, PoolKey } from "./model.ts";
import type { Resources } from "./resources.ts";
import type { SpelledPool } from "./spelling.ts";

/** A name in an account and region, as far as they are known. */
export interface Name {
  readonly name: string;
  /** The deployment that says it. */
  readonly deployment: string;
  readonly pool: PoolKey | undefined;
  /** The account and region that the spelling itself gives. */
  readonly spelled: SpelledPool;
}

/** What an address may be of. */
export type Declaration =
  | { readonly kind: "function"; readonly noun: LambdaFunction }
  | { readonly kind: "version"; readonly noun: FunctionVersion }
  | { readonly kind: "alias"; readonly noun: Alias };

/**
 * Everything that is declared in the checkout, to be found by its address within its deployment, by the name of an export, and by
 * its deployed name. Exports and names count within one environment, account and region.
 */
export class Declared {
  readonly #deployments: Map<string, Deployment>;
  readonly #byAddress = new ByAddress<Declaration>();
  readonly #functions: readonly LambdaFunction[];
  #functionsByName: Namesakes | undefined;
  readonly #exports = new Map<string, Export[]>();

  constructor(deployments: readonly Deployment[], resources: Resources) {
    this.#deployments = new Map(deployments.map((deployment) => [deployment.id, deployment]));
    for (const noun of resources.versions) this.#byAddress.add(noun, { kind: "version", noun });
    for (const noun of resources.aliases) this.#byAddress.add(noun, { kind: "alias", noun });
    for (const noun of resources.functions) this.#byAddress.add(noun, { kind: "function", noun });
    this.#functions = resources.functions;
    for (const exported of resources.exports) {
      const name = knownValue(exported.name);
      if (name === undefined) continue;
      const { kind, deploymentId, function: published } = exported;
      const region = published.pool && knownValue(published.pool.region);
      push(
        this.#exports,
        this.#exportKey(deploymentId, { kind, name, ...(region ? { region } : {}) }),
        exported,
      );
    }
  }

  deploymentOf(entity: Entity): Deployment {
    const deployment = this.#deployments.get(entity.deploymentId);
    if (!deployment) throw new Error(`No deployment ${entity.deploymentId} for ${entity.address}`);
    return deployment;
  }

  deployment(id: string): Deployment | undefined {
    return this.#deployments.get(id);
  }

  /** What a mention is of. @param from the deployment that mentions it */
  mentioned(from: string, { address, deployment = from }: Mention): Declaration | undefined {
    return this.#byAddress.get(deployment, address);
  }

  /** An account and region has one export of a name; several are one template that is read more than once. */
  exportNamed(deployment: string, published: Published): Export | undefined {
    const [exported, another] = this.#exports.get(this.#exportKey(deployment, published)) ?? [];
    return another ? undefined : exported;
  }

  /**
   * The function of a name: in the same deployment the only one that may be in its account and region, or the one that is mentioned
   * too; else one of another deployment of the environment that is in its account and region.
   */
  functionNamed(name: Name, mentions: readonly Mention[]): LambdaFunction | undefined {
    // Many checkouts refer by address alone.
    this.#functionsByName ??= namesakesAmong(this.#functions);
    const namesakes = this.#functionsByName.get(name.name);
    if (!namesakes) return undefined;
    const isNear = (fn: LambdaFunction) => maySharePool(fn, name);
    const [only, another] = firstTwo(namesakes.get(name.deployment) ?? [], isNear);
    if (!only) return this.#functionElsewhere(name, namesakes);
    if (!another) return only;
    for (const mention of mentions) {
      const found = this.mentioned(name.deployment, mention);
      if (found?.kind !== "function") continue;
      if (knownValue(found.noun.name) === name.name && isNear(found.noun)) return found.noun;
    }
    return undefined;
  }

  #functionElsewhere(
    name: Name,
    namesakes: ReadonlyMap<string, readonly LambdaFunction[]>,
  ): LambdaFunction | undefined {
    for (const [deployment, functions] of namesakes) {
      if (deployment === name.deployment) continue;
      const found = functions.find((fn) => this.#sharesPool(fn, name));
      if (found) return found;
    }
    return undefined;
  }

  /** Between deployments, a pool that isn't known is that of the environment. */
  #sharesPool(fn: LambdaFunction, { deployment, pool, spelled }: Name): boolean {
    const from = this.#deployments.get(deployment);
    if (this.#deployments.get(fn.deploymentId)?.environment !== from?.environment) return false;
    const shares = (kind: keyof PoolKey) =>
      spelled[kind] === undefined
        ? knownValue(fn[kind]) === knownValue((pool ?? from ?? fn)[kind])
        : mayBe(knownValue(fn[kind]), spelled[kind]);
    return shares("account") && shares("region");
  }

  #exportKey(deployment: string, { kind, name, region }: Published): string {
    const place = this.#deployments.get(deployment);
    const pool = place && [place.environment, knownValue(place.account), region ?? knownValue(place.region)];
    return JSON.stringify([pool, kind, name]);
  }
}

/** Functions by name, then by deployment. */
type Namesakes = ReadonlyMap<string, Map<string, LambdaFunction[]>>;

function namesakesAmong(functions: readonly LambdaFunction[]): Namesakes {
  const all = new Map<string, Map<string, LambdaFunction[]>>();
  for (const fn of functions) {
    const name = knownValue(fn.name);
    if (name === undefined) continue;
    const namesakes = all.get(name) ?? new Map<string, LambdaFunction[]>();
    all.set(name, namesakes);
    push(namesakes, fn.deploymentId, fn);
  }
  return all;
}

function maySharePool(fn: LambdaFunction, { pool, spelled }: Name): boolean {
  const may = (kind: keyof PoolKey) =>
    mayBe(knownValue(fn[kind]), spelled[kind] ?? (pool && knownValue(pool[kind])));
  return may("account") && may("region");
}

function mayBe(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** Things by the address of an entity within its deployment. */
export class ByAddress<T> {
  readonly #deployments = new Map<string, Map<string, T>>();

  add({ deploymentId, address }: Pick<Entity, "deploymentId" | "address">, thing: T): void {
    const addresses = this.#deployments.get(deploymentId);
    if (addresses) addresses.set(address, thing);
    else this.#deployments.set(deploymentId, new Map([[address, thing]]));
  }

  get(deployment: string, address: string): T | undefined {
    return this.#deployments.get(deployment)?.get(address);
  }
}

/** Whether there is none, one, or more: how many more is not asked. */
function firstTwo<T>(all: readonly T[], isWanted: (each: T) => boolean): T[] {
  const found: T[] = [];
  for (const each of all) {
    if (isWanted(each) && found.push(each) === 2) break;
  }
  return found;
}

/** Adds to the list at a key. */
export function push<K, V>(map: Map<K, V[]>, at: K, value: V): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}
