import type { CapacityProvider, ManagedScaling, Reference } from "../model/model.ts";
import { unset, type Value } from "../values/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import { instancesOf } from "./provisioned.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import { referenceAt } from "./references.ts";

const CONFIG = "function_scaling_config";

/** `aws_lambda_function_scaling_config` */
export function readScalingConfig(resource: ResourceReader, deployment: string): ManagedScaling {
  const of = referenceAt(resource, "function_name", resource);
  return { ...entityOf(resource, deployment), function: of, ...boundsOf(resource) };
}

/** `FunctionScalingConfig` of a function or of a version; undefined where there is none. */
export function readOwnScaling(
  resource: ResourceReader,
  deployment: string,
  of: Reference,
): ManagedScaling | undefined {
  const blocks = resource.blocks(CONFIG);
  if (blocks.state === "unset" || (blocks.state === "known" && blocks.value.length === 0)) return undefined;
  const entity = entityOf(resource, deployment, ".function_scaling_config");
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  return {
    ...entity,
    at: block?.at ?? blocks.at,
    instances: instancesOf(entity, blocks.state === "unknown" ? {} : block?.presence),
    function: of,
    ...boundsOf(resource),
  };
}

function boundsOf(resource: ResourceReader): Pick<ManagedScaling, "min" | "max"> {
  const environments = (name: string) =>
    inBlock(resource, [CONFIG], (block) => block.number(name), nothing<number>);
  return { min: environments("min_execution_environments"), max: environments("max_execution_environments") };
}

/** What Terraform, CloudFormation and SAM call the same. */
const NAMES = ["name", "capacity_provider_name"];
const MAX_VCPUS: readonly (readonly [block: string, attribute: string])[] = [
  ["capacity_provider_scaling_config", "max_vcpu_count"],
  ["capacity_provider_scaling_config", "max_v_cpu_count"],
  ["scaling_config", "max_vcpu_count"],
];

/** `aws_lambda_capacity_provider`, `AWS::Lambda::CapacityProvider` and `AWS::Serverless::CapacityProvider` */
export function readCapacityProvider(resource: ResourceReader, deployment: string): CapacityProvider {
  const vcpus = ([block, attribute]: (typeof MAX_VCPUS)[number]) =>
    inBlock(resource, [block], (found) => found.number(attribute), nothing<number>);
  return {
    ...entityOf(resource, deployment),
    name: firstSet(NAMES.map((name) => resource.string(name))) ?? unset(resource.at),
    maxVcpus: firstSet(MAX_VCPUS.map(vcpus)) ?? unset(resource.at),
  };
}

function firstSet<T>(values: readonly Value<T>[]): Value<T> | undefined {
  return values.find(({ state }) => state !== "unset") ?? values[0];
}

function nothing<T>(at: AttributeReader["at"]): Value<T> {
  return unset(at);
}
