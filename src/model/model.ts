import type { SourceLocation } from "../source/location.ts";
import type { Instances } from "../values/instances.ts";
import type { Value } from "../values/value.ts";
import type { Format } from "./format.ts";

export type { Format };

/** The concurrency pool that a function draws from: AWS keeps one for each account and region. */
export interface PoolKey {
  account: Value<string>;
  region: Value<string>;
}

/** One root evaluated for one environment in one region: the grain of a run. */
export interface Deployment extends PoolKey {
  /** `live/prod@prod/us-east-1` */
  id: string;
  format: Format;
  /** The root's path relative to the checkout: `.` for its top, the template's own path for templates. */
  root: string;
  /** The stack's name, where the format or the inputs give one. */
  stack?: string;
  environment: string;
}

export interface Entity {
  /** Unique in a run: the deployment's id, `#`, the address. */
  id: string;
  /** In the format's own words: `module.api["eu"].aws_lambda_function.this[0]`, `CheckoutFunction`. */
  address: string;
  /** The id of the deployment that it belongs to. */
  deploymentId: string;
  /** The whole block or resource. */
  at: SourceLocation;
  instances: Instances;
  /** A name for people where the address is a generated one: CDK's construct path. */
  label?: string;
  /** Where people wrote it, when `at` stands in a text that a tool made: the CDK app's own line. */
  writtenAt?: SourceLocation;
}

export type Architecture = "x86_64" | "arm64";

export interface LambdaFunction extends Entity, PoolKey {
  /** The deployed function name. Unset: AWS or the tool makes one up. */
  name: Value<string>;
  memoryMb: Value<number>;
  architecture: Value<Architecture>;
  timeoutSeconds: Value<number>;
  /** Unset (-1, null, absent) draws from the unreserved pool; 0 switches the function off. */
  reservedConcurrency: Value<number>;
  /** Whether a deployment publishes a version, so that the function's own `version` is a number and not `$LATEST`. */
  publishesVersions: Value<boolean>;
  /** SnapStart on published versions. */
  snapStart: Value<boolean>;
  tags: Value<Readonly<Record<string, string>>>;
  /** Associated with a CloudFront distribution as a Lambda@Edge function. */
  edge: Value<boolean>;
  /** Runs on a capacity provider (Lambda Managed Instances). */
  capacityProvider: Value<boolean>;
  /** Tenant isolation mode PER_TENANT. */
  tenantIsolation: Value<boolean>;
  /** Durable functions can't be invoked by their unqualified ARN. */
  durable: Value<boolean>;
}

/** Which function something belongs to. */
export interface FunctionReference {
  /** The address of the function in the same deployment, when it is declared there; else null. */
  address: string | null;
  /** The name, partial ARN or ARN as written; unknown where it is computed. */
  name: Value<string>;
  /** The name of another stack's export that names the function. */
  imported?: string;
}

/** What a qualifier, or the version of an alias, stands for. */
export interface QualifierReference {
  /** As AWS gets it: `live`, `7`, `$LATEST`; unknown for a version number that a deployment makes. Unset: the unqualified function. */
  text: Value<string>;
  /**
   * Unset: the unqualified function. Known even where the text is not: a version number to come is a version.
   * `arn` only for the version of an alias, which takes none.
   */
  kind: Value<"alias" | "version" | "latest" | "arn">;
  /** The address of the alias, when it is declared in the same deployment. */
  alias: string | null;
  /**
   * Identity of the version meant, directly or by the alias: the address of a declared FunctionVersion, `<function address>:published`
   * for the version that the function itself publishes, `<function>:7` for a literal. Equal identities are equal versions; null says nothing.
   */
  version: string | null;
  /** The name of another stack's export that names function and qualifier together. */
  imported?: string;
}

export interface FunctionVersion extends Entity {
  function: FunctionReference;
  /** `DeletionPolicy: Retain` and the like: the version, with what is provisioned on it, outlives the stack. */
  retained: Value<boolean>;
}

export interface Alias extends Entity {
  function: FunctionReference;
  name: Value<string>;
  version: QualifierReference;
  weights: AliasWeight[];
  /** Set when the weights themselves can't be read: their number is not known. */
  weightsUnknown?: { because: string; at: SourceLocation };
}

export interface AliasWeight {
  version: QualifierReference;
  /** A share of 0 to 1 of the traffic. */
  weight: Value<number>;
  at: SourceLocation;
  /** Absent: it is there wherever the alias is. */
  instances?: Instances;
}

export interface ProvisionedConcurrency extends Entity {
  function: FunctionReference;
  qualifier: QualifierReference;
  amount: Value<number>;
  /** `skip_destroy`, or on a retained version: billing goes on after the resource is removed. */
  survivesDestroy: Value<boolean>;
  /** `ignore_changes` covers the amount: the literal is only the first value. */
  initialOnly: Value<boolean>;
  /** Declared on an alias, on a version, or as a resource of its own. */
  declaredOn: "alias" | "version" | "config";
}

/** An Application Auto Scaling target of a function's provisioned concurrency. */
export interface ScalingTarget extends Entity {
  /** As written, `function:NAME:QUALIFIER` when it is well formed. */
  resourceId: Value<string>;
  serviceNamespace: Value<string>;
  dimension: Value<string>;
  /** Whose provisioned concurrency is scaled, as far as the resource id tells. */
  subject: { function: FunctionReference; qualifier: QualifierReference };
  min: Value<number>;
  max: Value<number>;
}

export interface ScalingPolicy extends Entity {
  /** The address of the target in the same deployment, else null. */
  target: string | null;
  /** Links by equal resource ids where there is no reference. */
  resourceId: Value<string>;
  /** `TargetTrackingScaling`, `StepScaling`, `PredictiveScaling`. Terraform's default is StepScaling. */
  policyType: Value<string>;
  /** A fraction, for the predefined utilization metric. */
  targetValue: Value<number>;
  predefinedMetric: Value<string>;
}

export interface ScalingSchedule extends Entity {
  target: string | null;
  resourceId: Value<string>;
  min: Value<number>;
  max: Value<number>;
}

export type EventSourceKind =
  | "sqs"
  | "kinesis"
  | "dynamodb"
  | "msk"
  | "kafka"
  | "mq"
  | "documentdb"
  | "other";

export interface EventSource extends Entity {
  function: FunctionReference;
  qualifier: QualifierReference;
  kind: Value<EventSourceKind>;
  /** SQS `ScalingConfig.MaximumConcurrency`. */
  maximumConcurrency: Value<number>;
  minimumPollers: Value<number>;
  maximumPollers: Value<number>;
  batchSize: Value<number>;
  parallelizationFactor: Value<number>;
  enabled: Value<boolean>;
}

/** Something that invokes a function: an API integration, a rule target, a subscription, a function URL. Event sources are apart. */
export interface Caller extends Entity {
  function: FunctionReference;
  qualifier: QualifierReference;
  /** "api-gateway", "event-rule", "sns", "s3", "function-url", "permission", … */
  kind: string;
}

/**
 * How many execution environments a function has on its capacity provider, where it does not run in Lambda's shared pool.
 * See https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-scaling.html
 */
export interface ManagedScaling extends Entity {
  function: FunctionReference;
  /** Execution environments. */
  min: Value<number>;
  max: Value<number>;
}

/** Instances of the account's own that functions run on. */
export interface CapacityProvider extends Entity {
  name: Value<string>;
  maxVcpus: Value<number>;
}

/** An output of a stack that other stacks of the account and region can import. */
export interface Export extends Entity {
  name: Value<string>;
  function: FunctionReference;
  qualifier: QualifierReference;
}

/** What a parser reads out of one root for one environment. */
export interface Resources {
  functions: LambdaFunction[];
  versions: FunctionVersion[];
  aliases: Alias[];
  provisionedConcurrency: ProvisionedConcurrency[];
  scalingTargets: ScalingTarget[];
  scalingPolicies: ScalingPolicy[];
  scalingSchedules: ScalingSchedule[];
  eventSources: EventSource[];
  callers: Caller[];
  managedScalings: ManagedScaling[];
  capacityProviders: CapacityProvider[];
  exports: Export[];
}

export function noResources(): Resources {
  return {
    functions: [],
    versions: [],
    aliases: [],
    provisionedConcurrency: [],
    scalingTargets: [],
    scalingPolicies: [],
    scalingSchedules: [],
    eventSources: [],
    callers: [],
    managedScalings: [],
    capacityProviders: [],
    exports: [],
  };
}
