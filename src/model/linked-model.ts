import { Links } from "./links.ts";
import type {
  Alias,
  Caller,
  CapacityProvider,
  Deployment,
  Entity,
  EventSource,
  FunctionReference,
  FunctionVersion,
  LambdaFunction,
  ManagedScaling,
  ProvisionedConcurrency,
  QualifierReference,
  Resources,
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
} from "./model.ts";
import { noResources } from "./model.ts";

/** All deployments of a run, with the links between their resources: what the rules read. */
export class Model {
  readonly deployments: readonly Deployment[];
  readonly resources: Readonly<Resources>;
  readonly #links: Links;

  constructor(
    deployments: readonly Deployment[],
    resources: Resources,
    links = new Links(deployments, resources),
  ) {
    this.deployments = deployments;
    this.resources = resources;
    this.#links = links;
  }

  get functions(): readonly LambdaFunction[] {
    return this.resources.functions;
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

  get managedScalings(): readonly ManagedScaling[] {
    return this.resources.managedScalings;
  }
  get capacityProviders(): readonly CapacityProvider[] {
    return this.resources.capacityProviders;
  }

  deploymentOf(entity: Entity): Deployment {
    return this.#links.deploymentOf(entity);
  }

  /** The function that something belongs to; undefined when it isn't declared in what was read. */
  functionOf(entity: Entity & { function: FunctionReference }): LambdaFunction | undefined {
    return this.#links.functionOf(entity.deploymentId, entity.function);
  }

  functionOfTarget(target: ScalingTarget): LambdaFunction | undefined {
    return this.#links.functionOf(target.deploymentId, target.subject.function);
  }

  /** The declared alias that a qualifier names: by reference, else by its name on the function. */
  aliasOf(
    entity: Entity & { function: FunctionReference; qualifier: QualifierReference },
  ): Alias | undefined {
    return this.#links.aliasOf(entity.deploymentId, entity.function, entity.qualifier);
  }

  aliasOfTarget(target: ScalingTarget): Alias | undefined {
    return this.#links.aliasOf(target.deploymentId, target.subject.function, target.subject.qualifier);
  }

  aliasesOf(fn: LambdaFunction): readonly Alias[] {
    return this.#links.ownedBy(fn, "aliases");
  }
  versionsOf(fn: LambdaFunction): readonly FunctionVersion[] {
    return this.#links.ownedBy(fn, "versions");
  }
  provisionedFor(fn: LambdaFunction): readonly ProvisionedConcurrency[] {
    return this.#links.ownedBy(fn, "provisionedConcurrency");
  }
  eventSourcesOf(fn: LambdaFunction): readonly EventSource[] {
    return this.#links.ownedBy(fn, "eventSources");
  }
  /** Callers other than event sources. */
  callersOf(fn: LambdaFunction): readonly Caller[] {
    return this.#links.ownedBy(fn, "callers");
  }
  scalingTargetsFor(fn: LambdaFunction): readonly ScalingTarget[] {
    return this.#links.targetsOf(fn);
  }
  policiesFor(target: ScalingTarget): readonly ScalingPolicy[] {
    return this.#links.policiesFor(target);
  }
  schedulesFor(target: ScalingTarget): readonly ScalingSchedule[] {
    return this.#links.schedulesFor(target);
  }

  /** The same model, listing only what belongs to some deployments; its links still reach everything. */
  within(deployments: ReadonlySet<string>): Model {
    const part = noResources();
    for (const kind of Object.keys(part) as (keyof Resources)[]) {
      const all: readonly Entity[] = this.resources[kind];
      (part[kind] as Entity[]) = all.filter((entity) => deployments.has(entity.deploymentId));
    }
    return new Model(
      this.deployments.filter((each) => deployments.has(each.id)),
      part,
      this.#links,
    );
  }
}
