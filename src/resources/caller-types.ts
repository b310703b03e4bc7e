import { EDGE } from "../model/linked-model.ts";
import {
  ALARM_ACTIONS,
  type CallerType,
  COGNITO_PATHS,
  DESTINATIONS,
  processors,
  SEVERAL,
} from "./caller-paths.ts";
import { CLOUD_CONTROL_CALLER_TYPES } from "./cloud-control-caller-types.ts";

/** What can invoke a function, by resource type. Attributes that don't name a function (another kind of target) yield nothing. */
const CALLER_TYPES: Readonly<Record<string, CallerType>> = {
  ...CLOUD_CONTROL_CALLER_TYPES,
  aws_lambda_function_url: { kind: "function-url", paths: [["function_name"]], qualifier: "qualifier" },
  aws_lambda_permission: { kind: "permission", paths: [["function_name"]], qualifier: "qualifier" },
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
  aws_lambda_function_event_invoke_config: { kind: "destination", paths: DESTINATIONS },
  aws_kinesis_firehose_delivery_stream: { kind: "delivery-stream", paths: processors("configuration") },
  aws_cloudwatch_metric_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  aws_cloudwatch_composite_alarm: { kind: "alarm", paths: ALARM_ACTIONS },
  aws_appsync_graphql_api: { kind: "appsync", paths: [["lambda_authorizer_config", "authorizer_uri"]] },
  aws_config_organization_custom_rule: { kind: "config-rule", paths: [["lambda_function_arn"]] },
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
  aws_lex_intent: {
    kind: "lex",
    paths: [
      ["fulfillment_activity", "code_hook", "uri"],
      ["dialog_code_hook", "uri"],
    ],
  },
  aws_codecommit_trigger: { kind: "repository", paths: [["trigger", "destination_arn"]] },
  aws_transfer_server: { kind: "transfer", paths: [["function"]] },
  aws_transfer_workflow: { kind: "transfer", paths: [["steps", "custom_step_details", "target"]] },
  aws_ssm_maintenance_window_task: { kind: "maintenance-window", paths: [["task_arn"]] },
  /** A function named somewhere in the definition of a state machine or an API. */
  definition_call: { kind: "definition", paths: [["function_name"]], qualifier: "qualifier" },
  aws_bedrockagent_agent_action_group: {
    kind: "bedrock-agent",
    paths: [["action_group_executor", "lambda"]],
  },
};

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
