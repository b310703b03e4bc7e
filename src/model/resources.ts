import type { MapTask } from "./event-source.ts";
import type {
  Alias,
  Broker,
  Caller,
  CapacityProvider,
  Entity,
  EventSource,
  Export,
  FunctionVersion,
  LambdaFunction,
  ManagedScaling,
  ProvisionedConcurrency,
  Queue,
  RedrivePolicy,
  ScalingPolicy,
  ScalingSchedule,
  ScalingTarget,
  Stream,
  Unread,
} from "./model.ts";
import type { Alarm, EventInvokeConfig, ServiceQuota } from "./surroundings.ts";

/** What a parser reads out of one root for one environment. */
export interface Resources {
  functions: LambdaFunction[];
  versions: FunctionVersion[];
  aliases: Alias[];
  provisionedConcurrency: ProvisionedConcurrency[];
  scalingTargets: ScalingTarget[];
  scalingPolicies: ScalingPolicy[];
  scalingSchedules: ScalingSchedule[];
  eventSources: EventSource[];
  queues: Queue[];
  redrivePolicies: RedrivePolicy[];
  streams: Stream[];
  brokers: Broker[];
  mapTasks: MapTask[];
  eventInvokeConfigs: EventInvokeConfig[];
  alarms: Alarm[];
  serviceQuotas: ServiceQuota[];
  callers: Caller[];
  managedScalings: ManagedScaling[];
  capacityProviders: CapacityProvider[];
  exports: Export[];
  unread: Unread[];
}

export function noResources(): Resources {
  return {
    functions: [],
    versions: [],
    aliases: [],
    provisionedConcurrency: [],
    scalingTargets: [],
    scalingPolicies: [],
    scalingSchedules: [],
    eventSources: [],
    queues: [],
    redrivePolicies: [],
    streams: [],
    brokers: [],
    mapTasks: [],
    eventInvokeConfigs: [],
    alarms: [],
    serviceQuotas: [],
    callers: [],
    managedScalings: [],
    capacityProviders: [],
    exports: [],
    unread: [],
  };
}

/** Adds resources to others of the same kinds. */
export function addResources(all: Resources, more: Resources): void {
  for (const kind of Object.keys(all) as (keyof Resources)[]) {
    // One by one: a spread of very many is too much for a call.
    for (const entity of more[kind]) (all[kind] as Entity[]).push(entity);
  }
}

/** The same resources, each entity changed in the same way. */
export function mapResources(resources: Resources, change: <E extends Entity>(entity: E) => E): Resources {
  const changed = noResources();
  for (const kind of Object.keys(changed) as (keyof Resources)[])
    (changed[kind] as Entity[]) = (resources[kind] as Entity[]).map(change);
  return changed;
}
