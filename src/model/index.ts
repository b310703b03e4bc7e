import { knownValue } from "../values/value.ts";
import { ByAddress, Declared, push } from "./declared.ts";
import type {
  Alias,
  AliasWeight,
  Deployment,
  Entity,
  LambdaFunction,
  Qualifier,
  Reference,
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
} from "./model.ts";
import { ExternalFunctions } from "./external-functions.ts";
import { PolledSources } from "./polled.ts";
import { References, type Referring } from "./references.ts";
import type { Resources } from "./resources.ts";
import { type WrittenName, WrittenNames } from "./written-names.ts";

export type { Referring } from "./references.ts";

type OfFunction = Entity & { function: Reference };
type OwnedKind =
  | "versions"
  | "provisionedConcurrency"
  | "eventSources"
  | "mapTasks"
  | "eventInvokeConfigs"
  | "alarms"
  | "callers";
type Attached = ScalingPolicy | ScalingSchedule;

/** Who is who in the checkout, and who refers to whom. */
export class Index {
  readonly #declared: Declared;
  readonly #references: References;
  /** What provisioned concurrency and scaling here belong to and the checkout doesn't declare. */
  readonly external: ExternalFunctions;
  readonly polled: PolledSources;
  readonly #owned: Record<OwnedKind, Map<LambdaFunction, Entity[]>>;
  readonly #targets = new Map<LambdaFunction, ScalingTarget[]>();
  readonly #targetOfAttached = new Map<Attached, ScalingTarget>();
  readonly #policies = new Map<ScalingTarget, ScalingPolicy[]>();
  readonly #schedules = new Map<ScalingTarget, ScalingSchedule[]>();

  /** What texts say of aliases and versions by their names. */
  readonly written: WrittenNames;

  constructor(
    deployments: readonly Deployment[],
    resources: Resources,
    written: () => readonly WrittenName[] = () => [],
  ) {
    this.written = new WrittenNames(written, resources.functions);
    this.#declared = new Declared(deployments, resources);
    this.#references = new References(this.#declared, resources.aliases);
    this.external = new ExternalFunctions(this.#declared);
    this.polled = new PolledSources(this.#declared, resources);
    this.#owned = {
      versions: this.#byFunction(resources.versions),
      provisionedConcurrency: this.#byFunction(resources.provisionedConcurrency, true),
      eventSources: this.#byFunction(resources.eventSources),
      mapTasks: this.#byFunction(resources.mapTasks),
      eventInvokeConfigs: this.#byFunction(resources.eventInvokeConfigs),
      alarms: this.#byFunction(resources.alarms),
      callers: this.#byFunction(resources.callers),
    };
    this.#linkScaling(resources);
    // Whoever calls a function that isn't declared here says something of it where it matters for another reason.
    for (const caller of resources.callers) {
      const fn = this.functionOf(caller) ? undefined : this.external.met(caller);
      if (fn) push(this.#owned.callers, fn, caller);
    }
  }

  deploymentOf(entity: Entity): Deployment {
    return this.#declared.deploymentOf(entity);
  }

  functionOf(entity: Referring): LambdaFunction | undefined {
    return this.#references.functionOf(entity);
  }

  qualifierOf(entity: Referring): Qualifier {
    return this.#references.qualifierOf(entity);
  }

  versionOf(alias: Alias): Qualifier {
    return this.#references.versionOf(alias);
  }

  versionOfWeight(weight: AliasWeight, alias: Alias): Qualifier {
    return this.#references.versionOfWeight(weight, alias);
  }

  aliasesOf(fn: LambdaFunction): readonly Alias[] {
    return this.#references.aliasesOf(fn);
  }

  ownedBy<K extends OwnedKind>(fn: LambdaFunction, kind: K): Resources[K] {
    return (this.#owned[kind].get(fn) ?? []) as Resources[K];
  }

  targetsOf(fn: LambdaFunction): ScalingTarget[] {
    return this.#targets.get(fn) ?? [];
  }

  targetOf(attached: Attached): ScalingTarget | undefined {
    return this.#targetOfAttached.get(attached);
  }

  policiesFor(target: ScalingTarget): ScalingPolicy[] {
    return this.#policies.get(target) ?? [];
  }

  schedulesFor(target: ScalingTarget): ScalingSchedule[] {
    return this.#schedules.get(target) ?? [];
  }

  /** @param alsoExternal whether a function that isn't declared here owns them too */
  #byFunction(entities: OfFunction[], alsoExternal = false): Map<LambdaFunction, Entity[]> {
    const owned = new Map<LambdaFunction, Entity[]>();
    for (const entity of entities) {
      const fn = this.functionOf(entity) ?? (alsoExternal ? this.external.of(entity) : undefined);
      if (fn) push(owned, fn, entity);
    }
    return owned;
  }

  #linkScaling({ scalingTargets, scalingPolicies, scalingSchedules }: Resources): void {
    const addressed = new ByAddress<ScalingTarget>();
    const identified = new ByAddress<ScalingTarget>();
    for (const target of scalingTargets) {
      addressed.add(target, target);
      const id = knownValue(target.resourceId.text);
      if (id !== undefined) identified.add({ ...target, address: id }, target);
      const fn = this.functionOf(target) ?? this.external.of(target);
      if (fn) push(this.#targets, fn, target);
    }
    const find = (attached: Attached): ScalingTarget | undefined => {
      const { deploymentId, target, resourceId } = attached;
      if (target !== null) return addressed.get(deploymentId, target);
      const id = knownValue(resourceId.text);
      const sameId = id === undefined ? undefined : identified.get(deploymentId, id);
      return sameId ?? this.#targetOfSameSubject(attached);
    };
    const link = <A extends Attached>(attached: A, lists: Map<ScalingTarget, A[]>) => {
      const target = find(attached);
      if (!target) return;
      this.#targetOfAttached.set(attached, target);
      push(lists, target, attached);
    };
    for (const policy of scalingPolicies) link(policy, this.#policies);
    for (const schedule of scalingSchedules) link(schedule, this.#schedules);
  }

  /** The target of the same alias, where the id is made of the same references and not known as a text. */
  #targetOfSameSubject(attached: Attached): ScalingTarget | undefined {
    const fn = this.functionOf(attached);
    const targets = fn ? this.targetsOf(fn) : [];
    if (targets.length === 0) return undefined;
    const { alias, text } = this.qualifierOf(attached);
    const name = knownValue(text);
    return targets.find((target) => {
      const scaled = this.qualifierOf(target);
      return alias ? alias === scaled.alias : name !== undefined && name === knownValue(scaled.text);
    });
  }
}
