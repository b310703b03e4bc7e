import type {
  AliasPart,
  Attribute,
  Condition,
  Estate,
  Existence,
  FunctionPart,
  SourcePart,
  TargetPart,
} from "./estate.ts";
import { CONDITIONS } from "./estate.ts";

type Json = Record<string, unknown>;

const NO_VALUE = { Ref: "AWS::NoValue" };
const ACCOUNT = "111122223333";

/** An estate as a template. SAM's functions are written as its own where it can say them. */
export function template(estate: Estate, { sam = false } = {}): string {
  const resources = Object.assign({}, ...estate.functions.map((fn) => functionResources(fn, sam)), {
    Shop: resource(null, "AWS::Lambda::CapacityProvider", {
      CapacityProviderName: "shop",
      CapacityProviderScalingConfig: { MaxVCpuCount: attribute(estate.vcpus) },
    }),
  });
  return JSON.stringify(
    {
      ...(sam ? { Transform: "AWS::Serverless-2016-10-31" } : {}),
      Parameters: Object.fromEntries(
        CONDITIONS.map((each) => [each, { Type: "String", AllowedValues: ["yes", "no"] }]),
      ),
      Conditions: Object.assign(
        {},
        ...CONDITIONS.map((each) => ({
          [holding(each, true)]: { "Fn::Equals": [{ Ref: each }, "yes"] },
          [holding(each, false)]: { "Fn::Not": [{ Condition: holding(each, true) }] },
        })),
      ),
      Resources: resources,
    },
    null,
    1,
  );
}

/** An estate as what a CDK app synthesizes. */
export function assembly(estate: Estate): Record<string, string> {
  const stack = {
    type: "aws:cloudformation:stack",
    environment: "aws://unknown-account/unknown-region",
    properties: { templateFile: "Shop.template.json" },
  };
  return {
    "cdk.out/manifest.json": JSON.stringify({ version: "21.0.0", artifacts: { Shop: stack } }),
    "cdk.out/Shop.template.json": template(estate),
  };
}

function holding(on: Condition, outcome: boolean): string {
  return `${outcome ? "Is" : "Not"}${on.toUpperCase()}`;
}

function attribute(value: Attribute<unknown>): unknown {
  if ("literal" in value) return value.literal ?? NO_VALUE;
  return { "Fn::If": [holding(value.on, true), value.yes ?? NO_VALUE, value.no ?? NO_VALUE] };
}

/** A part of a resource that is there only where it exists itself. */
function part(exists: Existence, value: unknown): unknown {
  return exists ? { "Fn::If": [holding(exists.on, exists.outcome), value, NO_VALUE] } : value;
}

function mapped<T>(value: Attribute<T>, change: (each: T) => unknown): Attribute<unknown> {
  const each = (one: T | null) => (one === null ? null : change(one));
  if ("literal" in value) return { literal: each(value.literal) };
  return { ...value, yes: each(value.yes), no: each(value.no) };
}

function resource(exists: Existence, type: string, properties: Json): Json {
  return {
    Type: type,
    ...(exists ? { Condition: holding(exists.on, exists.outcome) } : {}),
    Properties: properties,
  };
}

function functionResources(fn: FunctionPart, sam: boolean): Json {
  const [live, ...others] = fn.aliases;
  // SAM makes the alias with its function, so it can't exist under a condition of its own, or split traffic.
  const byTransform =
    sam && live && JSON.stringify(live.exists) === JSON.stringify(fn.exists) && !live.weight
      ? live
      : undefined;
  const properties: Json = {
    FunctionName: fn.id,
    ReservedConcurrentExecutions: attribute(fn.reserved),
    MemorySize: attribute(fn.memory),
    SnapStart: { ApplyOn: attribute(mapped(fn.snapStart, (on) => (on ? "PublishedVersions" : "None"))) },
    ...(fn.managed
      ? {
          FunctionScalingConfig: part(fn.managed.exists, {
            MinExecutionEnvironments: attribute(fn.managed.min),
            MaxExecutionEnvironments: attribute(fn.managed.max),
          }),
        }
      : {}),
  };
  if (byTransform)
    Object.assign(properties, {
      AutoPublishAlias: byTransform.name,
      ProvisionedConcurrencyConfig: provisioned(byTransform),
    });
  const sources = fn.sources.map((source) => [source.id, sourceResource(source, fn, byTransform)]);
  return {
    [fn.id]: resource(
      fn.exists,
      byTransform ? "AWS::Serverless::Function" : "AWS::Lambda::Function",
      properties,
    ),
    [`${fn.id}version`]: resource(fn.exists, "AWS::Lambda::Version", { FunctionName: { Ref: fn.id } }),
    ...Object.assign(
      {},
      ...(byTransform || !live ? others : [live, ...others]).map((alias) => ({
        [alias.id]: aliasResource(alias, fn),
      })),
      ...fn.aliases.map((alias) => (alias.target ? scalingResources(alias.target, alias, fn) : {})),
    ),
    ...Object.fromEntries(sources),
  };
}

function provisioned({ provisioned: each }: AliasPart): unknown {
  if (!each) return NO_VALUE;
  return part(each.exists, { ProvisionedConcurrentExecutions: attribute(each.amount) });
}

function aliasResource(alias: AliasPart, fn: FunctionPart): Json {
  const { weight } = alias;
  return resource(alias.exists, "AWS::Lambda::Alias", {
    FunctionName: { Ref: fn.id },
    FunctionVersion: alias.version ?? { "Fn::GetAtt": [`${fn.id}version`, "Version"] },
    Name: alias.name,
    ProvisionedConcurrencyConfig: provisioned(alias),
    ...(weight
      ? {
          RoutingConfig: part(weight.exists, {
            AdditionalVersionWeights: [
              { FunctionVersion: weight.version, FunctionWeight: attribute(weight.share) },
            ],
          }),
        }
      : {}),
  });
}

function scalingResources(target: TargetPart, alias: AliasPart, fn: FunctionPart): Json {
  const { policy, schedule } = target;
  return {
    [target.id]: resource(target.exists, "AWS::ApplicationAutoScaling::ScalableTarget", {
      ServiceNamespace: "lambda",
      ScalableDimension: "lambda:function:ProvisionedConcurrency",
      ResourceId: `function:${fn.id}:${target.isMisnamed ? "gone" : alias.name}`,
      MinCapacity: attribute(target.min),
      MaxCapacity: attribute(target.max),
      ...(schedule
        ? {
            ScheduledActions: [
              part(schedule.exists, {
                ScheduledActionName: schedule.id,
                Schedule: "rate(1 day)",
                ScalableTargetAction: { MaxCapacity: attribute(schedule.max) },
              }),
            ],
          }
        : {}),
    }),
    ...(policy
      ? {
          [policy.id]: resource(policy.exists, "AWS::ApplicationAutoScaling::ScalingPolicy", {
            PolicyName: policy.id,
            PolicyType: attribute(policy.type),
            ScalingTargetId: { Ref: target.id },
            TargetTrackingScalingPolicyConfiguration: {
              TargetValue: attribute(policy.share),
              PredefinedMetricSpecification: { PredefinedMetricType: attribute(policy.metric) },
            },
          }),
        }
      : {}),
  };
}

function sourceResource(source: SourcePart, fn: FunctionPart, byTransform: AliasPart | undefined): Json {
  const called = fn.aliases.find(({ name }) => name === source.alias);
  const aliasId = called && called === byTransform ? `${fn.id}Alias${called.name}` : called?.id;
  return resource(source.exists, "AWS::Lambda::EventSourceMapping", {
    FunctionName: { Ref: aliasId ?? fn.id },
    EventSourceArn: `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`,
    Enabled: attribute(source.enabled),
    ScalingConfig: { MaximumConcurrency: attribute(source.cap) },
    ProvisionedPollerConfig: {
      MinimumPollers: attribute(source.minimumPollers),
      MaximumPollers: attribute(source.maximumPollers),
    },
    ParallelizationFactor: attribute(source.factor),
  });
}
