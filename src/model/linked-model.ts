import { Index } from "./index.ts";
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
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
} from "./model.ts";
import type { Resources } from "./resources.ts";
import { noResources } from "./resources.ts";

/** All deployments of a run, with the links between their resources: what the rules read. */
export class Model {
  readonly deployments: readonly Deployment[];
  readonly resources: Readonly<Resources>;
  readonly #index: Index;

  constructor(
    deployments: readonly Deployment[],
    resources: Resources,
    index = new Index(deployments, resources),
  ) {
    this.deployments = deployments;
    this.#index = index;
    // What is imported from a stack that isn't read may be a queue or a topic as well as a function.
    const isCaller = (caller: Caller) => caller.function.imported === undefined || this.functionOf(caller);
    this.resources = { ...resources, callers: resources.callers.filter(isCaller) };
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
    return this.#index.deploymentOf(entity);
  }

  /** Whether each deployment sets a number again, also where the code is the same: Terraform does, CloudFormation and what is made of it don't. */
  isSetByEachDeployment(entity: Entity): boolean {
    const { format } = this.deploymentOf(entity);
    return format === "terraform" || format === "terraform-plan";
  }

  /** The function that something belongs to; undefined when it isn't declared in what was read. */
  functionOf(entity: Entity & { function: FunctionReference }): LambdaFunction | undefined {
    return this.#index.functionOf(entity.deploymentId, entity.function);
  }

  functionOfTarget(target: ScalingTarget): LambdaFunction | undefined {
    return this.#index.functionOf(target.deploymentId, target.subject.function);
  }

  /** The qualifier that something names, also where it imports another stack's export. */
  qualifierOf(entity: Entity & { qualifier: QualifierReference }): QualifierReference {
    return this.#index.qualifierOf(entity.deploymentId, entity.qualifier);
  }

  /** The declared alias that a qualifier names: by reference, else by its name on the function. */
  aliasOf(
    entity: Entity & { function: FunctionReference; qualifier: QualifierReference },
  ): Alias | undefined {
    return this.#index.aliasOf(entity.deploymentId, entity.function, entity.qualifier);
  }

  aliasOfTarget(target: ScalingTarget): Alias | undefined {
    return this.#index.aliasOf(target.deploymentId, target.subject.function, target.subject.qualifier);
  }

  aliasesOf(fn: LambdaFunction): readonly Alias[] {
    return this.#index.ownedBy(fn, "aliases");
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
  /** Callers other than event sources. */
  callersOf(fn: LambdaFunction): readonly Caller[] {
    return this.#index.ownedBy(fn, "callers");
  }
  scalingTargetsFor(fn: LambdaFunction): readonly ScalingTarget[] {
    return this.#index.targetsOf(fn);
  }
  policiesFor(target: ScalingTarget): readonly ScalingPolicy[] {
    return this.#index.policiesFor(target);
  }
  schedulesFor(target: ScalingTarget): readonly ScalingSchedule[] {
    return this.#index.schedulesFor(target);
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
      this.#index,
    );
  }
}
