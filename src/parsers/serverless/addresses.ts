import type { Entity, FunctionReference, QualifierReference } from "../../model/model.ts";
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
  const reference = (each: FunctionReference): FunctionReference =>
    each.address === null ? each : { ...each, address: rename(each.address) };
  const qualifier = (each: QualifierReference): QualifierReference => {
    if (each.version === null) return each;
    // `HelloLambdaFunction:published`, `HelloLambdaFunction:7`
    const colon = each.version.lastIndexOf(":");
    if (colon === -1) return each;
    return { ...each, version: rename(each.version.slice(0, colon)) + each.version.slice(colon) };
  };
  const ofFunction = <E extends Entity & { function: FunctionReference }>(each: E): E => ({
    ...entity(each),
    function: reference(each.function),
  });
  const qualified = <E extends Entity & { function: FunctionReference; qualifier: QualifierReference }>(
    each: E,
  ): E => ({
    ...ofFunction(each),
    qualifier: qualifier(each.qualifier),
  });
  return {
    ...resources,
    functions: resources.functions.map(entity),
    versions: resources.versions.map(ofFunction),
    aliases: resources.aliases.map((alias) => ({
      ...ofFunction(alias),
      version: qualifier(alias.version),
      weights: alias.weights.map((weight) => ({ ...weight, version: qualifier(weight.version) })),
    })),
    // What an alias provisions has the alias's address, which stays a logical id.
    provisionedConcurrency: resources.provisionedConcurrency.map(qualified),
    scalingTargets: resources.scalingTargets.map((target) => ({
      ...target,
      subject: {
        function: reference(target.subject.function),
        qualifier: qualifier(target.subject.qualifier),
      },
    })),
    eventSources: resources.eventSources.map(qualified),
    callers: resources.callers.map(qualified),
    exports: resources.exports.map(qualified),
  };
}
