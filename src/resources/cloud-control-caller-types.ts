import { EDGE } from "../model/linked-model.ts";
import { ALARM_ACTIONS, type CallerType, COGNITO_PATHS, DESTINATIONS, processors } from "./caller-paths.ts";

/** What can invoke a function in CloudFormation, and by Terraform's Cloud Control provider. */
export const CLOUD_CONTROL_CALLER_TYPES: Readonly<Record<string, CallerType>> = {
  awscc_lambda_url: { kind: "function-url", paths: [["target_function_arn"]], qualifier: "qualifier" },
  awscc_lambda_permission: { kind: "permission", paths: [["function_name"]] },
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
  awscc_lambda_event_invoke_config: { kind: "destination", paths: DESTINATIONS },
  awscc_kinesisfirehose_delivery_stream: {
    kind: "delivery-stream",
    paths: processors("destination_configuration"),
  },
  awscc_cloudwatch_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  awscc_cloudwatch_composite_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  awscc_appsync_graph_ql_api: { kind: "appsync", paths: [["lambda_authorizer_config", "authorizer_uri"]] },
  awscc_config_organization_config_rule: {
    kind: "config-rule",
    paths: [["organization_custom_rule_metadata", "lambda_function_arn"]],
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
  awscc_codecommit_repository: { kind: "repository", paths: [["triggers", "destination_arn"]] },
  awscc_transfer_server: { kind: "transfer", paths: [["identity_provider_details", "function"]] },
  awscc_transfer_workflow: { kind: "transfer", paths: [["steps", "custom_step_details", "target"]] },
  awscc_ssm_maintenance_window_task: { kind: "maintenance-window", paths: [["task_arn"]] },
  awscc_ses_receipt_rule: { kind: "ses", paths: [["rule", "actions", "lambda_action", "function_arn"]] },
  awscc_cloudformation_custom_resource: {
    kind: "custom-resource",
    // The CDK's own resource for the notifications of a bucket names the functions beside the one that sets them.
    paths: [
      ["service_token"],
      ["notification_configuration", "lambda_function_configurations", "lambda_function_arn"],
    ],
  },
  /** Of SAM: what a function's own results go to. */
  awscc_lambda_function: {
    kind: "destination",
    paths: DESTINATIONS.map((path) => ["event_invoke_config", ...path]),
  },
  awscc_bedrock_agent: {
    kind: "bedrock-agent",
    paths: [["action_groups", "action_group_executor", "lambda"]],
  },
};
