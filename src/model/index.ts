import { knownValue, type Value } from "../values/value.ts";
import type { Alias, Deployment, Entity, Export, FunctionReference, LambdaFunction, QualifierReference, ScalingPolicy, ScalingSchedule, ScalingTarget } from "./model.ts";
import type { Resources } from "./resources.ts";
import { functionNameIn } from "./spelling.ts";

type OfFunction = Entity & { function: FunctionReference };
type OwnedKind = "aliases" | "versions" | "provisionedConcurrency" | "eventSources" | "callers";

/**
 * Every noun of the checkout, to be found by its address within its deployment, by the name of an export, and by its
 * deployed name. Exports and names count within one environment, account and region.
 */
export class Index {
  readonly #deployments: Map<string, Deployment>;
  readonly #functionsByAddress = new Map<string, LambdaFunction>();
  readonly #functionsByName = new Map<string, LambdaFunction[]>();
  readonly #aliasesByAddress = new Map<string, Alias>();
  readonly #exports = new Map<string, Export[]>();
  readonly #owned: Record<OwnedKind, Map<LambdaFunction, Entity[]>>;
  readonly #targets = new Map<LambdaFunction, ScalingTarget[]>();
  readonly #policies = new Map<ScalingTarget, ScalingPolicy[]>();
  readonly #schedules = new Map<ScalingTarget, ScalingSchedule[]>();

  constructor(deployments: readonly Deployment[], resources: Resources) {
    this.#deployments = new Map(deployments.map((deployment) => [deployment.id, deployment]));
    for (const fn of resources.functions) {
      this.#functionsByAddress.set(key(fn.deploymentId, fn.address), fn);
      const name = knownValue(fn.name);
      if (name !== undefined) push(this.#functionsByName, name, fn);
    }
    for (const alias of resources.aliases)
      this.#aliasesByAddress.set(key(alias.deploymentId, alias.address), alias);
    for (const exported of resources.exports) {
      const name = knownValue(exported.name);
      if (name !== undefined) push(this.#exports, this.#exportKey(exported.deploymentId, name), exported);
    }
    this.#owned = {
      aliases: this.#byFunction(resources.aliases),
      versions: this.#byFunction(resources.versions),
      provisionedConcurrency: this.#byFunction(resources.provisionedConcurrency),
      eventSources: this.#byFunction(resources.eventSources),
      callers: this.#byFunction(resources.callers),
    };
    this.#linkScaling(resources);
  }

  deploymentOf(entity: Entity): Deployment {
    const deployment = this.#deployments.get(entity.deploymentId);
    if (!deployment) throw new Error(`No deployment ${entity.deploymentId} for ${entity.address}`);
    return deployment;
  }

  /** The function that a reference names: by its address, else by an export, else by its deployed name. */
  functionOf(deployment: string, reference: FunctionReference): LambdaFunction | undefined {
    if (reference.address !== null) return this.#functionsByAddress.get(key(deployment, reference.address));
    if (reference.imported !== undefined) return this.#exportedFunction(deployment, reference.imported);
    return this.#functionNamed(deployment, reference.name);
  }

  /** A qualifier as it is where it is declared: that of an export, where the reference imports one. */
  qualifierOf(deployment: string, qualifier: QualifierReference): QualifierReference {
    if (qualifier.imported === undefined) return qualifier;
    return this.#exportOf(deployment, qualifier.imported)?.qualifier ?? qualifier;
  }

  #exportedFunction(deployment: string, name: string): LambdaFunction | undefined {
    const exported = this.#exportOf(deployment, name);
    if (!exported) return undefined;
    const { deploymentId, function: of } = exported;
    return of.address === null
      ? this.#functionNamed(deploymentId, of.name)
      : this.#functionsByAddress.get(key(deploymentId, of.address));
  }

  /** An account and region has one export of a name; several are one template that is read more than once. */
  #exportOf(deployment: string, name: string): Export | undefined {
    const [exported, another] = this.#exports.get(this.#exportKey(deployment, name)) ?? [];
    return another ? undefined : exported;
  }

  #exportKey(deployment: string, name: string): string {
    const place = this.#deployments.get(deployment);
    const pool = place && [place.environment, knownValue(place.account), knownValue(place.region)];
    return JSON.stringify([pool, name]);
  }

  #functionNamed(deployment: string, text: Value<string>): LambdaFunction | undefined {
    const name = functionNameIn(knownValue(text));
    if (name === undefined) return undefined;
    const candidates = this.#functionsByName.get(name) ?? [];
    return (
      candidates.find((fn) => fn.deploymentId === deployment) ??
      candidates.find((fn) => this.#samePool(fn.deploymentId, deployment))
    );
  }

  aliasOf(
    deployment: string,
    reference: FunctionReference,
    qualifier: QualifierReference,
  ): Alias | undefined {
    const exported = qualifier.imported && this.#exportOf(deployment, qualifier.imported);
    if (exported) return this.aliasOf(exported.deploymentId, exported.function, exported.qualifier);
    if (qualifier.alias !== null) return this.#aliasesByAddress.get(key(deployment, qualifier.alias));
    const fn = this.functionOf(deployment, reference);
    const text = knownValue(qualifier.text);
    if (!fn || text === undefined) return undefined;
    return this.ownedBy(fn, "aliases").find((alias) => knownValue(alias.name) === text);
  }

  ownedBy<K extends OwnedKind>(fn: LambdaFunction, kind: K): Resources[K] {
    return (this.#owned[kind].get(fn) ?? []) as Resources[K];
  }

  targetsOf(fn: LambdaFunction): ScalingTarget[] {
    return this.#targets.get(fn) ?? [];
  }

  policiesFor(target: ScalingTarget): ScalingPolicy[] {
    return this.#policies.get(target) ?? [];
  }

  schedulesFor(target: ScalingTarget): ScalingSchedule[] {
    return this.#schedules.get(target) ?? [];
  }

  #byFunction(entities: OfFunction[]): Map<LambdaFunction, Entity[]> {
    const owned = new Map<LambdaFunction, Entity[]>();
    for (const entity of entities) {
      const fn = this.functionOf(entity.deploymentId, entity.function);
      if (fn) push(owned, fn, entity);
    }
    return owned;
  }

  #linkScaling(resources: Resources): void {
    const byAddress = new Map<string, ScalingTarget>();
    const byResourceId = new Map<string, ScalingTarget>();
    for (const target of resources.scalingTargets) {
      byAddress.set(key(target.deploymentId, target.address), target);
      const id = knownValue(target.resourceId);
      if (id !== undefined) byResourceId.set(key(target.deploymentId, id), target);
      const fn = this.functionOf(target.deploymentId, target.subject.function);
      if (fn) push(this.#targets, fn, target);
    }
    const targetOf = (attached: ScalingPolicy | ScalingSchedule): ScalingTarget | undefined => {
      if (attached.target !== null) return byAddress.get(key(attached.deploymentId, attached.target));
      const id = knownValue(attached.resourceId);
      return id === undefined ? undefined : byResourceId.get(key(attached.deploymentId, id));
    };
    for (const policy of resources.scalingPolicies) {
      const target = targetOf(policy);
      if (target) push(this.#policies, target, policy);
    }
    for (const schedule of resources.scalingSchedules) {
      const target = targetOf(schedule);
      if (target) push(this.#schedules, target, schedule);
    }
  }

  #samePool(a: string, b: string): boolean {
    const [first, second] = [this.#deployments.get(a), this.#deployments.get(b)];
    if (!first || !second || first.environment !== second.environment) return false;
    return (
      knownValue(first.account) === knownValue(second.account) &&
      knownValue(first.region) === knownValue(second.region)
    );
  }
}

function key(deployment: string, name: string): string {
  return `${deployment}#${name}`;
}

function push<K, V>(map: Map<K, V[]>, at: K, value: V): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}
