import type { LambdaFunction } from "../model/model.ts";
import { noResources, type Resources } from "../model/resources.ts";
import { known } from "../values/value.ts";
import { readAlias, readCloudControlAlias } from "./aliases.ts";
import { EDGE } from "./caller-types.ts";
import { isCallerType, readCallers } from "./callers.ts";
import { readEventSource } from "./event-sources.ts";
import { EXPORT, readExport } from "./exports.ts";
import { readCloudControlFunction, readFunction, readVersion } from "./functions.ts";
import { readCapacityProvider, readOwnScaling, readScalingConfig } from "./managed-scaling.ts";
import { readOwnProvisioning, readProvisionedConfig } from "./provisioned.ts";
import type { ResourceReader } from "./reader.ts";
import { Register } from "./register.ts";
import {
  readOwnSchedules,
  readScalingPolicy,
  readScalingSchedule,
  readScalingTarget,
  scalesLambda,
} from "./scaling.ts";

interface Reading {
  deployment: string;
  register: Register;
  found: Resources;
}

type ReadType = (resource: ResourceReader, reading: Reading) => void;

/** What each resource type is, in the order in which they build on each other: functions, versions, aliases, the rest. */
const STAGES: readonly Readonly<Record<string, ReadType>>[] = [
  {
    aws_lambda_function: (resource, { deployment, register, found }) => {
      const fn = readFunction(resource, deployment);
      found.functions.push(fn);
      const version = resource.string("version");
      register.addFunction(fn, version.state === "known" ? version.value : undefined);
    },
    awscc_lambda_function: (resource, { deployment, register, found }) => {
      const fn = readCloudControlFunction(resource, deployment);
      found.functions.push(fn);
      register.addFunction(fn, undefined);
      const scaling = readOwnScaling(resource, deployment, { address: fn.address, name: fn.name });
      if (scaling) found.managedScalings.push(scaling);
    },
  },
  {
    awscc_lambda_version: (resource, { deployment, register, found }) => {
      const version = readVersion(resource, deployment, register);
      found.versions.push(version);
      register.addVersion(version);
      const provisioned = readOwnProvisioning(resource, deployment, version);
      if (provisioned) found.provisionedConcurrency.push(provisioned);
      const scaling = readOwnScaling(resource, deployment, version.function);
      if (scaling) found.managedScalings.push(scaling);
    },
  },
  {
    aws_lambda_alias: (resource, { deployment, register, found }) => {
      const alias = readAlias(resource, deployment, register);
      found.aliases.push(alias);
      register.addAlias(alias);
    },
    awscc_lambda_alias: (resource, { deployment, register, found }) => {
      const alias = readCloudControlAlias(resource, deployment, register);
      found.aliases.push(alias);
      register.addAlias(alias);
      const provisioned = readOwnProvisioning(resource, deployment, alias);
      if (provisioned) found.provisionedConcurrency.push(provisioned);
    },
  },
  {
    aws_lambda_provisioned_concurrency_config: (resource, { deployment, register, found }) => {
      found.provisionedConcurrency.push(readProvisionedConfig(resource, deployment, register));
    },
    aws_lambda_function_scaling_config: (resource, { deployment, register, found }) => {
      found.managedScalings.push(readScalingConfig(resource, deployment, register));
    },
    aws_lambda_capacity_provider: addCapacityProvider,
    awscc_lambda_capacity_provider: addCapacityProvider,
    awscc_serverless_capacity_provider: addCapacityProvider,
    aws_lambda_event_source_mapping: addEventSource,
    awscc_lambda_event_source_mapping: addEventSource,
    [EXPORT]: (resource, { deployment, register, found }) => {
      const exported = readExport(resource, deployment, register);
      if (exported) found.exports.push(exported);
    },
    aws_appautoscaling_target: addScalingTarget,
    awscc_applicationautoscaling_scalable_target: addScalingTarget,
  },
  {
    aws_appautoscaling_policy: addScalingPolicy,
    awscc_applicationautoscaling_scaling_policy: addScalingPolicy,
    aws_appautoscaling_scheduled_action: (resource, { deployment, register, found }) => {
      if (!scalesLambda(resource)) return;
      const context = { register, targets: found.scalingTargets };
      found.scalingSchedules.push(readScalingSchedule(resource, deployment, context));
    },
  },
];

/** Whether a resource of this type says anything about concurrency. */
export function isReadType(type: string): boolean {
  return isCallerType(type) || STAGES.some((stage) => Object.hasOwn(stage, type));
}

/** Reads the model's nouns out of the managed resources of one root. */
export function readResources(resources: readonly ResourceReader[], deployment: string): Resources {
  const reading: Reading = { deployment, register: new Register(), found: noResources() };
  for (const stage of STAGES) {
    for (const resource of resources) {
      if (Object.hasOwn(stage, resource.type)) stage[resource.type]?.(resource, reading);
    }
  }
  for (const resource of resources)
    reading.found.callers.push(...readCallers(resource, deployment, reading.register));
  return { ...reading.found, functions: withEdge(reading.found) };
}

function addCapacityProvider(resource: ResourceReader, { deployment, found }: Reading): void {
  found.capacityProviders.push(readCapacityProvider(resource, deployment));
}

function addEventSource(resource: ResourceReader, { deployment, register, found }: Reading): void {
  found.eventSources.push(readEventSource(resource, deployment, register));
}

function addScalingTarget(resource: ResourceReader, { deployment, register, found }: Reading): void {
  if (!scalesLambda(resource)) return;
  const target = readScalingTarget(resource, deployment, register);
  found.scalingTargets.push(target);
  found.scalingSchedules.push(...readOwnSchedules(resource, deployment, target));
}

function addScalingPolicy(resource: ResourceReader, { deployment, register, found }: Reading): void {
  const policy = readScalingPolicy(resource, deployment, { register, targets: found.scalingTargets });
  const ofLambda = found.scalingTargets.some((target) => target.address === policy.target);
  if (ofLambda || scalesLambda(resource)) found.scalingPolicies.push(policy);
}

/** A CloudFront distribution makes a function a Lambda@Edge function, which the function itself doesn't say. */
function withEdge({ functions, callers }: Resources): LambdaFunction[] {
  const distributions = callers.filter(({ kind, function: of }) => kind === EDGE && of.address !== null);
  if (distributions.length === 0) return functions;
  const places = new Map(distributions.map(({ function: of, at }) => [of.address, at]));
  return functions.map((fn) => {
    const at = places.get(fn.address);
    return at ? { ...fn, edge: known(true, at) } : fn;
  });
}
