import type { Alias, Entity, FunctionVersion, ProvisionedConcurrency } from "../model/model.ts";
import { type Instances, onlyWhere } from "../values/instances.ts";
import { known, unknown, type Value } from "../values/value.ts";
import { entityOf } from "./entity.ts";
import { ofAlias, ofVersion } from "./qualifiers.ts";
import type { Presence, ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { qualifierAt, targetAt } from "./targets.ts";
import { orDefault } from "./values.ts";

const AMOUNT = "provisioned_concurrent_executions";
const CLOUD_CONTROL_BLOCK = "provisioned_concurrency_config";

/** `aws_lambda_provisioned_concurrency_config` */
export function readProvisionedConfig(
  resource: ResourceReader,
  deployment: string,
  register: Register,
): ProvisionedConcurrency {
  const { function: of } = targetAt(
    { block: resource, attribute: "function_name", pool: resource },
    register,
  );
  return {
    ...entityOf(resource, deployment),
    function: of,
    qualifier: qualifierAt({ block: resource, attribute: "qualifier", pool: resource }, of, register),
    amount: resource.number(AMOUNT),
    survivesDestroy: orDefault(resource.boolean("skip_destroy"), false),
    initialOnly: resource.ignoresChanges(AMOUNT),
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
  const isAlias = "name" in owner;
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
    qualifier: isAlias ? ofAlias(owner, owner.at) : ofVersion(owner, owner.at),
    amount,
    survivesDestroy: known(false, resource.at),
    initialOnly: resource.ignoresChanges(CLOUD_CONTROL_BLOCK),
    declaredOn: isAlias ? "alias" : "version",
  };
}

/** A block that may not be there provisions something only under its condition. */
export function instancesOf(
  { instances }: Pick<Entity, "instances">,
  presence: Partial<Presence> | undefined,
): Instances {
  return presence ? onlyWhere(instances, presence) : instances;
}
