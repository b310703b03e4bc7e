import type { SourceLocation } from "../source/location.ts";
import { derive } from "../values/either.ts";
import { presenceOf } from "../values/instances.ts";
import { known, knownValue, type Settled, type Value } from "../values/value.ts";
import type { MapTask } from "./event-source.ts";
import { Index, type Referring } from "./index.ts";
import type {
  Alias,
  AliasWeight,
  Caller,
  CapacityProvider,
  Deployment,
  Entity,
  EventSource,
  FunctionVersion,
  LambdaFunction,
  ManagedScaling,
  ProvisionedConcurrency,
  Qualifier,
  Queue,
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
  Site,
  Unread,
} from "./model.ts";
import type { Polled } from "./polled.ts";
import type { Resources } from "./resources.ts";
import { noResources } from "./resources.ts";
import type { Alarm, EventInvokeConfig } from "./surroundings.ts";

/** The kind of caller that makes a function a Lambda@Edge function. */
export const EDGE = "cloudfront";

/** Something that follows from a function and what belongs to it. */
type ComputedOf<T> = (fn: LambdaFunction, model: Model) => T;

/** All deployments of a run, with the links between their resources: what the rules read. */
export class Model {
  readonly deployments: readonly Deployment[];
  /** Where findings may be: the deployments, and the places of what is unread, which are none. */
  readonly sites: readonly Site[];
  readonly resources: Readonly<Resources>;
  readonly #index: Index;
  readonly #computed: Map<ComputedOf<unknown>, Map<LambdaFunction, unknown>>;

  constructor(
    deployments: readonly Deployment[],
    resources: Resources,
    sites: readonly Site[] = deployments,
    index = new Index(deployments, resources),
    computed: Map<ComputedOf<unknown>, Map<LambdaFunction, unknown>> = new Map(),
  ) {
    this.deployments = deployments;
    this.sites = sites;
    this.#index = index;
    this.#computed = computed;
    // An attribute that may name a function may name a queue or a topic as well.
    const isCaller = (caller: Caller) => caller.function.isFunction === true || this.functionOf(caller);
    this.resources = { ...resources, callers: resources.callers.filter(isCaller) };
  }

  get functions(): readonly LambdaFunction[] {
    return this.resources.functions;
  }
  /** Functions that provisioned concurrency and scaling here belong to and that the checkout doesn't declare. */
  get externalFunctions(): readonly LambdaFunction[] {
    const here = new Set(this.sites.map(({ id }) => id));
    return this.#index.external.all.filter(({ deploymentId }) => here.has(deploymentId));
  }
  get versions(): readonly FunctionVersion[] {
    return this.resources.versions;
  }
  get aliases(): readonly Alias[] {
    return this.resources.aliases;
  }
  get provisionedConcurrency(): readonly ProvisionedConcurrency[] {
    return this.resources.provisionedConcurrency;
  }
  get scalingTargets(): readonly ScalingTarget[] {
    return this.resources.scalingTargets;
  }
  get scalingPolicies(): readonly ScalingPolicy[] {
    return this.resources.scalingPolicies;
  }
  get scalingSchedules(): readonly ScalingSchedule[] {
    return this.resources.scalingSchedules;
  }
  get eventSources(): readonly EventSource[] {
    return this.resources.eventSources;
  }
  get callers(): readonly Caller[] {
    return this.resources.callers;
  }

  get unread(): readonly Unread[] {
    return this.resources.unread;
  }

  get managedScalings(): readonly ManagedScaling[] {
    return this.resources.managedScalings;
  }
  get capacityProviders(): readonly CapacityProvider[] {
    return this.resources.capacityProviders;
  }

  deploymentOf(entity: Entity): Deployment {
    return this.#index.deploymentOf(entity);
  }

  /** Whether each deployment sets a number again, also where the code is the same: Terraform does, CloudFormation and what is made of it don't. */
  isSetByEachDeployment(entity: Entity): boolean {
    const { format } = this.deploymentOf(entity);
    return format === "terraform" || format === "terraform-plan" || format === "terragrunt";
  }

  /** The function that something belongs to, calls or scales; undefined when it isn't declared in what was read. */
  functionOf(entity: Referring): LambdaFunction | undefined {
    return this.#index.functionOf(entity);
  }

  /** What the qualifier of something means, next to its function or within the function's spelling. */
  qualifierOf(entity: Referring): Qualifier {
    return this.#index.qualifierOf(entity);
  }

  /** The declared alias that something names, by reference or by its name on the function. */
  aliasOf(entity: Referring): Alias | undefined {
    return this.#index.qualifierOf(entity).alias ?? undefined;
  }

  /** A place in any text of the checkout that may name an alias or a version of a function. */
  namedAt(fn: LambdaFunction, { alias, text }: Qualifier): SourceLocation | undefined {
    const name = knownValue(alias?.name ?? text);
    return name === undefined ? undefined : this.#index.written.of(fn, name);
  }

  /** The version that an alias points at. */
  versionOf(alias: Alias): Qualifier {
    return this.#index.versionOf(alias);
  }

  /** The version that an alias routes a share of its traffic to. */
  versionOfWeight(weight: AliasWeight, alias: Alias): Qualifier {
    return this.#index.versionOfWeight(weight, alias);
  }

  /** Whether it is a Lambda@Edge function: a CloudFront distribution runs it, or its role lets Lambda@Edge do so. */
  runsAtEdge(fn: LambdaFunction): Value<boolean> {
    const distributions = this.callersOf(fn).filter(({ kind }) => kind === EDGE);
    const byRole = fn.edge ?? known(false, fn.at);
    if (distributions.length === 0) return byRole;
    const there = distributions.map(presenceOf);
    const certain = there.findLast(({ state }) => state === "known");
    if (certain) return known(true, certain.at);
    const isEdge = ([role, ...each]: readonly Settled<boolean>[]) =>
      (role?.state === "known" && role.value) || each.some(({ state }) => state === "known");
    const { at } = there.at(-1) ?? fn;
    return derive<readonly Value<boolean>[], boolean>(
      [byRole, ...there],
      (all) => known(isEdge(all), at),
      at,
    );
  }

  aliasesOf(fn: LambdaFunction): readonly Alias[] {
    return this.#index.aliasesOf(fn);
  }
  versionsOf(fn: LambdaFunction): readonly FunctionVersion[] {
    return this.#index.ownedBy(fn, "versions");
  }
  provisionedFor(fn: LambdaFunction): readonly ProvisionedConcurrency[] {
    return this.#index.ownedBy(fn, "provisionedConcurrency");
  }
  eventSourcesOf(fn: LambdaFunction): readonly EventSource[] {
    return this.#index.ownedBy(fn, "eventSources");
  }
  /** What invokes it in maps of state machines. */
  mapTasksOf(fn: LambdaFunction): readonly MapTask[] {
    return this.#index.ownedBy(fn, "mapTasks");
  }
  eventInvokeConfigsOf(fn: LambdaFunction): readonly EventInvokeConfig[] {
    return this.#index.ownedBy(fn, "eventInvokeConfigs");
  }
  /** The alarms that watch this function, and no others. */
  alarmsOf(fn: LambdaFunction): readonly Alarm[] {
    return this.#index.ownedBy(fn, "alarms");
  }
  /** The queue, stream or broker that an event source polls; undefined when it isn't declared here. */
  polledBy(source: EventSource): Polled | undefined {
    return this.#index.polled.of(source);
  }
  /** Whether an event source polls a FIFO queue; unset where that can't be told. */
  pollsFifo(source: EventSource): Value<boolean> {
    return this.#index.polled.isFifo(source);
  }
  /** How often a message is received before it goes to the dead-letter queue. Unset: there is none. */
  maxReceiveCountOf(queue: Queue): Value<number> {
    return this.#index.polled.maxReceiveCountOf(queue);
  }
  /** Callers other than event sources. */
  callersOf(fn: LambdaFunction): readonly Caller[] {
    return this.#index.ownedBy(fn, "callers");
  }
  scalingTargetsFor(fn: LambdaFunction): readonly ScalingTarget[] {
    return this.#index.targetsOf(fn);
  }
  /** The target that a policy or a schedule belongs to: by reference, by an equal resource id, or of the same alias. */
  targetOf(attached: ScalingPolicy | ScalingSchedule): ScalingTarget | undefined {
    return this.#index.targetOf(attached);
  }
  policiesFor(target: ScalingTarget): readonly ScalingPolicy[] {
    return this.#index.policiesFor(target);
  }
  schedulesFor(target: ScalingTarget): readonly ScalingSchedule[] {
    return this.#index.schedulesFor(target);
  }

  /** What a computation comes to for a function, computed once: the ledger and several rules ask for the same. */
  computed<T>(compute: ComputedOf<T>, fn: LambdaFunction): T {
    let results = this.#computed.get(compute) as Map<LambdaFunction, T> | undefined;
    if (!results) {
      results = new Map();
      this.#computed.set(compute, results);
    }
    if (!results.has(fn)) results.set(fn, compute(fn, this));
    return results.get(fn) as T;
  }

  /** The same model, listing only what belongs to some sites; its links still reach everything. */
  within(sites: ReadonlySet<string>): Model {
    const part = noResources();
    for (const kind of Object.keys(part) as (keyof Resources)[]) {
      const all: readonly Entity[] = this.resources[kind];
      (part[kind] as Entity[]) = all.filter((entity) => sites.has(entity.deploymentId));
    }
    return new Model(
      this.deployments.filter(({ id }) => sites.has(id)),
      part,
      this.sites.filter(({ id }) => sites.has(id)),
      this.#index,
      this.#computed,
    );
  }
}
