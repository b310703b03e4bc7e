import { knownValue } from "../values/value.ts";
import type {
  Alias,
  Deployment,
  Entity,
  FunctionReference,
  LambdaFunction,
  QualifierReference,
  Resources,
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
} from "./model.ts";

type OfFunction = Entity & { function: FunctionReference };
type OwnedKind = "aliases" | "versions" | "provisionedConcurrency" | "eventSources" | "callers";

/** Finds what belongs to what: by reference within a deployment, else by equal names within an account and region. */
export class Links {
  readonly #deployments: Map<string, Deployment>;
  readonly #functionsByAddress = new Map<string, LambdaFunction>();
  readonly #functionsByName = new Map<string, LambdaFunction[]>();
  readonly #aliasesByAddress = new Map<string, Alias>();
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

  functionOf(deployment: string, reference: FunctionReference): LambdaFunction | undefined {
    if (reference.address !== null) return this.#functionsByAddress.get(key(deployment, reference.address));
    const name = functionNameIn(knownValue(reference.name));
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

/** The name in a function name, partial ARN or ARN, with or without a qualifier (AWS's three spellings of FunctionName). */
export function functionNameIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const arn = /^(?:arn:[^:]*:lambda:[^:]*:)?(?:\d{12}:)?function:([^:]+)(?::[^:]+)?$/.exec(text);
  if (arn) return arn[1];
  const partial = /^(?:\d{12}:)?([A-Za-z0-9-_]+)(?::[A-Za-z0-9$._-]+)?$/.exec(text);
  return partial?.[1];
}

function key(deployment: string, name: string): string {
  return `${deployment}#${name}`;
}

function push<K, V>(map: Map<K, V[]>, at: K, value: V): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}
