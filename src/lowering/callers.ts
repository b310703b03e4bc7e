import type { Caller } from "../model/model.ts";
import type { Value } from "../model/value.ts";
import { entityOf } from "./entity.ts";
import type { AttributeReader, ResourceReader } from "./reader.ts";
import type { Register } from "./register.ts";
import { qualifiedTargetAt, targetAt } from "./targets.ts";

interface CallerType {
  kind: string;
  /** Names of nested blocks and, last, the attribute that holds a function. */
  paths: readonly string[][];
  /** The attribute beside it that holds a qualifier. */
  qualifier?: string;
}

/** The kind of caller that makes a function a Lambda@Edge function. */
export const EDGE = "cloudfront";

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
  aws_bedrockagent_agent_action_group: {
    kind: "bedrock-agent",
    paths: [["action_group_executor", "lambda"]],
  },
};

/** Whether resources of a type may call functions. */
export function isCallerType(type: string): boolean {
  return Object.hasOwn(CALLER_TYPES, type);
}

/** The callers that a resource is: one for each attribute that names a function. */
export function readCallers(resource: ResourceReader, deployment: string, register: Register): Caller[] {
  const type = CALLER_TYPES[resource.type];
  if (!type) return [];
  return type.paths
    .flatMap((path) => sitesAt(resource, path, ""))
    .flatMap(({ block, attribute, part }): Caller[] => {
      const site = { block, attribute, pool: resource };
      const target = type.qualifier
        ? qualifiedTargetAt(site, type.qualifier, register)
        : targetAt(site, register);
      if (target.function.address === null && !namesFunction(block.string(attribute), attribute)) return [];
      return [{ ...entityOf(resource, deployment, part), ...target, kind: type.kind }];
    });
}

interface PartSite {
  block: AttributeReader;
  attribute: string;
  /** Tells apart the callers of one resource, as Terraform writes a nested block: `.lambda_function[1]`. */
  part: string;
}

function sitesAt(block: AttributeReader, path: readonly string[], part: string): PartSite[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  if (rest.length === 0) return [{ block, attribute: name, part: part === "" ? "" : `${part}.${name}` }];
  const blocks = block.blocks(name);
  if (blocks.state !== "known") return [];
  return blocks.value.flatMap((each, index) => sitesAt(each, rest, `${part}.${name}[${index}]`));
}

/** Many of the attributes may name a queue or an URL instead. */
function namesFunction(text: Value<string>, attribute: string): boolean {
  if (attribute === "function_name") return text.state !== "unset";
  return text.state === "known" && text.value.includes(":function:");
}
