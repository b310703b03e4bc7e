import type { Mention, TextPart } from "../../model/mention.ts";
import type { Entity, Reference } from "../../model/model.ts";
import type { Resources } from "../../model/resources.ts";

/**
 * Gives functions the address that people know them by: the key in `functions` instead of the generated logical id.
 * Everything that refers to them follows.
 */
export function readdress(resources: Resources, keys: ReadonlyMap<string, string>): Resources {
  const rename = (address: string): string => keys.get(address) ?? address;
  const entity = <E extends Entity>(each: E): E => {
    const address = rename(each.address);
    return { ...each, address, id: `${each.deploymentId}#${address}` };
  };
  const mention = (each: Mention): Mention => ({ ...each, address: rename(each.address) });
  const part = (each: TextPart): TextPart => (typeof each === "string" ? each : mention(each));
  const reference = (each: Reference): Reference => {
    if (each.mentions.length === 0) return each;
    const mentions = each.mentions.map(mention);
    return each.parts ? { ...each, mentions, parts: each.parts.map(part) } : { ...each, mentions };
  };
  const ofFunction = <E extends Entity & { function: Reference; qualifier?: Reference }>(each: E): E => ({
    ...entity(each),
    function: reference(each.function),
    ...(each.qualifier ? { qualifier: reference(each.qualifier) } : {}),
  });
  const ofTarget = <E extends Entity & { resourceId: Reference }>(each: E): E => ({
    ...each,
    resourceId: reference(each.resourceId),
  });
  return {
    functions: resources.functions.map(entity),
    versions: resources.versions.map(ofFunction),
    aliases: resources.aliases.map((alias) => ({
      ...ofFunction(alias),
      version: reference(alias.version),
      weights: alias.weights.map((weight) => ({ ...weight, version: reference(weight.version) })),
    })),
    // What an alias provisions has the alias's address, which stays a logical id.
    provisionedConcurrency: resources.provisionedConcurrency.map(ofFunction),
    scalingTargets: resources.scalingTargets.map(ofTarget),
    scalingPolicies: resources.scalingPolicies.map(ofTarget),
    scalingSchedules: resources.scalingSchedules.map(ofTarget),
    eventSources: resources.eventSources.map(ofFunction),
    queues: resources.queues,
    redrivePolicies: resources.redrivePolicies,
    streams: resources.streams,
    brokers: resources.brokers,
    mapTasks: resources.mapTasks.map(ofFunction),
    eventInvokeConfigs: resources.eventInvokeConfigs.map(ofFunction),
    alarms: resources.alarms.map(ofFunction),
    serviceQuotas: resources.serviceQuotas,
    callers: resources.callers.map(ofFunction),
    managedScalings: resources.managedScalings.map(ofFunction),
    capacityProviders: resources.capacityProviders,
    exports: resources.exports.map(ofFunction),
    unread: resources.unread,
  };
}
