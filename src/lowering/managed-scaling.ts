import type { CapacityProvider, FunctionReference, ManagedScaling } from "../model/model.ts";
import { unset, type Value } from "../model/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { targetAt } from "./targets.ts";

const CONFIG = "function_scaling_config";

/** `aws_lambda_function_scaling_config` */
export function readScalingConfig(
  resource: ResourceReader,
  deployment: string,
  register: Register,
): ManagedScaling {
  const { function: of } = targetAt(
    { block: resource, attribute: "function_name", pool: resource },
    register,
  );
  return { ...entityOf(resource, deployment), function: of, ...boundsOf(resource) };
}

/** `FunctionScalingConfig` of a function or of a version; undefined where there is none. */
export function readOwnScaling(
  resource: ResourceReader,
  deployment: string,
  of: FunctionReference,
): ManagedScaling | undefined {
  const blocks = resource.blocks(CONFIG);
  if (blocks.state === "unset" || (blocks.state === "known" && blocks.value.length === 0)) return undefined;
  const entity = entityOf(resource, deployment, ".function_scaling_config");
  const at = (blocks.state === "known" && blocks.value[0]?.at) || blocks.at;
  return { ...entity, at, function: of, ...boundsOf(resource) };
}

function boundsOf(resource: ResourceReader): Pick<ManagedScaling, "min" | "max"> {
  const environments = (name: string) =>
    inBlock(resource, [CONFIG], (block) => block.number(name), nothing<number>);
  return { min: environments("min_execution_environments"), max: environments("max_execution_environments") };
}

/** `aws_lambda_capacity_provider`, and CloudFormation's, whose names are longer. */
export function readCapacityProvider(resource: ResourceReader, deployment: string): CapacityProvider {
  const own = resource.string("name");
  const vcpus = (name: string) =>
    inBlock(resource, ["capacity_provider_scaling_config"], (block) => block.number(name), nothing<number>);
  const most = vcpus("max_vcpu_count");
  return {
    ...entityOf(resource, deployment),
    name: own.state === "unset" ? resource.string("capacity_provider_name") : own,
    maxVcpus: most.state === "unset" ? vcpus("max_v_cpu_count") : most,
  };
}

function nothing<T>(at: AttributeReader["at"]): Value<T> {
  return unset(at);
}
