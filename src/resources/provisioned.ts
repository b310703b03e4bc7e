import type { Alias, Entity, FunctionVersion, ProvisionedConcurrency } from "../model/model.ts";
import { type Instances, onlyWhere } from "../values/instances.ts";
import { known, unknown, type Value } from "../values/value.ts";
import { aliasesBefore, entityOf } from "./entity.ts";
import type { Presence, ResourceReader } from "./reader.ts";
import { referenceAt, referenceTo } from "./references.ts";
import { orDefault } from "./values.ts";

const AMOUNT = "provisioned_concurrent_executions";
const CLOUD_CONTROL_BLOCK = "provisioned_concurrency_config";

/** `aws_lambda_provisioned_concurrency_config` */
export function readProvisionedConfig(resource: ResourceReader, deployment: string): ProvisionedConcurrency {
  const qualifier = referenceAt(resource, "qualifier", resource);
  return {
    ...entityOf(resource, deployment),
    ...aliasesBefore(resource, qualifier),
    function: referenceAt(resource, "function_name", resource),
    qualifier,
    amount: resource.number(AMOUNT),
    survivesDestroy: orDefault(resource.boolean("skip_destroy"), false),
    initialOnly: resource.ignoresChanges(AMOUNT),
    createsBeforeDestroy: resource.createsBeforeDestroy,
    declaredOn: "config",
  };
}

/** What an `awscc_lambda_alias` or `awscc_lambda_version` provisions on itself; undefined when it provisions nothing. */
export function readOwnProvisioning(
  resource: ResourceReader,
  deployment: string,
  owner: Alias | FunctionVersion,
): ProvisionedConcurrency | undefined {
  const blocks = resource.blocks(CLOUD_CONTROL_BLOCK);
  if (blocks.state === "unset" || (blocks.state === "known" && blocks.value.length === 0)) return undefined;
  const block = blocks.state === "known" ? blocks.value[0] : undefined;
  const amount: Value<number> = block
    ? block.number(AMOUNT)
    : unknown(blocks.state === "unknown" ? blocks.because : "", blocks.at);
  const entity = entityOf(resource, deployment);
  return {
    ...entity,
    at: block?.at ?? entity.at,
    instances: instancesOf(entity, blocks.state === "unknown" ? {} : block?.presence),
    function: owner.function,
    qualifier: referenceTo(owner, owner.at),
    amount,
    survivesDestroy: known(false, resource.at),
    initialOnly: resource.ignoresChanges(CLOUD_CONTROL_BLOCK),
    createsBeforeDestroy: resource.createsBeforeDestroy,
    declaredOn: "name" in owner ? "alias" : "version",
  };
}

/** A block that may not be there provisions something only under its condition. */
export function instancesOf(
  { instances }: Pick<Entity, "instances">,
  presence: Partial<Presence> | undefined,
): Instances {
  return presence ? onlyWhere(instances, presence) : instances;
}
