/** A place in a text: line and column count from 1, the offset from 0; columns and offsets are UTF-16 code units. */
interface Position {
    line: number;
    column: number;
    offset: number;
}
/** A stretch of a file; `end` is exclusive. `file` is relative to the checkout, with forward slashes. */
interface SourceLocation {
    file: string;
    start: Position;
    end: Position;
}

/**
 * Under which outcomes of undecided conditions an alternative holds: condition id → outcome.
 * Two alternatives with different outcomes of one condition can't be true together.
 */
type Guard = Readonly<Record<string, string>>;
/** Guards of which one holds: something is there under this outcome, or under that one. */
type Guards = readonly Guard[];

/** The least and the most that a number can be; `atMost` is Infinity when nothing bounds it. */
interface Interval {
    atLeast: number;
    atMost: number;
}

/** A hop of a value from the literal that decided it to where it is used: `var.cap`, `terraform.tfvars`, `module.api`. */
interface Step {
    at: SourceLocation;
    /** What is there, in the words of the format: "variable cap", "module call api", "parameter Stage". */
    what: string;
}
interface Placed {
    /** Where the deciding literal is written; for unset, the block that lacks it. */
    at: SourceLocation;
    /** From the literal to the use, nearest to the literal first. */
    trace?: Step[];
}
interface Known<T> extends Placed {
    state: "known";
    value: T;
}
/** Nothing is set: -1, null, `AWS::NoValue` or absence. For a reservation: the unreserved pool. */
interface Unset extends Placed {
    state: "unset";
}
interface Unknown<T> extends Placed {
    state: "unknown";
    /** A reason that a user can act on, without a final full stop: it names the missing input and where to give it. */
    because: string;
    /** What it may be, when the alternatives can be listed (at most MAX_ALTERNATIVES). */
    alternatives?: Alternative<T>[];
    /** What is written, where it can't be such a value (`"ten"` for a number): AWS rejects it, and nothing of that is unknown. */
    rejected?: string;
}
type Settled<T> = Known<T> | Unset;
/** One settled value for each of some values. */
type SettledEach<V extends readonly Value<unknown>[]> = {
    [K in keyof V]: V[K] extends Value<infer T> ? Settled<T> : never;
};
/** Something that comes about only under some outcomes of undecided conditions. */
interface Guarded {
    when?: Guard;
    /** Impossible where one of these guards holds: what isn't there under a condition is there under its outcome. */
    unless?: Guards;
}
/** One way that a value can turn out. */
type Alternative<T> = Settled<T> & Guarded;
type Value<T> = Settled<T> | Unknown<T>;
/** The value when known, else undefined. For look-ups only: a law must look at all three states. */
declare function knownValue<T>(value: Value<T>): T | undefined;
/** Every alternative of a value, one when it is settled; undefined when they can't be listed. */
declare function alternativesOf<T>(value: Value<T>): Alternative<T>[] | undefined;

/** What a number is at least and at most under some outcomes of undecided conditions. */
interface Amount extends Interval, Guarded {
}

/** Under which outcomes of undecided conditions something exists; empty where that isn't known. */
interface Existence {
    /** Without one of these it doesn't exist. */
    when?: Guards;
    /** The outcomes under which it doesn't exist, where all of them are listed. */
    otherwise?: Guards;
}
/** How many there are. An unknown count is 0..∞, never 1. */
interface Instances extends Existence {
    atLeast: number;
    atMost: number;
    /** Whether there may be none where `when` holds too: what else it depends on isn't known. */
    isOpen?: true;
}

/** Every format that a root may be in, with its name in a sentence. */
declare const FORMATS: {
    readonly terraform: "Terraform";
    readonly "terraform-plan": "Terraform plan";
    readonly terragrunt: "Terragrunt";
    readonly cloudformation: "CloudFormation";
    readonly sam: "SAM";
    readonly cdk: "CDK";
    readonly serverless: "Serverless Framework";
    readonly pulumi: "Pulumi";
};
type Format = keyof typeof FORMATS;

/** A name by which one deployment makes something known to others in its account and region. */
interface Published {
    /** An export of a stack, an output of a stack (`STACK.OUTPUT`), a parameter of the Parameter Store. */
    kind: "export" | "output" | "parameter";
    name: string;
    /** Where it is looked for, if that isn't the region of the deployment that asks. */
    region?: string;
}
/** An attribute of another resource that an expression mentions: `aws_lambda_function.api[0]` and `version`. */
interface Mention {
    /** The instance's full address. */
    address: string;
    /** Absent when the expression picks it in a way that isn't known, or means the resource as a whole. */
    attribute?: string;
    /** The deployment that declares it, where that is another one: by an output that is read from its state. */
    deployment?: string;
    /** What it is known by, where another deployment makes it known. */
    imported?: Published;
    /** Set where the value has alternatives, of which one mentions this: whether some or all of them mention something. */
    among?: "some" | "all";
}
/** A text in pieces: literal text, and attributes whose text is only known after an apply; of what is not known at all, the address is empty. */
type TextPart = string | Mention;

/** The concurrency pool that a function draws from: AWS keeps one for each account and region. */
interface PoolKey {
    readonly account: Value<string>;
    readonly region: Value<string>;
}
/** A root in an environment: what every finding is of. */
interface Site {
    /** `live/prod@prod/us-east-1` */
    readonly id: string;
    /** The root's path relative to the checkout: `.` for its top, the template's own path for templates. */
    readonly root: string;
    readonly environment: string;
    /** Absent for what isn't evaluated. */
    readonly format?: Format;
}
/** What the code says has moved: the address of a resource, of a module or of one instance of them, and its new one. */
interface Move {
    readonly from: string;
    readonly to: string;
}
/** One root evaluated for one environment in one region: the grain of a run. */
interface Deployment extends Site, PoolKey {
    readonly format: Format;
    /** The stack's name, where the format or the inputs give one. */
    readonly stack?: string;
    /** Absent: nothing. */
    readonly moves?: readonly Move[];
}
interface Entity {
    /** Unique in a run: the deployment's id, `#`, the address. */
    readonly id: string;
    /** In the format's own words: `module.api["eu"].aws_lambda_function.this[0]`, `CheckoutFunction`. */
    readonly address: string;
    /** The id of the deployment that it belongs to. */
    readonly deploymentId: string;
    /** The whole block or resource. */
    readonly at: SourceLocation;
    readonly instances: Instances;
    /** Of an alias, or of what has a version: where its address is handed to something else, which may call it. */
    readonly handedOnAt?: SourceLocation;
    /** Of what may name an alias by text: the aliases of its root that a deployment makes before it, by their addresses without keys. */
    readonly aliasesBefore?: readonly string[];
    /** A name for people where the address is a generated one: CDK's construct path. */
    readonly label?: string;
    /** Where people wrote it, when `at` is in a text that a tool made: the CDK app's own line. */
    readonly writtenAt?: SourceLocation;
}
/** What names a function, a version or an alias, as it is written: the index finds out what it means. */
interface Reference {
    /** A name, an ARN, a number, the id of a scaling target; unknown where it is computed. Unset: nothing is named. */
    readonly text: Value<string>;
    /** Every attribute of a declared resource that it mentions, in no certain order. */
    readonly mentions: readonly Mention[];
    /** The pieces in order, where they are known; for a known text they may be absent. */
    readonly parts?: readonly TextPart[];
    /** The account and region that a name is looked up in. Absent: those of the deployment. */
    readonly pool?: PoolKey;
    /** Whatever it turns out to be, it is a function: nothing else can be written there, or the text says so. */
    readonly isFunction?: boolean;
}

type EventSourceKind = "sqs" | "kinesis" | "dynamodb" | "msk" | "kafka" | "mq" | "documentdb" | "other";
interface EventSource extends Entity {
    readonly function: Reference;
    /** What polls, and invokes: Lambda's event source mapping, or an EventBridge pipe that waits for the answer. */
    readonly poller: "lambda" | "pipe";
    /** The queue, stream or broker. */
    readonly source: Reference;
    readonly kind: Value<EventSourceKind>;
    /** The engine of the broker, where the event source itself says it: `ActiveMQ`. */
    readonly engine: Value<string>;
    /** SQS `ScalingConfig.MaximumConcurrency`. */
    readonly maximumConcurrency: Value<number>;
    readonly minimumPollers: Value<number>;
    readonly maximumPollers: Value<number>;
    readonly batchSize: Value<number>;
    readonly parallelizationFactor: Value<number>;
    readonly enabled: Value<boolean>;
}
/** An SQS queue. */
interface Queue extends Entity, PoolKey {
    readonly name: Value<string>;
    readonly isFifo: Value<boolean>;
    /** How long a message that was received is hidden from others; AWS's default is 30. */
    readonly visibilityTimeoutSeconds: Value<number>;
    /** How often a message is received before it goes to the dead-letter queue. Unset: there is none. */
    readonly maxReceiveCount: Value<number>;
}
/** The dead-letter queue of a queue, declared apart from it. */
interface RedrivePolicy extends Entity {
    readonly queue: Reference;
    readonly maxReceiveCount: Value<number>;
}
/** A Kinesis data stream. */
interface Stream extends Entity, PoolKey {
    readonly name: Value<string>;
    /** Unset: AWS makes as many as are needed. */
    readonly shards: Value<number>;
}
/** An Amazon MQ broker. */
interface Broker extends Entity {
    /** `ActiveMQ`, `RabbitMQ` */
    readonly engine: Value<string>;
}
/** A task that the maps of a state machine invoke a function by. */
interface MapTask extends Entity {
    readonly function: Reference;
    /** Up to how often at once. */
    readonly atOnce: Value<number>;
    /** The names of the maps around it, the outermost first. */
    readonly maps: readonly string[];
    /** Whether one of them says no number, so that what Step Functions allows is what bounds it. */
    readonly isUnbounded: boolean;
}

/** What is unread: a module, a nested stack, what is included in a template, an app that nobody synthesised, a file, blocks that no root reaches, a command that sets a number. */
type UnreadKind = "module" | "stack" | "include" | "app" | "file" | "block" | "command";
/** What is known of something that wasn't read. */
interface UnreadFacts {
    readonly kind: UnreadKind;
    /** The same for what is the same: the source of a module, the path of a file. */
    readonly what: string;
    /** Why, as the end of a sentence: `it is not in the checkout`. */
    readonly because: string;
    /** The one command or entry of the policy that helps most, as a sentence. */
    readonly hint: string;
    /** Whether its source, name, arguments or text speak of Lambda. */
    readonly mayHoldFunctions: boolean;
    /** Its text can't be understood: whatever it declares, nobody can deploy it so. */
    readonly isBroken?: boolean;
    /** An entry of the policy that describes it, ready to paste. */
    readonly entry?: string;
}

type Architecture = "x86_64" | "arm64";
interface LambdaFunction extends Entity, PoolKey {
    /** The deployed function name. Unset: AWS or the tool makes one up. */
    readonly name: Value<string>;
    readonly memoryMb: Value<number>;
    readonly architecture: Value<Architecture>;
    readonly timeoutSeconds: Value<number>;
    /** Unset (-1, null, absent) draws from the unreserved pool; 0 switches the function off. */
    readonly reservedConcurrency: Value<number>;
    /** Whether a deployment publishes a version, so that the function's own `version` is a number and not `$LATEST`. */
    readonly publishesVersions: Value<boolean>;
    /** The number of the version that it publishes now. Absent: none is recorded. */
    readonly publishedVersion?: string;
    /** SnapStart on published versions. */
    readonly snapStart: Value<boolean>;
    readonly tags: Value<Readonly<Record<string, string>>>;
    /** Runs on a capacity provider (Lambda Managed Instances). */
    readonly capacityProvider: Value<boolean>;
    /** How many invocations one execution environment on a capacity provider takes at once. */
    readonly perEnvironmentConcurrency: Value<number>;
    /** Tenant isolation mode PER_TENANT. */
    readonly tenantIsolation: Value<boolean>;
    /** Whether its role is one that Lambda@Edge may assume. Absent: its role doesn't say so. */
    readonly edge?: Value<boolean>;
    /** Whether it has a dead-letter queue for asynchronous events. */
    readonly deadLetters: Value<boolean>;
    /** Durable functions can't be invoked by their unqualified ARN. */
    readonly durable: Value<boolean>;
    /** The framework that adds it by itself, so that nobody here can write its properties. */
    readonly madeBy?: string;
    /** Not declared in the checkout: known by what belongs to it here, and by its name where that says one. */
    readonly isExternal?: true;
}
/** What a qualifier, or the version of an alias, means. */
interface Qualifier {
    /** As AWS gets it: `live`, `7`, `$LATEST`; unknown for a version number that a deployment makes. Unset: the unqualified function. */
    readonly text: Value<string>;
    /**
     * Unset: the unqualified function. Known even where the text is not: a version number to come is a version.
     * `arn` only for the version of an alias, which takes none.
     */
    readonly kind: Value<"alias" | "version" | "latest" | "arn">;
    /** The alias, when it is declared in what was read. */
    readonly alias: Alias | null;
    /**
     * Identity of the version meant, directly or by the alias: the id of a declared FunctionVersion, `<function id>:published`
     * for the version that the function itself publishes, `<function id>:7` for a literal. Equal identities are equal versions;
     * null says nothing.
     */
    readonly version: string | null;
}
interface FunctionVersion extends Entity {
    readonly function: Reference;
    /** `DeletionPolicy: Retain` and the like: the version, with what is provisioned on it, outlives the stack. */
    readonly retained: Value<boolean>;
}
interface Alias extends Entity {
    readonly function: Reference;
    readonly name: Value<string>;
    readonly version: Reference;
    readonly weights: AliasWeight[];
    /** Set when the weights themselves can't be read: their number is not known. */
    readonly weightsUnknown?: {
        because: string;
        at: SourceLocation;
    };
}
interface AliasWeight {
    readonly version: Reference;
    /** A share of 0 to 1 of the traffic. */
    readonly weight: Value<number>;
    readonly at: SourceLocation;
    /** Absent: it is there wherever the alias is. */
    readonly instances?: Instances;
}
interface ProvisionedConcurrency extends Entity {
    readonly function: Reference;
    readonly qualifier: Reference;
    readonly amount: Value<number>;
    /** `skip_destroy`, or on a retained version: billing goes on after the resource is removed. */
    readonly survivesDestroy: Value<boolean>;
    /** `ignore_changes` covers the amount: the literal is only the first value. */
    readonly initialOnly: Value<boolean>;
    /** Whether a replacement is made before what it replaces is removed: for a while both are provisioned. */
    readonly createsBeforeDestroy: Value<boolean>;
    /** Declared on an alias, on a version, or as a resource of its own. */
    readonly declaredOn: "alias" | "version" | "config";
}
/** An Application Auto Scaling target of a function's provisioned concurrency. */
interface ScalingTarget extends Entity {
    /** Whose provisioned concurrency is scaled: `function:NAME:QUALIFIER` when it is well formed. */
    readonly resourceId: Reference;
    readonly serviceNamespace: Value<string>;
    readonly dimension: Value<string>;
    readonly min: Value<number>;
    readonly max: Value<number>;
}
interface ScalingPolicy extends Entity {
    /** The address of the target that it mentions, in the same deployment; else null. */
    readonly target: string | null;
    /** Names the target where it isn't mentioned. */
    readonly resourceId: Reference;
    /** `TargetTrackingScaling`, `StepScaling`, `PredictiveScaling`. Terraform's default is StepScaling. */
    readonly policyType: Value<string>;
    /** A fraction, for the predefined utilization metric. */
    readonly targetValue: Value<number>;
    readonly predefinedMetric: Value<string>;
}
interface ScalingSchedule extends Entity {
    readonly target: string | null;
    readonly resourceId: Reference;
    /** When it comes round: `cron(0 8 ? * MON-FRI *)`, `rate(1 day)`, `at(2027-01-01T00:00:00)`. */
    readonly schedule: Value<string>;
    /** Unset: UTC. */
    readonly timezone: Value<string>;
    readonly min: Value<number>;
    readonly max: Value<number>;
}
/** Something that invokes a function: an API integration, a rule target, a subscription, a function URL. Event sources are apart. */
interface Caller extends Entity {
    readonly function: Reference;
    /** Absent: only the function's own spelling may have one. */
    readonly qualifier?: Reference;
    /** "api-gateway", "event-rule", "sns", "s3", "function-url", "permission", … */
    readonly kind: string;
}
/**
 * How many execution environments a function has on its capacity provider, where it does not run in Lambda's shared pool.
 * See https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-scaling.html
 */
interface ManagedScaling extends Entity {
    readonly function: Reference;
    /** Execution environments. */
    readonly min: Value<number>;
    readonly max: Value<number>;
}
/** Instances of the account's own that functions run on. */
interface CapacityProvider extends Entity {
    readonly name: Value<string>;
    readonly maxVcpus: Value<number>;
}
/** Something that a deployment makes known to others of its account and region: by an export or output of a stack, or by a parameter. */
interface Export extends Entity {
    readonly kind: Published["kind"];
    readonly name: Value<string>;
    /** The function, version or alias that its value names, if it names one. */
    readonly function: Reference;
}
/** Something that may declare functions and wasn't read: it passes no check, and never in silence. */
interface Unread extends Entity, UnreadFacts {
}

/** What happens to the asynchronous events of a function, or of a version or alias of it. */
interface EventInvokeConfig extends Entity {
    readonly function: Reference;
    readonly qualifier?: Reference;
    /** How long an event is tried; AWS's default is 21,600, six hours. */
    readonly maximumEventAgeSeconds: Value<number>;
    /** Whether what fails goes somewhere. */
    readonly hasFailureDestination: Value<boolean>;
}
/** A CloudWatch alarm, or one metric of it. */
interface Alarm extends Entity {
    readonly namespace: Value<string>;
    readonly metric: Value<string>;
    /** The function that it watches. Unset text: all of the account. */
    readonly function: Reference;
}
/** A quota of AWS that the code asks for. */
interface ServiceQuota extends Entity, PoolKey {
    readonly service: Value<string>;
    readonly quota: Value<string>;
    readonly value: Value<number>;
}

/** What a parser reads out of one root for one environment. */
interface Resources {
    functions: LambdaFunction[];
    versions: FunctionVersion[];
    aliases: Alias[];
    provisionedConcurrency: ProvisionedConcurrency[];
    scalingTargets: ScalingTarget[];
    scalingPolicies: ScalingPolicy[];
    scalingSchedules: ScalingSchedule[];
    eventSources: EventSource[];
    queues: Queue[];
    redrivePolicies: RedrivePolicy[];
    streams: Stream[];
    brokers: Broker[];
    mapTasks: MapTask[];
    eventInvokeConfigs: EventInvokeConfig[];
    alarms: Alarm[];
    serviceQuotas: ServiceQuota[];
    callers: Caller[];
    managedScalings: ManagedScaling[];
    capacityProviders: CapacityProvider[];
    exports: Export[];
    unread: Unread[];
}

/** An account and region, as far as they are written out. */
interface SpelledPool {
    readonly account?: string;
    readonly region?: string;
}

/** A name in an account and region, as far as they are known. */
interface Name {
    readonly name: string;
    /** The deployment that says it. */
    readonly deployment: string;
    readonly pool: PoolKey | undefined;
    /** The account and region that the spelling itself gives. */
    readonly spelled: SpelledPool;
}
/** What an address may be of. */
type Declaration = {
    readonly kind: "function";
    readonly noun: LambdaFunction;
} | {
    readonly kind: "version";
    readonly noun: FunctionVersion;
} | {
    readonly kind: "alias";
    readonly noun: Alias;
};
/**
 * Everything that is declared in the checkout, to be found by its address within its deployment, by the name of an export, and by
 * its deployed name. Exports and names count within one environment, account and region.
 */
declare class Declared {
    #private;
    constructor(deployments: readonly Deployment[], resources: Resources);
    deploymentOf(entity: Entity): Deployment;
    deployment(id: string): Deployment | undefined;
    /** What a mention is of. @param from the deployment that mentions it */
    mentioned(from: string, { address, deployment }: Mention): Declaration | undefined;
    /** An account and region has one export of a name; several are one template that is read more than once. */
    exportNamed(deployment: string, published: Published): Export | undefined;
    /**
     * The function of a name: in the same deployment the only one that may be in its account and region, or the one that is mentioned
     * too; else one of another deployment of the environment that is in its account and region.
     */
    functionNamed(name: Name, mentions: readonly Mention[]): LambdaFunction | undefined;
}

/** Something that names a function, perhaps with a qualifier, by one attribute or by two. */
type Referring = Entity & ({
    function: Reference;
    qualifier?: Reference;
} | {
    resourceId: Reference;
});

/**
 * The functions that something here belongs to and that the checkout doesn't declare: of another repository, or made by hand. Each is
 * known by its name where there is one, and everything else of it is unknown.
 */
declare class ExternalFunctions {
    #private;
    constructor(declared: Declared);
    get all(): readonly LambdaFunction[];
    /** The function that something names, once for all that name it alike. It must be none that is declared here. */
    of(entity: Referring): LambdaFunction | undefined;
    /** The function that something names, where something else has named it before. */
    met(entity: Referring): LambdaFunction | undefined;
}

/** What an event source may poll that is declared here. */
type Polled = {
    readonly kind: "queue";
    readonly noun: Queue;
} | {
    readonly kind: "stream";
    readonly noun: Stream;
} | {
    readonly kind: "broker";
    readonly noun: Broker;
};
/** Finds the queues, streams and brokers that event sources poll: by reference, by an export, or by their ARN. */
declare class PolledSources {
    #private;
    constructor(declared: Declared, { queues, streams, brokers, redrivePolicies }: Resources);
    /** What an event source polls; undefined when it isn't declared here. */
    of({ source, deploymentId }: EventSource): Polled | undefined;
    /** How often a message of a queue is received before it goes to the dead-letter queue, wherever that is declared. */
    maxReceiveCountOf(queue: Queue): Value<number>;
    /** Whether an event source polls a FIFO queue, whose name always ends in `.fifo`; unset where that can't be told. */
    isFifo(eventSource: EventSource): Value<boolean>;
}

/** A place in a text of the checkout that says a qualifier with something that may be its function. */
interface WrittenName {
    /** The name of an alias or the number of a version; undefined where a variable stands in its place. */
    readonly qualifier: string | undefined;
    /** The function's name, where it is written out. */
    readonly name?: string;
    /** What is written around it, which may refer to the function, where its name isn't. */
    readonly around: string;
    /** What is surely the name of a function, as in an ARN: where that of a declared one isn't known, it may be that one. */
    readonly isOfFunction: boolean;
    readonly at: SourceLocation;
}
/** What the texts of the checkout say of aliases and versions by their names, in whatever they are written. */
declare class WrittenNames {
    #private;
    /** @param look looks through the whole checkout: it is called once somebody asks, which few runs do */
    constructor(look: () => readonly WrittenName[], functions: readonly LambdaFunction[]);
    /** A place that may mean a function's alias or version. Where it refers to something that isn't known, it may be any. */
    of(fn: LambdaFunction, qualifier: string): SourceLocation | undefined;
}

type OwnedKind = "versions" | "provisionedConcurrency" | "eventSources" | "mapTasks" | "eventInvokeConfigs" | "alarms" | "callers";
type Attached = ScalingPolicy | ScalingSchedule;
/** Who is who in the checkout, and who refers to whom. */
declare class Index {
    #private;
    /** What provisioned concurrency and scaling here belong to and the checkout doesn't declare. */
    readonly external: ExternalFunctions;
    readonly polled: PolledSources;
    /** What texts say of aliases and versions by their names. */
    readonly written: WrittenNames;
    constructor(deployments: readonly Deployment[], resources: Resources, written?: () => readonly WrittenName[]);
    deploymentOf(entity: Entity): Deployment;
    functionOf(entity: Referring): LambdaFunction | undefined;
    qualifierOf(entity: Referring): Qualifier;
    versionOf(alias: Alias): Qualifier;
    versionOfWeight(weight: AliasWeight, alias: Alias): Qualifier;
    aliasesOf(fn: LambdaFunction): readonly Alias[];
    ownedBy<K extends OwnedKind>(fn: LambdaFunction, kind: K): Resources[K];
    targetsOf(fn: LambdaFunction): ScalingTarget[];
    targetOf(attached: Attached): ScalingTarget | undefined;
    policiesFor(target: ScalingTarget): ScalingPolicy[];
    schedulesFor(target: ScalingTarget): ScalingSchedule[];
}

/** Something that follows from a function and what belongs to it. */
type ComputedOf<T> = (fn: LambdaFunction, model: Model$1) => T;
/** All deployments of a run, with the links between their resources: what the rules read. */
declare class Model$1 {
    #private;
    readonly deployments: readonly Deployment[];
    /** Where findings may be: the deployments, and the places of what is unread, which are none. */
    readonly sites: readonly Site[];
    readonly resources: Readonly<Resources>;
    constructor(deployments: readonly Deployment[], resources: Resources, sites?: readonly Site[], index?: Index, computed?: Map<ComputedOf<unknown>, Map<LambdaFunction, unknown>>);
    get functions(): readonly LambdaFunction[];
    /** Functions that provisioned concurrency and scaling here belong to and that the checkout doesn't declare. */
    get externalFunctions(): readonly LambdaFunction[];
    get versions(): readonly FunctionVersion[];
    get aliases(): readonly Alias[];
    get provisionedConcurrency(): readonly ProvisionedConcurrency[];
    get scalingTargets(): readonly ScalingTarget[];
    get scalingPolicies(): readonly ScalingPolicy[];
    get scalingSchedules(): readonly ScalingSchedule[];
    get eventSources(): readonly EventSource[];
    get callers(): readonly Caller[];
    get unread(): readonly Unread[];
    get managedScalings(): readonly ManagedScaling[];
    get capacityProviders(): readonly CapacityProvider[];
    deploymentOf(entity: Entity): Deployment;
    /** Whether each deployment sets a number again, also where the code is the same: Terraform does, CloudFormation and what is made of it don't. */
    isSetByEachDeployment(entity: Entity): boolean;
    /** The function that something belongs to, calls or scales; undefined when it isn't declared in what was read. */
    functionOf(entity: Referring): LambdaFunction | undefined;
    /** What the qualifier of something means, next to its function or within the function's spelling. */
    qualifierOf(entity: Referring): Qualifier;
    /** The declared alias that something names, by reference or by its name on the function. */
    aliasOf(entity: Referring): Alias | undefined;
    /** A place in any text of the checkout that may name an alias or a version of a function. */
    namedAt(fn: LambdaFunction, { alias, text }: Qualifier): SourceLocation | undefined;
    /** The version that an alias points at. */
    versionOf(alias: Alias): Qualifier;
    /** The version that an alias routes a share of its traffic to. */
    versionOfWeight(weight: AliasWeight, alias: Alias): Qualifier;
    /** Whether it is a Lambda@Edge function: a CloudFront distribution runs it, or its role lets Lambda@Edge do so. */
    runsAtEdge(fn: LambdaFunction): Value<boolean>;
    aliasesOf(fn: LambdaFunction): readonly Alias[];
    versionsOf(fn: LambdaFunction): readonly FunctionVersion[];
    provisionedFor(fn: LambdaFunction): readonly ProvisionedConcurrency[];
    eventSourcesOf(fn: LambdaFunction): readonly EventSource[];
    /** What invokes it in maps of state machines. */
    mapTasksOf(fn: LambdaFunction): readonly MapTask[];
    eventInvokeConfigsOf(fn: LambdaFunction): readonly EventInvokeConfig[];
    /** The alarms that watch this function, and no others. */
    alarmsOf(fn: LambdaFunction): readonly Alarm[];
    /** The queue, stream or broker that an event source polls; undefined when it isn't declared here. */
    polledBy(source: EventSource): Polled | undefined;
    /** Whether an event source polls a FIFO queue; unset where that can't be told. */
    pollsFifo(source: EventSource): Value<boolean>;
    /** How often a message is received before it goes to the dead-letter queue. Unset: there is none. */
    maxReceiveCountOf(queue: Queue): Value<number>;
    /** Callers other than event sources. */
    callersOf(fn: LambdaFunction): readonly Caller[];
    scalingTargetsFor(fn: LambdaFunction): readonly ScalingTarget[];
    /** The target that a policy or a schedule belongs to: by reference, by an equal resource id, or of the same alias. */
    targetOf(attached: ScalingPolicy | ScalingSchedule): ScalingTarget | undefined;
    policiesFor(target: ScalingTarget): readonly ScalingPolicy[];
    schedulesFor(target: ScalingTarget): readonly ScalingSchedule[];
    /** What a computation comes to for a function, computed once: the ledger and several rules ask for the same. */
    computed<T>(compute: ComputedOf<T>, fn: LambdaFunction): T;
    /** The same model, listing only what belongs to some sites; its links still reach everything. */
    within(sites: ReadonlySet<string>): Model$1;
}

/** What an organisation pays: AWS's list prices less a discount, or figures of its own. */
interface Prices {
    /** The share that is taken off every price, from 0 on. */
    readonly discount: number;
    /** USD for a GB-second of provisioned concurrency, by region and architecture. */
    readonly own: Readonly<Record<string, Readonly<Partial<Record<Architecture, number | undefined>>>>>;
}

/** What the provisioned concurrency of one function costs while it is idle. */
interface FunctionCost {
    /** The entity id of the function. */
    function: string;
    address: string;
    label?: string;
    /** How people are shown it: its label or its address, with its root where another one has the same. */
    name: string;
    root: string;
    environment: string;
    at: SourceLocation;
    /** USD per month, for all instances of the function together. */
    monthlyUsd: Interval;
    /** The same, where there is the function at all. */
    monthlyUsdWhereThere: Interval;
    /** The share of the time that it has to be in use to cost no more than on demand; from 1 on it never does. Absent: not known. */
    breakEvenUse?: number;
    /** The same for each combination of what it depends on. */
    amounts: readonly Amount[];
    /** Why it isn't known, or not exactly. */
    because: string[];
}
/** What all provisioned concurrency costs. */
interface CostReport {
    /** Year and month of the prices. */
    pricesAsOf: string;
    /** The most expensive first; only functions that provision something. */
    functions: FunctionCost[];
    /** By name; only environments in which something is provisioned. */
    environments: {
        environment: string;
        monthlyUsd: Interval;
    }[];
    /** USD per month over all environments. */
    monthlyUsd: Interval;
}

/** A root in an environment: whether it is deployed there, to which account and region, and why. */
interface MapEntry {
    readonly root: string;
    readonly format: Format;
    /** What its stack is called, where that is known. */
    readonly stack?: string;
    readonly environment: string;
    readonly production: boolean;
    readonly account: Value<string>;
    readonly region: Value<string>;
    /** False where the code refuses it. */
    readonly deployed: boolean;
    /** What says so, the strongest first. */
    readonly because: string;
}

/** Whose concurrency it is. */
interface PoolIdentity {
    /** The account's id, or a name for it where it is not known (see `accountKnown`). */
    account: string;
    accountKnown: boolean;
    region: string;
    regionKnown: boolean;
}

/**
 * What functions that this run doesn't see take from a pool: one amount, and who says so. A number that somebody keeps by hand is never
 * added to claims or to a snapshot: where one of those speaks of the pool, it wins, and `outdone` has the number that it wins over. What
 * a snapshot shows is added to claims, since it leaves out the functions that they name.
 */
interface Elsewhere {
    /** What counts: the sum of the parts. */
    takes: Interval;
    /** What it is made of, the biggest first; empty where nobody says anything. */
    parts: readonly ElsewherePart[];
    /** `reserved-elsewhere` of the policy, where claims or a snapshot speak of the pool: it isn't in `takes`. */
    outdone?: KeptByHand;
}
/** A part of what is taken elsewhere, by who says so. */
type ElsewherePart = 
/** The policy's `reserved-elsewhere`. */
({
    by: "hand";
} & KeptByHand)
/** What one repository claims, in one line for each of its functions. */
 | {
    by: "claims";
    repository: string;
    takes: Interval;
    functions: readonly string[];
}
/** What an account really has, less all that is declared here or claimed. */
 | {
    by: "snapshot";
    file: string;
    takes: Interval;
    functions: readonly string[];
};
/** A number that the policy gives. */
interface KeptByHand {
    takes: Interval;
    /** Where the policy says so. */
    at?: SourceLocation;
}

/** What an account had in a region when a snapshot of it was taken. */
interface LiveRegion {
    /** The path of the snapshot. */
    readonly file: string;
    /** The day on which it was taken: an ISO date. */
    readonly takenOn: string;
    /** Days up to then that its peaks and sums are of. */
    readonly days: number;
    /** Whether it is too old to count for certain; then `age` says how old it is. */
    readonly isStale: boolean;
    /** Days. */
    readonly age: number;
    /** Concurrent executions of the account in the region. Absent: the call was denied. */
    readonly limit?: number;
    /** What of it is reserved for no function. */
    readonly unreserved?: number;
    /** The most that reservations, provisioned concurrency and what ran besides came to at once. */
    readonly claimedPeak?: number;
    /** Those that the snapshot lists, by their names or the hashes of them. */
    readonly functions: ReadonlyMap<string, LiveFunction>;
    /** Whether they are listed by hashes. */
    readonly areHashed: boolean;
    /** What a function with a name is listed as. */
    keyOf(name: string): string;
}
/** What a function had. What is absent was denied, or not measured. */
interface LiveFunction {
    /** Undefined where that isn't known; null where nothing is reserved. */
    readonly reserved?: number | null;
    readonly provisioned: readonly {
        qualifier: string;
        requested: number;
        allocated: number;
    }[];
    /** The most concurrent executions in any minute. */
    readonly peak?: number;
    /** The hours in which that was, as ISO dates. */
    readonly peakHours: readonly string[];
    readonly throttles?: number;
    readonly invocations?: number;
    /** Invocations that found no provisioned instance free. */
    readonly spillover?: number;
    /** Shares of what is provisioned that were in use. */
    readonly provisionedUtilization?: {
        average: number;
        max: number;
    };
}

/** What an account's region allows, from the code, the policy or AWS's defaults. */
interface PoolLimits {
    /** Concurrent executions of the account in the region; AWS's default is 1,000. */
    limit: number;
    /** What AWS keeps unreserved: 100, on young accounts 50 or 10. */
    unreservedFloor: number;
    /** Reserved by functions that this run doesn't see, as somebody keeps the number by hand; what counts is a pool's `elsewhere`. */
    reservedElsewhere: number;
    /** Where the code or the policy says so; absent for AWS's defaults. */
    at?: SourceLocation;
    /** The limit that the policy states, whichever counts; absent where it states none. */
    stated?: StatedLimit;
    /** Whether a policy enforces what it says of the account: then no code allows more. */
    isEnforced?: true;
}
/** A limit that somebody states, and where. */
interface StatedLimit {
    limit: number;
    at: SourceLocation;
}
/** What a function takes from its pool under some outcomes of undecided conditions. */
interface LedgerAmount extends Amount {
    /** Whether there is the function, and it reserves nothing. */
    sharesPool: boolean;
}
/** What one function, all its instances together, takes from its pool. */
interface LedgerEntry {
    /** The entity id of the function. */
    function: string;
    address: string;
    label?: string;
    /** How people are shown it: its label or its address, with its root where another one has the same. */
    name: string;
    root: string;
    deploymentId: string;
    environment: string;
    /** Where the number that decides the entry is written. */
    at: SourceLocation;
    instances: Interval;
    /** The reservation of one instance. */
    reserved: Value<number>;
    /** Provisioned concurrency of one instance over all its aliases and versions, scaling maxima included. */
    provisioned: Interval;
    /** What it takes, for each combination of what that depends on. */
    amounts: readonly LedgerAmount[];
    /** What it takes from the pool: its reservation, or what it provisions when it has none. */
    takes: Interval;
    /** Why the least and the most differ. */
    because: string[];
    /** The other declarations of the same function, by other roots: it is counted once, by the one that takes most. */
    also?: readonly LedgerEntry[];
    /** Of a function that the checkout doesn't declare: it takes what is provisioned on it here. */
    isExternal?: true;
}
/** The concurrency of one account in one region. */
interface LedgerPool extends PoolIdentity, Omit<PoolLimits, "reservedElsewhere" | "isEnforced"> {
    /** Sum of reservations of functions seen. */
    reserved: Interval;
    /** Sum of provisioned concurrency of functions without a reservation. */
    provisionedUnreserved: Interval;
    /** Taken by functions that this run doesn't see. */
    elsewhere: Elsewhere;
    /** limit − floor − reserved − provisioned outside reservations − elsewhere; negative when over. */
    available: Interval;
    /** What the account has in the region, as a snapshot says. */
    live?: LiveRegion;
    /** The limit that the code asks for, whichever counts. */
    declared?: StatedLimit;
    /** The limit to which the change that is judged raises it: it counts once it is merged. */
    raised?: {
        limit: number;
        at?: SourceLocation;
    };
    /** A higher limit that the code asks for, where the policy enforces the account's. */
    overruled?: {
        limit: number;
        at: SourceLocation;
    };
    /** The biggest takers first. */
    entries: LedgerEntry[];
}
interface Ledger {
    /** Sorted by account, then region. */
    pools: LedgerPool[];
}

/** A function that a change adds, removes or gives other numbers, in the environments where it does so alike. */
interface FunctionChange {
    kind: "added" | "removed" | "changed";
    address: string;
    /** How people are shown it: its label or its address, with its root where another one has the same. */
    name: string;
    root: string;
    environments: string[];
    /** In the head; in the base for one that is removed. */
    at: SourceLocation;
    /** What it has on each side; undefined where it isn't. */
    before: Concurrency | undefined;
    after: Concurrency | undefined;
}
/** What one instance of a function has. */
interface Concurrency {
    /** null: it reserves nothing. Unbounded: nobody knows. */
    reserved: Interval | null;
    provisioned: Interval;
}
/** A pool on both sides; one that only one side draws from is undefined on the other. */
interface PoolChange {
    account: string;
    region: string;
    before: LedgerPool | undefined;
    after: LedgerPool | undefined;
}

/** A message that lists who has how much, for where there is room for a list. What it says, `message` says in a sentence. */
interface Listing {
    /** What is so, as a sentence of its own. */
    lead: string;
    /** The biggest first. */
    items: readonly ListedItem[];
    /** What of it isn't listed: "and 7 more take 120". */
    more?: string;
    /** What follows from it, as a sentence of its own. */
    close?: string;
}
/** One that has a share. */
interface ListedItem {
    /** "480", "5 to 30". */
    amount: string;
    name: string;
    /** Whether that is a name of the code, not words about who it is. */
    isName: boolean;
    at?: SourceLocation;
}

/**
 * A text with a name, and the one routine that turns offsets into lines and columns.
 * A byte order mark is not part of `text`: offsets and columns count without it.
 */
declare class SourceFile {
    #private;
    readonly path: string;
    readonly text: string;
    readonly hasByteOrderMark: boolean;
    /** @param path relative to the checkout, with forward slashes */
    constructor(path: string, text: string);
    /** The location of the half-open range of UTF-16 offsets. Offsets outside the text are clamped. */
    locate(start: number, end?: number): SourceLocation;
    /** The text of a line (from 1), without its line break, as it may be shown; empty outside the file. */
    line(number: number): string;
    /** Lines are shown with stars in the place of a range: a secret that the text holds. */
    hide(start: number, end: number): void;
    /**
     * What a computation comes to for this text, computed once: several parsers ask for the same, and so do the base and the head of a
     * change where both have this text.
     */
    computed<T>(compute: (file: SourceFile) => T): T;
    /** The location of a line (from 1), from a column to its end without the line break; undefined outside the file. */
    locateLine(number: number, column?: number): SourceLocation | undefined;
    get lineCount(): number;
}

/** A change of a text. Offsets as in `SourceLocation`; `at.start` = `at.end` inserts. */
interface Edit {
    at: SourceLocation;
    text: string;
}

declare const SEVERITIES: readonly ["error", "warning", "note"];
type Severity = (typeof SEVERITIES)[number];
/** A violation breaks the law; undetermined may break it: a value that decides can't be known. */
type FindingVerdict = "violation" | "undetermined";
/** Another place that a finding is about, with what is there. */
interface RelatedLocation {
    at: SourceLocation;
    message: string;
}
/** What an entity should say, in the model's words. The parser of its format knows how that is written. */
type Repair = {
    entity: Pick<Entity, "address" | "at">;
} & ({
    set: "reservedConcurrency";
    to: number;
} | {
    set: "publishesVersions";
    to: true;
}
/** Of an alias: the address of a declared version; null: the version that its function publishes itself. */
 | {
    set: "version";
    to: string | null;
} | {
    set: "policyType";
    to: "TargetTrackingScaling";
} | {
    set: "survivesDestroy";
    to: false;
} | {
    set: "initialOnly";
    to: true;
});
/** How far a law is broken: two runs hold the same problem against each other by it. */
interface Measure {
    /** By how much what is there goes beyond what is allowed; below 0 where it comes near. Infinity where nothing bounds it. */
    over: number;
    /** What is counted: "instances", "USD a month". */
    unit: string;
}
/** What a rule yields: one breach of its law, at one place. */
interface Problem {
    /** The line that decides it. */
    at: SourceLocation;
    /** What is so, with the values; one or two sentences. */
    message: string;
    listing?: Listing;
    /** The entity that it is about: gives the address and the deployment, so the environment. */
    subject: Pick<Entity, "address" | "deploymentId" | "label" | "writtenAt">;
    related?: RelatedLocation[];
    /** What to do about this case, where the rule's own words don't fit it: a sentence or two. */
    remedy?: string;
    /** Default: violation. */
    verdict?: FindingVerdict;
    /** A severity lower than the rule's own, for the milder half of a law (an equal sum, a share that warns). */
    severity?: Severity;
    /** What together puts it right in every case; absent when that depends on what people want. */
    repairs?: Repair[];
    /** Which law is broken, of a rule that has several for one subject: breaking another one is another problem. */
    law?: string;
    /** How far the law is broken, of a law that can be broken by more or less; where it is undetermined, by how much at most. */
    measure?: Measure;
    /**
     * What it is about, where that is other than the subject: a pool, or the function that several entities belong to. It, not the
     * subject, tells whether the problem is the same in another run.
     */
    about?: string | Pick<Entity, "address" | "deploymentId">;
    /** Problems with the same word are one finding, at the first place with the others beside it. */
    alike?: string;
}
/** A waiver of the policy that covers a finding. */
interface AppliedWaiver {
    owner?: string;
    reason?: string;
    /** ISO date, inclusive. */
    expires?: string;
    at: SourceLocation;
}
/** A problem as it is known again in another run: by what AWS knows of it, and by its place in the structure of the code. */
interface Occurrence {
    /** What is compared: a law of a rule, in an environment unless it is about a pool. */
    scope: string;
    environment: string;
    /** What is deployed, a function or a pool; undefined where the code doesn't tell its name. */
    of?: string;
    /** Where that is, as far as it is known: an account and a region. */
    account?: string;
    region?: string;
    /** What of the function it is: an alias by its name; empty for the function itself. */
    part?: string;
    root: string;
    address: string;
    /** The addresses that it has moved from, as the code says. */
    formerly?: readonly string[];
    measure?: Measure;
}
/** What a change does to a finding. Worse: to a higher severity, from undetermined to certain, or further beyond what is allowed. */
type ChangeState = "new" | "worse" | "better" | "unchanged";
/** A problem under the policy: with severity, environments and waiver. */
interface Finding {
    ruleId: string;
    severity: Severity;
    verdict: FindingVerdict;
    message: string;
    listing?: Listing;
    /** The address of the entity. */
    subject: string;
    label?: string;
    /** The root that it belongs to. */
    root: string;
    /** Every environment in which it was found, in the policy's order. */
    environments: string[];
    at: SourceLocation;
    related: RelatedLocation[];
    /** What to do about it, where that isn't what the rule says in general. */
    remedy?: string;
    /** Stable under changes of line numbers: made of rule, file, subject and what is so. */
    fingerprint: string;
    waiver?: AppliedWaiver;
    /** Edits that together put it right; absent when nobody can tell which do, or when they depend on the environment. */
    fix?: Edit[];
    /** Where several that are alike are one finding: every subject that it is for, with its root. */
    subjects?: readonly string[];
    /** How far the law is broken: the farthest of its occurrences. */
    measure?: Measure;
    /** One for each deployment where it was found. */
    occurrences: readonly Occurrence[];
    /** Absent without a base, and where a waiver covers it. */
    change?: ChangeState;
    /** How far the law is broken in the base. */
    measureBefore?: Measure;
}
/** Our own trouble with an input; never a finding. An error means that something that should have been read was not. */
interface Diagnostic {
    severity: "error" | "warning" | "note";
    message: string;
    /** What to do about it. */
    hint?: string;
    at?: SourceLocation;
}
interface ReportSummary {
    roots: number;
    functions: number;
    /** Not waived, and not undetermined. */
    errors: number;
    warnings: number;
    notes: number;
    undetermined: number;
    waived: number;
}
/** The rule's words that reporters need. */
interface RuleInfo {
    id: string;
    title: string;
    rationale: string;
    remedy: string;
    references: readonly string[];
    /** The severity under the policy; off when the policy switches it off. */
    severity: Severity | "off";
    docsUrl: string;
}
/** Something that was not read, with everything that calls it. */
interface UnreadEntry extends UnreadFacts {
    /** Sorted by place, each once. */
    calls: readonly {
        address: string;
        root: string;
        at: SourceLocation;
    }[];
}
/** What became of everything that may declare a function. */
interface Coverage {
    /** Roots, modules and nested stacks that were read, each once. */
    checked: number;
    /** Modules that declare something of Lambda: those that were read, and those that may do so and weren't. */
    modules: {
        read: number;
        unread: number;
    };
    /** Sorted by path. */
    leftOut: readonly {
        path: string;
        because: string;
    }[];
    /** What may hold functions first, then by place. */
    unread: readonly UnreadEntry[];
}
/** What a change does to an estate: a report held against that of its base. */
interface Comparison {
    /** The revision, as it was named. */
    base: string;
    /** Findings of the base that are no more, each in the environments where that is so. */
    fixed: readonly Finding[];
    /** Sorted by root and address. */
    functions: readonly FunctionChange[];
    /** Every pool of either side, sorted by account and region. */
    pools: readonly PoolChange[];
    /** USD per month of provisioned concurrency on both sides, over all environments. */
    monthlyUsd: {
        before: Interval;
        after: Interval;
    };
    coverage: {
        before: Coverage;
        after: Coverage;
    };
    /** What there was to say of the base's input. */
    remarksBefore: readonly Diagnostic[];
}
/** The whole outcome of a run: what every reporter gets. */
interface Report {
    summary: ReportSummary;
    ledger: Ledger;
    /** What provisioned concurrency costs, whether there is a budget or not. */
    cost: CostReport;
    /** Sorted by file, place, rule. */
    findings: Finding[];
    diagnostics: Diagnostic[];
    coverage: Coverage;
    /** Which root is deployed where, and where its code refuses to be. */
    map: readonly MapEntry[];
    rules: RuleInfo[];
    model: Model$1;
    /** Every file that a finding, a diagnostic or a related location is in, for code frames and hashes. */
    sources: ReadonlyMap<string, SourceFile>;
    /** Of a change: what it does. Each finding says what it does to that one. */
    comparison?: Comparison;
    /** The policy's path; undefined where there is none, and the defaults hold. */
    policyFile?: string;
    /** The date of the run, which decides waivers: ISO, as injected. */
    today: string;
}

/** Something that functions share and that takes only so much at once: the connections of a database, the seats of a service. */
interface Downstream {
    readonly name: string;
    /** What it takes at once. */
    readonly capacity: number;
    /** What of that is for others. */
    readonly keepFree: number;
    readonly at: SourceLocation;
    /** What one instance of a function takes of it; undefined for a function that doesn't use it in its environment. */
    perInstance(fn: LambdaFunction, deployment: Deployment): number | undefined;
}

/** What somebody states of a function's traffic. */
interface Traffic {
    /** Requests a second at its peak. */
    readonly rps: number;
    /** Seconds that a request takes. */
    readonly seconds: number;
    readonly headroom: number;
    /** Whether somebody waits for the answer: then AWS serves at most 10 requests a second with each instance. */
    readonly invoked: "sync" | "async";
    /** Where the numbers come from. */
    readonly source?: string;
    readonly at: SourceLocation;
}

/** An option of a rule, as JSON schema says it. */
type OptionSchema = (Described & NumberBounds & {
    type: "integer" | "number";
    default?: number;
}) | (Described & {
    type: "string";
    default?: string;
    enum?: readonly string[];
}) | (Described & {
    type: "boolean";
    default?: boolean;
}) | (Described & {
    type: "array";
    items: {
        type: "string";
    };
    default?: readonly string[];
});
interface Described {
    /** For `policy explain`, and for the rule's page. */
    description: string;
    /**
     * Which way it asks for more: of numbers the higher or the lower ones, of a flag true or false, of words the later or the earlier
     * ones. A policy that others extend may enforce a rule: then they can move it only this way; without it, not at all.
     */
    stricter?: "higher" | "lower";
}
interface NumberBounds {
    minimum?: number;
    maximum?: number;
    /** What the number must be more than. */
    exclusiveMinimum?: number;
}
/** The options of a rule by their kebab-case keys. */
type OptionSchemas = Readonly<Record<string, OptionSchema>>;
/** What `check` gets for the options of a rule: those without a default may be absent. */
type OptionValues<O extends OptionSchemas> = {
    readonly [K in keyof O]: O[K] extends {
        default: unknown;
    } ? ValueOf<O[K]> : ValueOf<O[K]> | undefined;
};
type ValueOf<S> = S extends {
    type: "integer" | "number";
} ? number : S extends {
    type: "boolean";
} ? boolean : S extends {
    type: "array";
} ? readonly string[] : S extends {
    enum: readonly (infer E)[];
} ? E : string;

/** An entry of the policy's `critical-paths`. */
interface CriticalPath {
    /** The glob as written. */
    function: string;
    /** The most that one instance may provision, over all aliases; unlimited when absent. */
    maxProvisioned?: number;
    environments?: readonly string[];
    owner?: string;
    reason?: string;
    /** ISO date, inclusive. */
    expires?: string;
    at: SourceLocation;
}
/** What rules may ask of the policy. */
interface PolicyView {
    isProduction(deployment: Deployment): boolean;
    /** The entries that cover a function in its environment, the most generous first; expired ones are left out. */
    criticalPathsFor(fn: LambdaFunction, deployment: Deployment): readonly CriticalPath[];
    /** What is stated of a function's traffic in its environment, in the policy's order; what is over is left out. */
    trafficFor(fn: LambdaFunction, deployment: Deployment): readonly Traffic[];
    /** What functions share that takes only so much at once. */
    downstreams: readonly Downstream[];
    /** What a fix reserves for a function that reserves nothing; undefined: that is for people to say. */
    defaultReserved: number | undefined;
    /** Whether functions that a framework adds by itself are asked for what their users can't write. */
    includesGenerated: boolean;
    /** What provisioned concurrency costs the organisation. */
    prices: Prices;
    /** USD per month; undefined without a budget. */
    monthlyBudget: {
        total?: number;
        perFunction?: number;
        at?: SourceLocation;
    };
}
interface RuleContext<O = unknown> {
    model: Model$1;
    ledger: Ledger;
    policy: PolicyView;
    options: O;
}

/** A law of an organisation's own: a plain object that the module of a plug-in exports. */
interface CustomRule<O extends OptionSchemas = OptionSchemas> {
    /** Kebab-case: the thing first, then the law, in the affirmative. */
    id: string;
    /** The law in a sentence, without a full stop. */
    title: string;
    severity: Severity;
    /** Why it matters. */
    rationale: string;
    /** What to do. */
    remedy: string;
    /** Addresses of pages; the first one is the rule's own. */
    references: readonly [string, ...string[]];
    options?: O;
    check(context: RuleContext<OptionValues<O>>): Iterable<Problem>;
}
/** Types a rule; adds nothing, so that a plug-in may as well export a plain object. */
declare function defineCustomRule<const O extends OptionSchemas = Record<never, never>>(rule: CustomRule<O>): CustomRule<O>;

/** A mistake in the call: said in a sentence, with exit code 2. */
declare class UsageError extends Error {
    readonly hint: string | undefined;
    constructor(message: string, hint?: string);
}

/** The version of this tool. */
declare const version: string;

type Verdict = "holds" | "broken" | "undetermined";
/** What a law comes to over everything that some values can turn out to be. */
interface Judgement<V extends readonly Value<unknown>[] = readonly Value<unknown>[]> {
    verdict: Verdict;
    /** The combinations that break the law, one settled value for each of the values, in order. Numbers in messages come from these. */
    broken: SettledEach<V>[];
    /** Why it is undetermined: the reason of the first value that isn't known. Empty otherwise. */
    because: string;
    /** What is written for a value that can't be one at all, so that AWS rejects it whatever the law says of it. */
    rejected?: string;
}
/**
 * Judges a law over every way that some values can turn out together.
 * All keep it: holds; all break it: broken; mixed, or a value whose alternatives can't be listed: undetermined.
 * `law` sees one settled value for each of `values`, in order; it only answers, and collects nothing.
 * @param under guards of which one holds in any case: those under which the thing exists that the law is about
 */
declare function judge<const V extends readonly Value<unknown>[]>(values: V, law: (settled: SettledEach<V>) => boolean, under?: Guards): Judgement<V>;

/** What was understood of all environments, with all references between its parts. Only a run makes one. */
type Model = Model$1;
/** What to check, and how. */
interface RunOptions {
    /** What the other paths are relative to. Default: the folder of the process. */
    folder?: string;
    /** What to check. Default: all of the folder. */
    paths?: readonly string[];
    /** The policy file. Default: lambda-concurrency-policy.yml or policy.yml in the folder, its .github or above it, else the preset `recommended`. */
    policy?: string;
    /**
     * A revision of git, such as `origin/main`: what the checkout changes since it left that is in the report's `comparison`, and each
     * finding has its `change`. The policy is that of the revision. Default: none.
     */
    base?: string;
    /** With a base: whose policy judges. Default: `base`. */
    policyFrom?: "base" | "head";
    /** Only these environments of the policy. Default: all. */
    environments?: readonly string[];
    /** Rules besides those of the tool; the policy may set them like any other. */
    rules?: readonly CustomRule[];
    /** Whether the modules that the policy names in `plugins` are run. Default: false. */
    allowPlugins?: boolean;
    /** What other repositories take: files that `policy export` wrote, and folders of them. Default: none but those that the policy names. */
    claims?: readonly string[];
    /** Snapshots of accounts, as `policy snapshot` writes them. They are read, and nothing is asked of AWS. */
    snapshots?: readonly string[];
    /** The day that decides what has expired, as 2027-03-31. Default: today. */
    today?: string;
    /** Variables that the policy may let count (`read-environment`). Default: none. */
    environmentVariables?: Readonly<Record<string, string | undefined>>;
}
/** A policy that can't be used: nothing was checked. */
declare class PolicyError extends Error {
    /** What is wrong with it, with places. */
    readonly problems: readonly Diagnostic[];
    constructor(problems: readonly Diagnostic[]);
}
/**
 * Checks a folder against its policy. Findings are in the report; trouble with an input is among its diagnostics.
 * @throws PolicyError when the policy can't be used, UsageError when a path or the base doesn't exist
 */
declare function run(options?: RunOptions): Promise<Report>;
/** How a report is written. */
interface RenderOptions {
    /** Whether `text` has everything, and not what a first screen holds. Default: false. */
    all?: boolean;
}
/** A report as a text: `text`, `json`, `sarif`, `markdown`, `junit` and the others of `policy run --format`. */
declare function render(report: Report, format: string, { all }?: RenderOptions): Promise<string>;

export { PolicyError, UsageError, alternativesOf, defineCustomRule as defineRule, judge, knownValue, render, run, version };
export type { Alias, AliasWeight, Alternative, AppliedWaiver, Architecture, Caller, ChangeState, Comparison, Concurrency, CostReport, Coverage, CriticalPath, CustomRule, Deployment, Diagnostic, Edit, Elsewhere, ElsewherePart, Entity, EventSource, EventSourceKind, Export, Finding, FindingVerdict, Format, FunctionChange, FunctionCost, FunctionVersion, Guard, Instances, Interval, Judgement, Known, LambdaFunction, Ledger, LedgerEntry, LedgerPool, MapEntry, Measure, Model, Occurrence, OptionSchema, OptionSchemas, OptionValues, PolicyView, PoolChange, PoolKey, PoolLimits, Position, Problem, ProvisionedConcurrency, Qualifier, Reference, RelatedLocation, RenderOptions, Repair, Report, ReportSummary, Resources, RuleContext, RuleInfo, RunOptions, ScalingPolicy, ScalingSchedule, ScalingTarget, Settled, Severity, SourceLocation, Step, Unknown, Unset, Value, Verdict };
