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
export const COGNITO_PATHS = [
  ...COGNITO_TRIGGERS.map((trigger) => ["lambda_config", trigger]),
  ...["pre_token_generation_config", "custom_email_sender", "custom_sms_sender"].map((trigger) => [
    "lambda_config",
    trigger,
    "lambda_arn",
  ]),
];
export const DESTINATIONS = ["on_success", "on_failure"].map((outcome) => [
  "destination_config",
  outcome,
  "destination",
]);
export const ALARM_ACTIONS = ["alarm_actions[]", "ok_actions[]", "insufficient_data_actions[]"].map(
  (name) => [name],
);
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
export function processors(suffix: string): string[][] {
  return STREAM_DESTINATIONS.map((destination) => [
    `${destination}_${suffix}`,
    "processing_configuration",
    "processors",
    "parameters",
    "parameter_value",
  ]);
}

/** Marks an attribute that holds a list. */
export const SEVERAL = "[]";
