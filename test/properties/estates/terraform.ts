import type {
  AliasPart,
  Attribute,
  Estate,
  Existence,
  FunctionPart,
  SourcePart,
  TargetPart,
} from "./estate.ts";
import { CONDITIONS } from "./estate.ts";

/** An estate as a root module. */
export function rootModule(estate: Estate): string {
  return [
    ...CONDITIONS.map((each) => `variable "${each}" {\n  type = bool\n}\n`),
    ...estate.functions.flatMap(functionBlocks),
    block("aws_lambda_capacity_provider", "shop", null, [
      'name = "shop"',
      `capacity_provider_scaling_config {\n max_vcpu_count = ${attribute(estate.vcpus)}\n}`,
    ]),
  ].join("\n");
}

function attribute(value: Attribute<unknown>): string {
  const literal = (each: unknown) => JSON.stringify(each);
  if ("literal" in value) return literal(value.literal);
  return `var.${value.on} ? ${literal(value.yes)} : ${literal(value.no)}`;
}

function block(type: string, name: string, exists: Existence, lines: readonly string[]): string {
  const count = exists ? [`count = var.${exists.on} ? ${exists.outcome ? "1 : 0" : "0 : 1"}`] : [];
  return `resource "${type}" "${name}" {\n  ${[...count, ...lines].join("\n  ")}\n}\n`;
}

/** The address of the one instance that there is where the block exists. */
export function addressOf(type: string, { id, exists }: { id: string; exists: Existence }): string {
  return `${type}.${id}${exists ? "[0]" : ""}`;
}

function functionBlocks(fn: FunctionPart): string[] {
  const address = addressOf("aws_lambda_function", fn);
  const snapStart = { ...fn.snapStart };
  const applied = (on: boolean | null) => (on === null ? null : on ? "PublishedVersions" : "None");
  const applyOn: Attribute<string> =
    "literal" in snapStart
      ? { literal: applied(snapStart.literal) }
      : { on: snapStart.on, yes: applied(snapStart.yes), no: applied(snapStart.no) };
  const { managed } = fn;
  return [
    block("aws_lambda_function", fn.id, fn.exists, [
      `function_name = "${fn.id}"`,
      "publish = true",
      `reserved_concurrent_executions = ${attribute(fn.reserved)}`,
      `memory_size = ${attribute(fn.memory)}`,
      `snap_start {\n apply_on = ${attribute(applyOn)}\n}`,
    ]),
    ...fn.aliases.flatMap((alias) => aliasBlocks(alias, fn, address)),
    ...fn.sources.map((source) => sourceBlock(source, fn, address)),
    ...(managed
      ? [
          block("aws_lambda_function_scaling_config", managed.id, managed.exists, [
            `function_name = ${address}.function_name`,
            `function_scaling_config {\n min_execution_environments = ${attribute(managed.min)}\n max_execution_environments = ${attribute(managed.max)}\n}`,
          ]),
        ]
      : []),
  ];
}

function aliasBlocks(alias: AliasPart, fn: FunctionPart, address: string): string[] {
  const { weight, provisioned, target } = alias;
  // Whether a dynamic block is there lists no alternatives, so that weights are there always or not at all.
  const routing =
    weight && !weight.exists
      ? [
          `routing_config {\n additional_version_weights = { "${weight.version}" = ${attribute(weight.share)} }\n}`,
        ]
      : [];
  return [
    block("aws_lambda_alias", alias.id, alias.exists, [
      `name = "${alias.name}"`,
      `function_name = ${address}.function_name`,
      `function_version = ${alias.version || fn.exists ? JSON.stringify(alias.version ?? "4") : `${address}.version`}`,
      ...routing,
    ]),
    ...(provisioned
      ? [
          block("aws_lambda_provisioned_concurrency_config", provisioned.id, provisioned.exists, [
            `function_name = ${address}.function_name`,
            // Of an alias that may not be there, Terraform's evaluation lists no attributes yet.
            alias.exists ? `qualifier = "${alias.name}"` : `qualifier = aws_lambda_alias.${alias.id}.name`,
            `provisioned_concurrent_executions = ${attribute(provisioned.amount)}`,
            `skip_destroy = ${attribute(provisioned.survives)}`,
          ]),
        ]
      : []),
    ...(target ? scalingBlocks(target, alias, fn) : []),
  ];
}

function scalingBlocks(target: TargetPart, alias: AliasPart, fn: FunctionPart): string[] {
  const { policy, schedule } = target;
  const address = addressOf("aws_appautoscaling_target", target);
  const attached = [
    `service_namespace = ${address}.service_namespace`,
    `resource_id = ${address}.resource_id`,
    `scalable_dimension = ${address}.scalable_dimension`,
  ];
  return [
    block("aws_appautoscaling_target", target.id, target.exists, [
      'service_namespace = "lambda"',
      `resource_id = "function:${fn.id}:${target.isMisnamed ? "gone" : alias.name}"`,
      'scalable_dimension = "lambda:function:ProvisionedConcurrency"',
      `min_capacity = ${attribute(target.min)}`,
      `max_capacity = ${attribute(target.max)}`,
    ]),
    ...(policy
      ? [
          block("aws_appautoscaling_policy", policy.id, policy.exists, [
            ...attached,
            `policy_type = ${attribute(policy.type)}`,
            `target_tracking_scaling_policy_configuration {\n target_value = ${attribute(policy.share)}\n predefined_metric_specification {\n predefined_metric_type = ${attribute(policy.metric)}\n}\n}`,
          ]),
        ]
      : []),
    ...(schedule
      ? [
          block("aws_appautoscaling_scheduled_action", schedule.id, schedule.exists, [
            ...attached,
            `scalable_target_action {\n max_capacity = ${attribute(schedule.max)}\n}`,
          ]),
        ]
      : []),
  ];
}

function sourceBlock(source: SourcePart, fn: FunctionPart, address: string): string {
  const called = fn.aliases.find(({ name }) => name === source.alias);
  return block("aws_lambda_event_source_mapping", source.id, source.exists, [
    `function_name = ${called ? (called.exists ? `"${fn.id}:${called.name}"` : `aws_lambda_alias.${called.id}.arn`) : fn.exists ? `"${fn.id}"` : `${address}.arn`}`,
    'event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"',
    `enabled = ${attribute(source.enabled)}`,
    `scaling_config {\n maximum_concurrency = ${attribute(source.cap)}\n}`,
    `provisioned_poller_config {\n minimum_pollers = ${attribute(source.minimumPollers)}\n maximum_pollers = ${attribute(source.maximumPollers)}\n}`,
    `parallelization_factor = ${attribute(source.factor)}`,
  ]);
}
