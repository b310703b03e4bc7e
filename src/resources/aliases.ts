import type { Alias, AliasWeight } from "../model/model.ts";
import { type Instances, instancesWithin } from "../values/instances.ts";
import { known, mapValue } from "../values/value.ts";
import { entityOf } from "./entity.ts";
import { instancesOf } from "./provisioned.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";

type Weights = Pick<Alias, "weights" | "weightsUnknown">;

const ONCE: Instances = { atLeast: 1, atMost: 1 };

/** `aws_lambda_alias`: weights are a map from version to weight. */
export function readAlias(resource: ResourceReader, deployment: string): Alias {
  return aliasWith(resource, deployment, (routing) => {
    const entries = routing.entries("additional_version_weights");
    if (entries.state === "unknown") return { weights: [], weightsUnknown: entries };
    if (entries.state === "unset") return { weights: [] };
    const weights = entries.value.map(({ key, value, at }): AliasWeight => {
      const version = { text: known(key, at), mentions: [] };
      return { version, weight: mapValue(value, Number), at };
    });
    return { weights };
  });
}

/** `awscc_lambda_alias`: weights are a list of objects. */
export function readCloudControlAlias(resource: ResourceReader, deployment: string): Alias {
  return aliasWith(resource, deployment, (routing) => {
    const listed = routing.blocks("additional_version_weights");
    if (listed.state === "unknown") return { weights: [], weightsUnknown: listed };
    if (listed.state === "unset") return { weights: [] };
    const weights = listed.value.map((block): AliasWeight => {
      return {
        version: referenceAt(block, "function_version", resource),
        weight: block.number("function_weight"),
        at: block.at,
        ...(block.presence ? { instances: instancesOf({ instances: ONCE }, block.presence) } : {}),
      };
    });
    return { weights };
  });
}

function aliasWith(
  resource: ResourceReader,
  deployment: string,
  weightsIn: (routing: AttributeReader) => Weights,
): Alias {
  return {
    ...entityOf(resource, deployment),
    function: referenceAt(resource, "function_name", resource),
    name: resource.string("name"),
    version: referenceAt(resource, "function_version", resource),
    ...weightsOf(resource, weightsIn),
  };
}

function weightsOf(resource: ResourceReader, weightsIn: (routing: AttributeReader) => Weights): Weights {
  const routing = resource.blocks("routing_config");
  if (routing.state === "unknown")
    return { weights: [], weightsUnknown: { because: routing.because, at: routing.at } };
  const block = routing.state === "known" ? routing.value[0] : undefined;
  if (!block) return { weights: [] };
  const { weights, weightsUnknown } = weightsIn(block);
  if (!weightsUnknown)
    return { weights: block.presence ? weights.map((each) => within(block, each)) : weights };
  return { weights, weightsUnknown: { because: weightsUnknown.because, at: weightsUnknown.at } };
}

/** A weight of a block that may not be there. */
function within({ presence }: AttributeReader, weight: AliasWeight): AliasWeight {
  const outer = instancesOf({ instances: ONCE }, presence);
  return { ...weight, instances: instancesWithin(outer, weight.instances ?? ONCE) };
}
