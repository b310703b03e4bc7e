import type { ScalingPolicy, ScalingSchedule, ScalingTarget } from "../model/model.ts";
import { knownValue, mapValue, unset, type Value } from "../values/value.ts";
import { entityOf, inBlock } from "./entity.ts";
import { instancesOf } from "./provisioned.ts";
import type { ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { targetAt } from "./targets.ts";
import { orDefault } from "./values.ts";

const TARGET_TYPES = new Set(["aws_appautoscaling_target", "awscc_applicationautoscaling_scalable_target"]);
const LAMBDA_TYPE = /^aws(?:cc)?_lambda_/;
const TRACKING = "target_tracking_scaling_policy_configuration";

/** `aws_appautoscaling_target` and its awscc spelling. */
export function readScalingTarget(
  resource: ResourceReader,
  deployment: string,
  register: Register,
): ScalingTarget {
  return {
    ...entityOf(resource, deployment),
    resourceId: resource.string("resource_id"),
    serviceNamespace: resource.string("service_namespace"),
    dimension: resource.string("scalable_dimension"),
    subject: targetAt({ block: resource, attribute: "resource_id", pool: resource }, register),
    min: resource.number("min_capacity"),
    max: resource.number("max_capacity"),
  };
}

/** `aws_appautoscaling_policy` and its awscc spelling. */
export function readScalingPolicy(
  resource: ResourceReader,
  deployment: string,
  { register, targets }: ScalingContext,
): ScalingPolicy {
  const mentioned = mentionedTarget(resource, [
    "resource_id",
    "service_namespace",
    "scalable_dimension",
    "scaling_target_id",
  ]);
  return {
    ...entityOf(resource, deployment),
    target: mentioned ?? targetOfSameSubject(resource, register, targets),
    resourceId: policyResourceId(resource),
    policyType: orDefault(resource.string("policy_type"), "StepScaling"),
    targetValue: inBlock(resource, [TRACKING], (block) => block.number("target_value"), unset),
    predefinedMetric: inBlock(
      resource,
      [TRACKING, "predefined_metric_specification"],
      (block) => block.string("predefined_metric_type"),
      unset,
    ),
  };
}

/** What has been read before the policies and schedules. */
export interface ScalingContext {
  register: Register;
  targets: readonly ScalingTarget[];
}

/** The target of the same alias, where the id is made of the same references and not known as a text. */
function targetOfSameSubject(
  resource: ResourceReader,
  register: Register,
  targets: readonly ScalingTarget[],
): string | null {
  const site = { block: resource, attribute: "resource_id", pool: resource };
  const { function: of, qualifier } = targetAt(site, register);
  const name = knownValue(qualifier.text);
  const same = targets.find(
    ({ subject }) =>
      of.address !== null &&
      subject.function.address === of.address &&
      (qualifier.alias === null
        ? name !== undefined && name === knownValue(subject.qualifier.text)
        : qualifier.alias === subject.qualifier.alias),
  );
  return same?.address ?? null;
}

/** The awscc spelling may give one text instead: `RESOURCE_ID|DIMENSION|NAMESPACE`. */
function policyResourceId(resource: ResourceReader): Value<string> {
  const id = resource.string("resource_id");
  if (id.state !== "unset") return id;
  return mapValue(resource.string("scaling_target_id"), (combined) => combined.split("|")[0] ?? "");
}

/** `aws_appautoscaling_scheduled_action` */
export function readScalingSchedule(
  resource: ResourceReader,
  deployment: string,
  { register, targets }: ScalingContext,
): ScalingSchedule {
  const capacity = (name: string): Value<number> =>
    inBlock(resource, ["scalable_target_action"], (block) => block.number(name), unset);
  return {
    ...entityOf(resource, deployment),
    target:
      mentionedTarget(resource, ["resource_id", "service_namespace", "scalable_dimension"]) ??
      targetOfSameSubject(resource, register, targets),
    resourceId: resource.string("resource_id"),
    min: capacity("min_capacity"),
    max: capacity("max_capacity"),
  };
}

/** The schedules that an `awscc_applicationautoscaling_scalable_target` holds itself. */
export function readOwnSchedules(
  resource: ResourceReader,
  deployment: string,
  target: ScalingTarget,
): ScalingSchedule[] {
  const actions = resource.blocks("scheduled_actions");
  if (actions.state !== "known") return [];
  return actions.value.map((action, index) => {
    const capacity = (name: string): Value<number> =>
      inBlock(action, ["scalable_target_action"], (block) => block.number(name), unset);
    const entity = entityOf(resource, deployment, `.scheduled_actions[${index}]`);
    return {
      ...entity,
      at: action.at,
      instances: instancesOf(entity, action.presence),
      target: target.address,
      resourceId: target.resourceId,
      min: capacity("min_capacity"),
      max: capacity("max_capacity"),
    };
  });
}

/** Application Auto Scaling serves many services; what can't be told may be Lambda's when its id or dimension says so. */
export function scalesLambda(resource: ResourceReader): boolean {
  const namespace = knownValue(resource.string("service_namespace"));
  if (namespace !== undefined) return namespace === "lambda";
  if (knownValue(resource.string("scalable_dimension"))?.startsWith("lambda:")) return true;
  const id = resource.string("resource_id");
  if (id.state === "known") return id.value.startsWith("function:");
  const combined = resource.string("scaling_target_id");
  if (combined.state === "known") return combined.value.includes("|lambda:");
  const [start] = resource.parts("resource_id") ?? [];
  if (typeof start === "string" && start.startsWith("function:")) return true;
  return resource
    .mentions("resource_id")
    .some(({ address }) => LAMBDA_TYPE.test(resource.typeAt(address) ?? ""));
}

function mentionedTarget(resource: ResourceReader, attributes: readonly string[]): string | null {
  for (const attribute of attributes) {
    for (const { address } of resource.mentions(attribute)) {
      if (TARGET_TYPES.has(resource.typeAt(address) ?? "")) return address;
    }
  }
  return null;
}
