import { z } from "zod";
import { FORMATS, type Format } from "../../../src/model/format.ts";
import { diagnostic, interval, location, schemaOf, value } from "./shapes.ts";

/** `policy model --format json` */
export function modelSchema(): unknown {
  const fn = z
    .string()
    .nullable()
    .describe("The address of the function, where it is declared in the same deployment.");
  const entity = {
    address: z.string(),
    label: z.string().optional(),
    at: location,
    writtenAt: location.optional().describe("The line of a CDK app that made it."),
    instances: interval,
  };
  const subject = z.strictObject({ function: fn, qualifier: value });
  const format = z.enum(Object.keys(FORMATS) as [Format, ...Format[]]);
  const mapEntry = z.strictObject({
    root: z.string(),
    format,
    stack: z.string().optional(),
    environment: z.string(),
    production: z.boolean(),
    account: z.string().nullable().describe("null: not known."),
    region: z.string().nullable().describe("null: not known, or several where it is not deployed."),
    deployed: z.boolean().describe("false: the code refuses what the environment gives it."),
    because: z.string(),
  });
  const deployment = z.strictObject({
    id: z.string(),
    format,
    root: z.string(),
    stack: z.string().optional(),
    environment: z.string(),
    account: value,
    region: value,
    functions: z.array(
      z.strictObject({
        ...entity,
        account: value,
        region: value,
        name: value,
        memoryMb: value,
        architecture: value,
        timeoutSeconds: value,
        reservedConcurrency: value,
        publishesVersions: value,
        snapStart: value,
        tags: value,
        edge: value,
        capacityProvider: value,
        perEnvironmentConcurrency: value,
        tenantIsolation: value,
        durable: value,
        deadLetters: value,
      }),
    ),
    versions: z.array(z.strictObject({ ...entity, function: fn, retained: value })),
    aliases: z.array(
      z.strictObject({
        ...entity,
        function: fn,
        name: value,
        version: value,
        published: z
          .boolean()
          .nullable()
          .describe("Whether it points at a published version; null: it can't be told."),
        weighted: z.boolean(),
      }),
    ),
    provisionedConcurrency: z.array(
      z.strictObject({
        ...entity,
        function: fn,
        qualifier: value,
        amount: value,
        survivesDestroy: value,
        initialOnly: value,
        createsBeforeDestroy: value,
        declaredOn: z.enum(["alias", "version", "config"]),
      }),
    ),
    scalingTargets: z.array(
      z.strictObject({
        ...entity,
        resourceId: value,
        serviceNamespace: value,
        dimension: value,
        subject,
        min: value,
        max: value,
      }),
    ),
    scalingPolicies: z.array(
      z.strictObject({
        ...entity,
        target: z.string().nullable(),
        resourceId: value,
        policyType: value,
        targetValue: value,
        predefinedMetric: value,
      }),
    ),
    scalingSchedules: z.array(
      z.strictObject({
        ...entity,
        target: z.string().nullable(),
        resourceId: value,
        schedule: value,
        timezone: value,
        min: value,
        max: value,
      }),
    ),
    eventSources: z.array(
      z.strictObject({
        ...entity,
        function: fn,
        qualifier: value,
        poller: z.enum(["lambda", "pipe"]),
        kind: value,
        engine: value,
        maximumConcurrency: value,
        minimumPollers: value,
        maximumPollers: value,
        batchSize: value,
        parallelizationFactor: value,
        enabled: value,
      }),
    ),
    queues: z.array(
      z.strictObject({
        ...entity,
        account: value,
        region: value,
        name: value,
        isFifo: value,
        visibilityTimeoutSeconds: value,
        maxReceiveCount: value,
      }),
    ),
    redrivePolicies: z.array(z.strictObject({ ...entity, maxReceiveCount: value })),
    streams: z.array(
      z.strictObject({ ...entity, account: value, region: value, name: value, shards: value }),
    ),
    brokers: z.array(z.strictObject({ ...entity, engine: value })),
    mapTasks: z.array(
      z.strictObject({ ...entity, function: fn, qualifier: value, atOnce: value, isUnbounded: z.boolean() }),
    ),
    eventInvokeConfigs: z.array(
      z.strictObject({
        ...entity,
        function: fn,
        qualifier: value,
        maximumEventAgeSeconds: value,
        hasFailureDestination: value,
      }),
    ),
    alarms: z.array(z.strictObject({ ...entity, function: fn, namespace: value, metric: value })),
    serviceQuotas: z.array(
      z.strictObject({ ...entity, account: value, region: value, service: value, quota: value, value }),
    ),
    callers: z.array(z.strictObject({ ...entity, function: fn, qualifier: value, kind: z.string() })),
    managedScalings: z.array(z.strictObject({ ...entity, function: fn, min: value, max: value })),
    capacityProviders: z.array(z.strictObject({ ...entity, name: value, maxVcpus: value })),
  });
  const model = z.strictObject({
    schemaVersion: z.literal(1),
    map: z.array(mapEntry).describe("Which root is deployed where, and where its code refuses to be."),
    deployments: z.array(deployment),
    diagnostics: z.array(diagnostic),
  });
  return schemaOf(model, "model", "What policy model --format json writes");
}
