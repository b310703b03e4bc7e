import { EDGE } from "../model/linked-model.ts";

/** How a resource type names the functions that it calls. */
export interface CallerType {
  kind: string;
  /** Names of nested blocks and, last, the attribute that holds a function. */
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

/** What can invoke a function, by resource type. Attributes that don't name a function (another kind of target) yield nothing. */
export const CALLER_TYPES: Readonly<Record<string, CallerType>> = {
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
  aws_cloudwatch_log_subscription_filter: { kind: "log-subscription", paths: [["destination_arn"]] },
  aws_iot_topic_rule: { kind: "iot", paths: [["lambda", "function_arn"]] },
  aws_appsync_datasource: { kind: "appsync", paths: [["lambda_config", "function_arn"]] },
  aws_cognito_user_pool: {
    kind: "cognito",
    paths: COGNITO_TRIGGERS.map((trigger) => ["lambda_config", trigger]),
  },
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
    paths: [["topic_rule_payload", "actions", "lambda", "function_arn"]],
  },
  awscc_appsync_data_source: { kind: "appsync", paths: [["lambda_config", "lambda_function_arn"]] },
  awscc_cognito_user_pool: {
    kind: "cognito",
    paths: COGNITO_TRIGGERS.map((trigger) => ["lambda_config", trigger]),
  },
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
  /** A function named somewhere in the definition of a state machine or an API. */
  definition_call: { kind: "definition", paths: [["function_name"]] },
  aws_bedrockagent_agent_action_group: {
    kind: "bedrock-agent",
    paths: [["action_group_executor", "lambda"]],
  },
};
