import { describe, expect, it } from "vitest";
import { Index, type Referring } from "../../../../src/model/index.ts";
import type { Resources } from "../../../../src/model/resources.ts";
import cloudformation from "../../../../src/parsers/cloudformation/index.ts";
import { knownValue, type Value } from "../../../../src/values/value.ts";
import { inputsFor } from "../../../support/inputs.ts";
import { MemoryFileSystem } from "../../../support/memory-fs.ts";
import facts from "./facts.json" with { type: "json" };

type Fact = {
  type: string;
  minimum?: number;
  maximum?: number;
  enum?: string[];
  items?: { type: string; enum?: string[] };
};
type Read = (found: Resources) => unknown;

const types = facts.types as unknown as Record<string, Record<string, Fact>>;
const fn = (found: Resources) => found.functions.find((each) => each.address === "It") ?? found.functions[0];
const known = (value: Value<unknown> | undefined) => value && knownValue(value);
const functionOf = (found: Resources, entity: Referring | undefined) =>
  entity && new Index([], found).functionOf(entity)?.address;
const NAME = "function:pay:live";

/** For each property of the schemas that we read: a value that they take, what it must become in the model, and where. */
const READ: Record<string, Record<string, [written: unknown, becomes: unknown, read: Read]>> = {
  "AWS::Lambda::Function": {
    FunctionName: ["shop", "shop", (found) => known(fn(found)?.name)],
    MemorySize: [256, 256, (found) => known(fn(found)?.memoryMb)],
    Timeout: [9, 9, (found) => known(fn(found)?.timeoutSeconds)],
    Architectures: [["arm64"], "arm64", (found) => known(fn(found)?.architecture)],
    ReservedConcurrentExecutions: [7, 7, (found) => known(fn(found)?.reservedConcurrency)],
    "SnapStart.ApplyOn": ["PublishedVersions", true, (found) => known(fn(found)?.snapStart)],
    "Tags.Key": ["team", { team: "" }, (found) => known(fn(found)?.tags)],
    "Tags.Value": ["pay", { "": "pay" }, (found) => known(fn(found)?.tags)],
    "TenancyConfig.TenantIsolationMode": ["PER_TENANT", true, (found) => known(fn(found)?.tenantIsolation)],
    "CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn": [
      "some-arn",
      true,
      (found) => known(fn(found)?.capacityProvider),
    ],
    "DurableConfig.ExecutionTimeout": [60, true, (found) => known(fn(found)?.durable)],
  },
  "AWS::Lambda::Version": {
    FunctionName: ["pay", "Pay", (found) => functionOf(found, found.versions[0])],
    "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions": [
      3,
      3,
      (found) => known(found.provisionedConcurrency[0]?.amount),
    ],
  },
  "AWS::Lambda::Alias": {
    Name: ["live", "live", (found) => known(found.aliases[0]?.name)],
    FunctionName: ["pay", "Pay", (found) => functionOf(found, found.aliases[0])],
    FunctionVersion: ["7", "7", (found) => known(found.aliases[0]?.version.text)],
    "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions": [
      3,
      3,
      (found) => known(found.provisionedConcurrency[0]?.amount),
    ],
    "RoutingConfig.AdditionalVersionWeights.FunctionVersion": [
      "8",
      "8",
      (found) => known(found.aliases[0]?.weights[0]?.version.text),
    ],
    "RoutingConfig.AdditionalVersionWeights.FunctionWeight": [
      0.2,
      0.2,
      (found) => known(found.aliases[0]?.weights[0]?.weight),
    ],
  },
  "AWS::Lambda::EventSourceMapping": {
    FunctionName: ["pay", "Pay", (found) => functionOf(found, found.eventSources[0])],
    EventSourceArn: ["arn:aws:sqs:a:1:q", "sqs", (found) => known(found.eventSources[0]?.kind)],
    BatchSize: [5, 5, (found) => known(found.eventSources[0]?.batchSize)],
    Enabled: [false, false, (found) => known(found.eventSources[0]?.enabled)],
    ParallelizationFactor: [4, 4, (found) => known(found.eventSources[0]?.parallelizationFactor)],
    "ScalingConfig.MaximumConcurrency": [9, 9, (found) => known(found.eventSources[0]?.maximumConcurrency)],
    "ProvisionedPollerConfig.MinimumPollers": [2, 2, (found) => known(found.eventSources[0]?.minimumPollers)],
    "ProvisionedPollerConfig.MaximumPollers": [8, 8, (found) => known(found.eventSources[0]?.maximumPollers)],
    "SelfManagedEventSource.Endpoints": [{}, "kafka", (found) => known(found.eventSources[0]?.kind)],
    "SelfManagedKafkaEventSourceConfig.ConsumerGroupId": [
      "a",
      "kafka",
      (found) => known(found.eventSources[0]?.kind),
    ],
    "AmazonManagedKafkaEventSourceConfig.ConsumerGroupId": [
      "a",
      "msk",
      (found) => known(found.eventSources[0]?.kind),
    ],
    "DocumentDBEventSourceConfig.DatabaseName": [
      "a",
      "documentdb",
      (found) => known(found.eventSources[0]?.kind),
    ],
  },
  "AWS::Lambda::Permission": {
    FunctionName: ["pay", "Pay", (found) => functionOf(found, found.callers[0])],
  },
  "AWS::Lambda::Url": {
    TargetFunctionArn: ["pay", "Pay", (found) => functionOf(found, found.callers[0])],
  },
  "AWS::ApplicationAutoScaling::ScalableTarget": {
    ServiceNamespace: ["lambda", "lambda", (found) => known(found.scalingTargets[0]?.serviceNamespace)],
    ScalableDimension: [
      "lambda:function:ProvisionedConcurrency",
      "lambda:function:ProvisionedConcurrency",
      (found) => known(found.scalingTargets[0]?.dimension),
    ],
    ResourceId: [NAME, "Pay", (found) => functionOf(found, found.scalingTargets[0])],
  },
};

/** Properties that mean something only beside others: what stands beside them, and the property alone. */
const BESIDE: typeof READ = {
  "AWS::Lambda::Url": {
    Qualifier: ["live", "live", (found) => known(found.callers[0]?.qualifier?.text)],
  },
  "AWS::ApplicationAutoScaling::ScalableTarget": {
    MinCapacity: [1, 1, (found) => known(found.scalingTargets[0]?.min)],
    MaxCapacity: [5, 5, (found) => known(found.scalingTargets[0]?.max)],
    "ScheduledActions.ScalableTargetAction.MinCapacity": [
      2,
      2,
      (found) => known(found.scalingSchedules[0]?.min),
    ],
    "ScheduledActions.ScalableTargetAction.MaxCapacity": [
      3,
      3,
      (found) => known(found.scalingSchedules[0]?.max),
    ],
  },
  "AWS::ApplicationAutoScaling::ScalingPolicy": {
    PolicyType: [
      "TargetTrackingScaling",
      "TargetTrackingScaling",
      (found) => known(found.scalingPolicies[0]?.policyType),
    ],
    ScalingTargetId: [
      `${NAME}|lambda:function:ProvisionedConcurrency|lambda`,
      NAME,
      (found) => known(found.scalingPolicies[0]?.resourceId.text),
    ],
    ResourceId: [NAME, NAME, (found) => known(found.scalingPolicies[0]?.resourceId.text)],
    ServiceNamespace: ["lambda", 1, (found) => found.scalingPolicies.length],
    ScalableDimension: ["lambda:function:ProvisionedConcurrency", 1, (found) => found.scalingPolicies.length],
    "TargetTrackingScalingPolicyConfiguration.TargetValue": [
      0.7,
      0.7,
      (found) => known(found.scalingPolicies[0]?.targetValue),
    ],
    "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType": [
      "LambdaProvisionedConcurrencyUtilization",
      "LambdaProvisionedConcurrencyUtilization",
      (found) => known(found.scalingPolicies[0]?.predefinedMetric),
    ],
  },
};
const COMPANIONS: Record<string, object> = {
  "AWS::Lambda::Url": { TargetFunctionArn: "pay" },
  "AWS::ApplicationAutoScaling::ScalableTarget": { ServiceNamespace: "lambda", ResourceId: NAME },
  "AWS::ApplicationAutoScaling::ScalingPolicy": { ServiceNamespace: "lambda" },
};
const LISTS = /^(?:Tags|AdditionalVersionWeights|ScheduledActions)$/;

describe(`${facts.source}, ${facts.retrieved}`, () => {
  it("every property of the facts is one that we read, and the other way round", () => {
    for (const [type, properties] of Object.entries(types)) {
      const read = [...Object.keys(READ[type] ?? {}), ...Object.keys(BESIDE[type] ?? {})];
      expect(read.sort(), type).toEqual(Object.keys(properties).sort());
    }
  });

  for (const [table, companions] of [
    [READ, {}],
    [BESIDE, COMPANIONS],
  ] as const) {
    for (const [type, properties] of Object.entries(table)) {
      for (const [path, [written, becomes, read]] of Object.entries(properties)) {
        it(`${type} ${path}: a value that the schema takes reaches the model`, () => {
          const fact = types[type]?.[path];
          expect(problemWith(written, fact)).toBeUndefined();
          const beside = (companions as Record<string, object>)[type] ?? {};
          const withTags = path.startsWith("Tags.") ? { Key: "", Value: "" } : {};
          expect(read(modelOf(type, { ...beside, ...nested(path.split("."), written, withTags) }))).toEqual(
            becomes,
          );
        });
      }
    }
  }

  it("what the rules take for granted is what the schemas say", () => {
    const range = (type: string, path: string) => {
      const { minimum, maximum } = types[type]?.[path] ?? {};
      return [minimum, maximum];
    };
    const mapping = "AWS::Lambda::EventSourceMapping";
    expect(range("AWS::Lambda::Function", "ReservedConcurrentExecutions")).toEqual([0, undefined]);
    expect(range(mapping, "ScalingConfig.MaximumConcurrency")).toEqual([2, 1000]);
    expect(range(mapping, "ParallelizationFactor")).toEqual([1, 10]);
    expect(types["AWS::Lambda::Function"]?.Architectures?.items?.enum).toEqual(["x86_64", "arm64"]);
  });
});

/** What a schema says against a value. */
function problemWith(value: unknown, fact: Fact | undefined): string | undefined {
  if (!fact) return "the schema has no such property";
  const type = Array.isArray(value) ? "array" : typeof value;
  const fits =
    fact.type === type || (type === "number" && (fact.type === "number" || Number.isInteger(value)));
  if (!fits) return `it is a ${type} and not a ${fact.type}`;
  if (fact.enum && !fact.enum.includes(String(value))) return "it is not one of the enumeration";
  if (fact.minimum !== undefined && Number(value) < fact.minimum) return "it is too small";
  if (fact.maximum !== undefined && Number(value) > fact.maximum) return "it is too great";
  return undefined;
}

function nested([name = "", ...rest]: string[], value: unknown, beside: object): Record<string, unknown> {
  const inner = rest.length === 0 ? value : { ...beside, ...nested(rest, value, {}) };
  return { [name]: LISTS.test(name) ? [inner] : inner };
}

function modelOf(type: string, properties: Record<string, unknown>): Resources {
  const template = {
    Resources: {
      ...(type === "AWS::Lambda::Function"
        ? {}
        : { Pay: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "pay" } } }),
      It: { Type: type, Properties: properties },
    },
  };
  const fs = new MemoryFileSystem({ "template.json": JSON.stringify(template) });
  const root = { format: "cloudformation", path: "template.json" } as const;
  return cloudformation.parse(root, inputsFor("prod"), fs).resources;
}
