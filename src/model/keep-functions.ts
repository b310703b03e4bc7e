import { Index, type Referring } from "./index.ts";
import type { LambdaFunction, ScalingPolicy, ScalingSchedule } from "./model.ts";
import type { Resources } from "./resources.ts";

/**
 * Some functions, and what belongs to them.
 * @param keeps asked with undefined of what belongs to a function that isn't among the resources
 */
export function keepFunctions(
  resources: Resources,
  keeps: (fn: LambdaFunction | undefined) => boolean,
): Resources {
  const index = new Index([], resources);
  const belongs = (each: Referring) => keeps(index.functionOf(each));
  const scales = (each: ScalingPolicy | ScalingSchedule) => {
    const target = index.targetOf(each);
    return target === undefined ? keeps(undefined) : belongs(target);
  };
  return {
    functions: resources.functions.filter(keeps),
    versions: resources.versions.filter(belongs),
    aliases: resources.aliases.filter(belongs),
    provisionedConcurrency: resources.provisionedConcurrency.filter(belongs),
    scalingTargets: resources.scalingTargets.filter(belongs),
    scalingPolicies: resources.scalingPolicies.filter(scales),
    scalingSchedules: resources.scalingSchedules.filter(scales),
    eventSources: resources.eventSources.filter(belongs),
    queues: resources.queues,
    redrivePolicies: resources.redrivePolicies,
    streams: resources.streams,
    brokers: resources.brokers,
    mapTasks: resources.mapTasks.filter(belongs),
    eventInvokeConfigs: resources.eventInvokeConfigs.filter(belongs),
    alarms: resources.alarms,
    serviceQuotas: resources.serviceQuotas,
    callers: resources.callers.filter(belongs),
    managedScalings: resources.managedScalings.filter(belongs),
    capacityProviders: resources.capacityProviders,
    exports: resources.exports.filter(belongs),
    unread: resources.unread,
  };
}
