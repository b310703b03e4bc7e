import { EDGE } from "../model/linked-model.ts";

/** How a resource type names the functions that it calls. */
export interface CallerType {
  kind: string;
  /** Names of nested blocks and, last, the attribute that holds a function; with `[]`, several. */
  paths: readonly string[][];
  /** The attribute next to it that holds a qualifier. */
  qualifier?: string;
}

const COGNITO_TRIGGERS = [
  "create_auth_challenge",
  "custom_message",
  "define_auth_challenge",
  "post_authentication",
  "post_confirmation",
  "pre_authentication",
  "pre_sign_up",
  "pre_token_generation",
  "user_migration",
  "verify_auth_challenge_response",
];

/** The triggers of a user pool: the attributes, and the blocks that give a version with the function. */
const COGNITO_PATHS = [
  ...COGNITO_TRIGGERS.map((trigger) => ["lambda_config", trigger]),
  ...["pre_token_generation_config", "custom_email_sender", "custom_sms_sender"].map((trigger) => [
    "lambda_config",
    trigger,
    "lambda_arn",
  ]),
];
const DESTINATIONS = ["on_success", "on_failure"].map((outcome) => [
  "destination_config",
  outcome,
  "destination",
]);
const ALARM_ACTIONS = ["alarm_actions[]", "ok_actions[]", "insufficient_data_actions[]"].map((name) => [
  name,
]);
/** Where a delivery stream may deliver to. */
const STREAM_DESTINATIONS = [
  "extended_s3",
  "redshift",
  "elasticsearch",
  "opensearch",
  "opensearchserverless",
  "amazonopensearchservice",
  "amazon_open_search_serverless",
  "splunk",
  "http_endpoint",
  "snowflake",
  "iceberg",
];

/** A stream's processors: the parameter that names the function. @param suffix how the provider calls a destination's block */
function processors(suffix: string): string[][] {
  return STREAM_DESTINATIONS.map((destination) => [
    `${destination}_${suffix}`,
    "processing_configuration",
    "processors",
    "parameters",
    "parameter_value",
  ]);
}

/** What can invoke a function, by resource type. Attributes that don't name a function (another kind of target) yield nothing. */
const CALLER_TYPES: Readonly<Record<string, CallerType>> = {
  aws_lambda_function_url: { kind: "function-url", paths: [["function_name"]], qualifier: "qualifier" },
  awscc_lambda_url: { kind: "function-url", paths: [["target_function_arn"]], qualifier: "qualifier" },
  aws_lambda_permission: { kind: "permission", paths: [["function_name"]], qualifier: "qualifier" },
  awscc_lambda_permission: { kind: "permission", paths: [["function_name"]] },
  aws_lambda_invocation: { kind: "invocation", paths: [["function_name"]], qualifier: "qualifier" },
  aws_api_gateway_integration: { kind: "api-gateway", paths: [["uri"]] },
  aws_api_gateway_authorizer: { kind: "api-gateway", paths: [["authorizer_uri"]] },
  aws_apigatewayv2_integration: { kind: "api-gateway", paths: [["integration_uri"]] },
  aws_apigatewayv2_authorizer: { kind: "api-gateway", paths: [["authorizer_uri"]] },
  aws_cloudwatch_event_target: { kind: "event-rule", paths: [["arn"]] },
  aws_scheduler_schedule: { kind: "schedule", paths: [["target", "arn"]] },
  aws_pipes_pipe: { kind: "pipe", paths: [["target"], ["enrichment"]] },
  aws_sns_topic_subscription: { kind: "sns", paths: [["endpoint"]] },
  aws_s3_bucket_notification: { kind: "s3", paths: [["lambda_function", "lambda_function_arn"]] },
  aws_lb_target_group_attachment: { kind: "load-balancer", paths: [["target_id"]] },
  aws_alb_target_group_attachment: { kind: "load-balancer", paths: [["target_id"]] },
  aws_vpclattice_target_group_attachment: { kind: "load-balancer", paths: [["target", "id"]] },
  aws_cloudwatch_log_subscription_filter: { kind: "log-subscription", paths: [["destination_arn"]] },
  aws_iot_topic_rule: {
    kind: "iot",
    paths: [
      ["lambda", "function_arn"],
      ["error_action", "lambda", "function_arn"],
    ],
  },
  aws_iot_authorizer: { kind: "iot", paths: [["authorizer_function_arn"]] },
  aws_appsync_datasource: { kind: "appsync", paths: [["lambda_config", "function_arn"]] },
  aws_cognito_user_pool: { kind: "cognito", paths: COGNITO_PATHS },
  aws_secretsmanager_secret_rotation: { kind: "secret-rotation", paths: [["rotation_lambda_arn"]] },
  aws_ses_receipt_rule: { kind: "ses", paths: [["lambda_action", "function_arn"]] },
  aws_config_config_rule: { kind: "config-rule", paths: [["source", "source_identifier"]] },
  aws_connect_lambda_function_association: { kind: "connect", paths: [["function_arn"]] },
  aws_cloudfront_distribution: {
    kind: EDGE,
    paths: ["default_cache_behavior", "ordered_cache_behavior"].map((behaviour) => [
      behaviour,
      "lambda_function_association",
      "lambda_arn",
    ]),
  },
  awscc_apigateway_method: { kind: "api-gateway", paths: [["integration", "uri"]] },
  awscc_apigateway_authorizer: { kind: "api-gateway", paths: [["authorizer_uri"]] },
  awscc_apigatewayv2_integration: { kind: "api-gateway", paths: [["integration_uri"]] },
  awscc_apigatewayv2_authorizer: { kind: "api-gateway", paths: [["authorizer_uri"]] },
  awscc_events_rule: { kind: "event-rule", paths: [["targets", "arn"]] },
  awscc_scheduler_schedule: { kind: "schedule", paths: [["target", "arn"]] },
  awscc_pipes_pipe: { kind: "pipe", paths: [["target"], ["enrichment"]] },
  awscc_sns_subscription: { kind: "sns", paths: [["endpoint"]] },
  awscc_sns_topic: { kind: "sns", paths: [["subscription", "endpoint"]] },
  awscc_s3_bucket: {
    kind: "s3",
    paths: [["notification_configuration", "lambda_configurations", "function"]],
  },
  awscc_elasticloadbalancingv2_target_group: { kind: "load-balancer", paths: [["targets", "id"]] },
  awscc_logs_subscription_filter: { kind: "log-subscription", paths: [["destination_arn"]] },
  awscc_iot_topic_rule: {
    kind: "iot",
    paths: ["actions", "error_action"].map((action) => [
      "topic_rule_payload",
      action,
      "lambda",
      "function_arn",
    ]),
  },
  awscc_iot_authorizer: { kind: "iot", paths: [["authorizer_function_arn"]] },
  awscc_appsync_data_source: { kind: "appsync", paths: [["lambda_config", "lambda_function_arn"]] },
  awscc_cognito_user_pool: { kind: "cognito", paths: COGNITO_PATHS },
  awscc_secretsmanager_rotation_schedule: { kind: "secret-rotation", paths: [["rotation_lambda_arn"]] },
  awscc_config_config_rule: { kind: "config-rule", paths: [["source", "source_identifier"]] },
  awscc_cloudfront_distribution: {
    kind: EDGE,
    paths: ["default_cache_behavior", "cache_behaviors"].map((behaviour) => [
      "distribution_config",
      behaviour,
      "lambda_function_associations",
      "lambda_function_arn",
    ]),
  },
  awscc_vpclattice_target_group: { kind: "load-balancer", paths: [["targets", "id"]] },
  aws_lambda_function_event_invoke_config: { kind: "destination", paths: DESTINATIONS },
  awscc_lambda_event_invoke_config: { kind: "destination", paths: DESTINATIONS },
  aws_kinesis_firehose_delivery_stream: { kind: "delivery-stream", paths: processors("configuration") },
  awscc_kinesisfirehose_delivery_stream: {
    kind: "delivery-stream",
    paths: processors("destination_configuration"),
  },
  aws_cloudwatch_metric_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  aws_cloudwatch_composite_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  awscc_cloudwatch_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  awscc_cloudwatch_composite_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  aws_appsync_graphql_api: { kind: "appsync", paths: [["lambda_authorizer_config", "authorizer_uri"]] },
  awscc_appsync_graph_ql_api: { kind: "appsync", paths: [["lambda_authorizer_config", "authorizer_uri"]] },
  aws_config_organization_custom_rule: { kind: "config-rule", paths: [["lambda_function_arn"]] },
  awscc_config_organization_config_rule: {
    kind: "config-rule",
    paths: [["organization_custom_rule_metadata", "lambda_function_arn"]],
  },
  aws_s3control_object_lambda_access_point: {
    kind: "s3",
    paths: [
      [
        "configuration",
        "transformation_configuration",
        "content_transformation",
        "aws_lambda",
        "function_arn",
      ],
    ],
  },
  awscc_s3objectlambda_access_point: {
    kind: "s3",
    paths: [
      [
        "object_lambda_configuration",
        "transformation_configurations",
        "content_transformation",
        "aws_lambda",
        "function_arn",
      ],
    ],
  },
  aws_lex_intent: {
    kind: "lex",
    paths: [
      ["fulfillment_activity", "code_hook", "uri"],
      ["dialog_code_hook", "uri"],
    ],
  },
  awscc_lex_bot_alias: {
    kind: "lex",
    paths: [
      [
        "bot_alias_locale_settings",
        "bot_alias_locale_setting",
        "code_hook_specification",
        "lambda_code_hook",
        "lambda_arn",
      ],
    ],
  },
  awscc_connect_integration_association: { kind: "connect", paths: [["integration_arn"]] },
  aws_codecommit_trigger: { kind: "repository", paths: [["trigger", "destination_arn"]] },
  awscc_codecommit_repository: { kind: "repository", paths: [["triggers", "destination_arn"]] },
  aws_transfer_server: { kind: "transfer", paths: [["function"]] },
  awscc_transfer_server: { kind: "transfer", paths: [["identity_provider_details", "function"]] },
  aws_transfer_workflow: { kind: "transfer", paths: [["steps", "custom_step_details", "target"]] },
  awscc_transfer_workflow: { kind: "transfer", paths: [["steps", "custom_step_details", "target"]] },
  aws_ssm_maintenance_window_task: { kind: "maintenance-window", paths: [["task_arn"]] },
  awscc_ssm_maintenance_window_task: { kind: "maintenance-window", paths: [["task_arn"]] },
  awscc_ses_receipt_rule: { kind: "ses", paths: [["rule", "actions", "lambda_action", "function_arn"]] },
  /** A function named somewhere in the definition of a state machine or an API. */
  definition_call: { kind: "definition", paths: [["function_name"]], qualifier: "qualifier" },
  awscc_cloudformation_custom_resource: { kind: "custom-resource", paths: [["service_token"]] },
  /** Of SAM: what a function's own results go to. */
  awscc_lambda_function: {
    kind: "destination",
    paths: DESTINATIONS.map((path) => ["event_invoke_config", ...path]),
  },
  aws_bedrockagent_agent_action_group: {
    kind: "bedrock-agent",
    paths: [["action_group_executor", "lambda"]],
  },
  awscc_bedrock_agent: {
    kind: "bedrock-agent",
    paths: [["action_groups", "action_group_executor", "lambda"]],
  },
};

/** Marks an attribute that holds a list. */
export const SEVERAL = "[]";

/** How resources of a type call functions; undefined for those that don't. */
export function callerType(type: string): CallerType | undefined {
  if (type.startsWith("Custom::")) return CALLER_TYPES.awscc_cloudformation_custom_resource;
  return Object.hasOwn(CALLER_TYPES, type) ? CALLER_TYPES[type] : undefined;
}

/** The attributes by which resources of a type call, in lower case and without underscores. */
export function callingAttributes(type: string): ReadonlySet<string> {
  const paths = callerType(type)?.paths ?? [];
  return new Set(
    paths.map((path) => (path.at(-1) ?? "").replace(SEVERAL, "").replaceAll("_", "").toLowerCase()),
  );
}
