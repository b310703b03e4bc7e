import { describe, expect, it } from "vitest";
import { saidOf } from "./reachable.ts";

const PAY = `
provider "aws" { region = "eu-west-1" }
data "aws_partition" "current" {}
data "aws_region" "current" {}
resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::111122223333:role/pay"
  publish       = true
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.pay.function_name
  function_version = aws_lambda_function.pay.version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  function_name                     = aws_lambda_function.pay.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 5
}
`;
/** A second caller, of the bare name. */
const NIGHTLY = `
resource "aws_cloudwatch_event_target" "nightly" {
  rule = "nightly"
  arn  = aws_lambda_function.pay.arn
}
`;
const SHOP = `function_name = "shop"
  role = "arn:aws:iam::111122223333:role/shop"`;
const PATH = "lambda:path/2015-03-31/functions";
const LITERAL = "arn:aws:lambda:eu-west-1:111122223333:function:pay";

/** How something is referred to: the alias, or the function by its bare name. */
interface Spelled {
  arn: string;
  invoke: string;
  /** In a text. */
  literal: string;
  name: string;
}
const ALIAS: Spelled = {
  arn: "aws_lambda_alias.live.arn",
  invoke: "aws_lambda_alias.live.invoke_arn",
  literal: `${LITERAL}:live`,
  name: "pay:live",
};
const BARE: Spelled = {
  arn: "aws_lambda_function.pay.arn",
  invoke: "aws_lambda_function.pay.invoke_arn",
  literal: LITERAL,
  name: "pay",
};

type Way = (spelled: Spelled) => string | Record<string, string>;

const block = (type: string, body: string): string => `resource "${type}" "it" {\n${body}\n}\n`;
const flow = (resource: string): string =>
  `jsonencode({ StartAt = "Pay", States = { Pay = { Type = "Task", Resource = ${resource}, End = true } } })`;
const api = (uri: string): string =>
  `jsonencode({ openapi = "3.0.1", info = {}, paths = { "/pay" = { post = { x-amazon-apigateway-integration = { type = "aws_proxy", httpMethod = "POST", uri = ${uri} } } } } })`;
const flowFile = (resource: string): string =>
  JSON.stringify({ StartAt: "Pay", States: { Pay: { Type: "Task", Resource: resource, End: true } } });

/** Each is a caller of what it is given. */
const CALLERS: Record<string, Way> = {
  "a state machine": ({ arn }) => block("aws_sfn_state_machine", `definition = ${flow(arn)}`),
  "a state machine's text": ({ arn }) =>
    block("aws_sfn_state_machine", `definition = <<-E\n${flowFile(`\${${arn}}`)}\nE`),
  "a state machine in a template of a file": ({ arn }) => ({
    "main.tf": block(
      "aws_sfn_state_machine",
      `definition = templatefile("\${path.module}/flow.json", { pay = ${arn} })`,
    ),
    "flow.json": flowFile("${pay}"),
  }),
  "a state machine in a file": ({ literal }) => ({
    "main.tf": block("aws_sfn_state_machine", `definition = file("\${path.module}/flow.json")`),
    "flow.json": flowFile(literal),
  }),
  "a task's FunctionName": ({ name }) =>
    block(
      "aws_sfn_state_machine",
      `definition = jsonencode({ States = { Pay = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = "${name}" } } } })`,
    ),
  "a task's FunctionName by its ARN": ({ arn }) =>
    block(
      "aws_sfn_state_machine",
      `definition = jsonencode({ States = { Pay = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = ${arn}, "Payload.$" = "$" } } } })`,
    ),
  "a task's FunctionName with a qualifier": (spelled) =>
    block(
      "aws_sfn_state_machine",
      `definition = jsonencode({ States = { Pay = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = aws_lambda_function.pay.arn, Payload = { a = 1 }${spelled === ALIAS ? ', Qualifier = "live"' : ""} } } } })`,
    ),
  "a state machine of awscc": ({ arn }) =>
    block("awscc_stepfunctions_state_machine", `role_arn = "r"\n definition_string = ${flow(arn)}`),
  "a state machine of awscc with substitutions": ({ arn }) =>
    block(
      "awscc_stepfunctions_state_machine",
      `definition_string = ${flow('"$${Pay}"')}\n definition_substitutions = { Pay = ${arn} }`,
    ),
  "the body of a REST API": ({ invoke }) =>
    block("aws_api_gateway_rest_api", `name = "a"\n body = ${api(invoke)}`),
  "the body of a REST API with a known name in its URI": ({ literal }) =>
    block(
      "aws_api_gateway_rest_api",
      `body = ${api(`"arn:aws:apigateway:eu-west-1:${PATH}/${literal}/invocations"`)}`,
    ),
  "the body of a REST API with a partition": ({ arn }) =>
    block(
      "aws_api_gateway_rest_api",
      `body = ${api(`"arn:\${data.aws_partition.current.partition}:apigateway:\${data.aws_region.current.name}:${PATH}/\${${arn}}/invocations"`)}`,
    ),
  "the body of a REST API in a template of a file": ({ invoke }) => ({
    "main.tf": block(
      "aws_api_gateway_rest_api",
      `body = templatefile("\${path.module}/api.yaml", { uri = ${invoke} })`,
    ),
    "api.yaml":
      "openapi: 3.0.1\npaths:\n  /pay:\n    post:\n      x-amazon-apigateway-integration:\n        uri: ${uri}\n",
  }),
  "the body of a REST API of awscc": ({ invoke }) =>
    block("awscc_apigateway_rest_api", `body = ${api(invoke)}`),
  "the body of an HTTP API": ({ invoke }) =>
    block("aws_apigatewayv2_api", `name = "a"\n protocol_type = "HTTP"\n body = ${api(invoke)}`),
  "the target of an HTTP API": ({ arn }) => block("aws_apigatewayv2_api", `target = ${arn}`),
  "the body of an HTTP API of awscc": ({ invoke }) =>
    block("awscc_apigatewayv2_api", `body = ${api(invoke)}`),
  "an integration": ({ invoke }) => block("aws_api_gateway_integration", `uri = ${invoke}`),
  "an integration with a partition": ({ arn }) =>
    block(
      "aws_api_gateway_integration",
      `uri = "arn:\${data.aws_partition.current.partition}:apigateway:\${data.aws_region.current.name}:${PATH}/\${${arn}}/invocations"`,
    ),
  "an integration of an HTTP API": ({ invoke }) =>
    block("aws_apigatewayv2_integration", `integration_uri = ${invoke}`),
  "a pipe": ({ arn }) => block("aws_pipes_pipe", `source = "q"\n target = ${arn}`),
  "a pipe's enrichment": ({ arn }) =>
    block("awscc_pipes_pipe", `source = "q"\n target = "b"\n enrichment = ${arn}`),
  "a schedule": ({ arn }) => block("aws_scheduler_schedule", `target {\n arn = ${arn}\n role_arn = "r"\n}`),
  "an event rule of awscc": ({ arn }) => block("awscc_events_rule", `targets = [{ id = "a", arn = ${arn} }]`),
  "a delivery stream": ({ arn }) =>
    block(
      "aws_kinesis_firehose_delivery_stream",
      `extended_s3_configuration {\n processing_configuration {\n enabled = true\n processors {\n type = "Lambda"\n parameters {\n parameter_name = "LambdaArn"\n parameter_value = ${arn}\n}\n}\n}\n}`,
    ),
  "a delivery stream of awscc": ({ arn }) =>
    block(
      "awscc_kinesisfirehose_delivery_stream",
      `extended_s3_destination_configuration = { processing_configuration = { processors = [{ type = "Lambda", parameters = [{ parameter_name = "LambdaArn", parameter_value = ${arn} }] }] } }`,
    ),
  "a user pool": ({ arn }) => block("aws_cognito_user_pool", `lambda_config {\n pre_sign_up = ${arn}\n}`),
  "a user pool's token configuration": ({ arn }) =>
    block(
      "aws_cognito_user_pool",
      `lambda_config {\n pre_token_generation_config {\n lambda_arn = ${arn}\n lambda_version = "V2_0"\n}\n}`,
    ),
  "a user pool's sender": ({ arn }) =>
    block(
      "aws_cognito_user_pool",
      `lambda_config {\n custom_email_sender {\n lambda_arn = ${arn}\n lambda_version = "V1_0"\n}\n}`,
    ),
  "an IoT rule": ({ arn }) => block("aws_iot_topic_rule", `lambda {\n function_arn = ${arn}\n}`),
  "an IoT rule's error action": ({ arn }) =>
    block("aws_iot_topic_rule", `error_action {\n lambda {\n function_arn = ${arn}\n}\n}`),
  "an IoT authorizer": ({ arn }) => block("aws_iot_authorizer", `authorizer_function_arn = ${arn}`),
  "an agent": ({ arn }) =>
    block("aws_bedrockagent_agent_action_group", `action_group_executor {\n lambda = ${arn}\n}`),
  "an agent of awscc": ({ arn }) =>
    block(
      "awscc_bedrock_agent",
      `action_groups = [{ action_group_name = "a", action_group_executor = { lambda = ${arn} } }]`,
    ),
  "a data source of AppSync": ({ arn }) =>
    block("aws_appsync_datasource", `lambda_config {\n function_arn = ${arn}\n}`),
  "an authorizer of AppSync": ({ arn }) =>
    block("aws_appsync_graphql_api", `lambda_authorizer_config {\n authorizer_uri = ${arn}\n}`),
  "a destination of another function": ({ arn }) =>
    block(
      "aws_lambda_function_event_invoke_config",
      `function_name = "shop"\n destination_config {\n on_failure {\n destination = ${arn}\n}\n}`,
    ),
  "a bucket": ({ arn }) =>
    block(
      "aws_s3_bucket_notification",
      `lambda_function {\n lambda_function_arn = ${arn}\n events = ["s3:ObjectCreated:*"]\n}`,
    ),
  "buckets by a dynamic block": ({ arn }) =>
    block(
      "aws_s3_bucket_notification",
      `dynamic "lambda_function" {\n for_each = [${arn}]\n content {\n lambda_function_arn = lambda_function.value\n events = []\n}\n}`,
    ),
  "a bucket of awscc": ({ arn }) =>
    block(
      "awscc_s3_bucket",
      `notification_configuration = { lambda_configurations = [{ event = "e", function = ${arn} }] }`,
    ),
  "an object Lambda access point": ({ arn }) =>
    block(
      "aws_s3control_object_lambda_access_point",
      `configuration {\n supporting_access_point = "a"\n transformation_configuration {\n actions = ["GetObject"]\n content_transformation {\n aws_lambda {\n function_arn = ${arn}\n}\n}\n}\n}`,
    ),
  "a topic": ({ arn }) => block("aws_sns_topic_subscription", `protocol = "lambda"\n endpoint = ${arn}`),
  "a topic of awscc": ({ arn }) =>
    block("awscc_sns_topic", `subscription = [{ protocol = "lambda", endpoint = ${arn} }]`),
  "a target group": ({ arn }) => block("aws_lb_target_group_attachment", `target_id = ${arn}`),
  "a target group by its old name": ({ arn }) =>
    block("aws_alb_target_group_attachment", `target_id = ${arn}`),
  "a target group of VPC Lattice": ({ arn }) =>
    block("aws_vpclattice_target_group_attachment", `target {\n id = ${arn}\n}`),
  "a rule of Config": ({ arn }) =>
    block("aws_config_config_rule", `source {\n owner = "CUSTOM_LAMBDA"\n source_identifier = ${arn}\n}`),
  "a rule of an organisation's Config": ({ arn }) =>
    block("aws_config_organization_custom_rule", `lambda_function_arn = ${arn}`),
  "a rotation": ({ arn }) => block("aws_secretsmanager_secret_rotation", `rotation_lambda_arn = ${arn}`),
  "a subscription to logs": ({ arn }) =>
    block("aws_cloudwatch_log_subscription_filter", `destination_arn = ${arn}`),
  "the logs of an account": ({ arn }) =>
    block("aws_cloudwatch_log_account_policy", `policy_document = jsonencode({ DestinationArn = ${arn} })`),
  "an alarm's action": ({ arn }) => block("aws_cloudwatch_metric_alarm", `alarm_actions = [${arn}]`),
  "a bot": ({ arn }) =>
    block(
      "aws_lex_intent",
      `fulfillment_activity {\n type = "CodeHook"\n code_hook {\n message_version = "1"\n uri = ${arn}\n}\n}`,
    ),
  "a contact flow's association": ({ arn }) =>
    block("aws_connect_lambda_function_association", `function_arn = ${arn}`),
  "an integration of Connect": ({ arn }) =>
    block(
      "awscc_connect_integration_association",
      `integration_type = "LAMBDA_FUNCTION"\n integration_arn = ${arn}`,
    ),
  "a receipt rule": ({ arn }) =>
    block("aws_ses_receipt_rule", `lambda_action {\n position = 1\n function_arn = ${arn}\n}`),
  "a stream": ({ arn }) =>
    block("aws_lambda_event_source_mapping", `event_source_arn = "s"\n function_name = ${arn}`),
  "a cluster of Kafka": ({ arn }) =>
    block(
      "awscc_lambda_event_source_mapping",
      `event_source_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/a/b"\n function_name = ${arn}`,
    ),
  "a repository's trigger": ({ arn }) =>
    block(
      "aws_codecommit_trigger",
      `trigger {\n name = "a"\n events = ["all"]\n destination_arn = ${arn}\n}`,
    ),
  "a server of Transfer": ({ arn }) => block("aws_transfer_server", `function = ${arn}`),
  "a workflow of Transfer": ({ arn }) =>
    block(
      "aws_transfer_workflow",
      `steps {\n type = "CUSTOM"\n custom_step_details {\n target = ${arn}\n}\n}`,
    ),
  "a maintenance window": ({ arn }) =>
    block("aws_ssm_maintenance_window_task", `task_type = "LAMBDA"\n task_arn = ${arn}`),
  "another root by the name": ({ literal }) => ({
    "other/main.tf": `provider "aws" { region = "eu-west-1" }\n${block("aws_sns_topic_subscription", `protocol = "lambda"\n endpoint = "${literal}"`)}`,
  }),
};

/** What may lead to a call, and says nothing of it where it names the function alone. */
const HANDED_ON: Record<string, Way> = {
  "an invocation when it is read": ({ name }) =>
    `data "aws_lambda_invocation" "it" {\n function_name = "pay"\n ${name === "pay" ? "" : 'qualifier = "live"'}\n input = "{}"\n}`,
  "an environment": ({ arn }) =>
    block("aws_lambda_function", `${SHOP}\n environment {\n variables = { PAY = ${arn} }\n}`),
  "an environment by name": ({ name }) =>
    block("aws_lambda_function", `${SHOP}\n environment {\n variables = { PAY = "${name}" }\n}`),
  "a name with a literal alias": ({ name }) =>
    block(
      "aws_lambda_function",
      `${SHOP}\n environment {\n variables = { PAY = "\${aws_lambda_function.pay.arn}${name.slice(3)}" }\n}`,
    ),
  "a name that is joined": (spelled) =>
    block(
      "aws_lambda_function",
      `${SHOP}\n environment {\n variables = { PAY = join(":", [aws_lambda_function.pay.arn${spelled === ALIAS ? ', "live"' : ""}]) }\n}`,
    ),
  "a name with a variable": (spelled) =>
    `variable "alias" {}\n${block("aws_lambda_function", `${SHOP}\n environment {\n variables = { PAY = "\${aws_lambda_function.pay.function_name}${spelled === ALIAS ? ":${var.alias}" : ""}" }\n}`)}`,
  "a parameter": ({ arn }) => block("aws_ssm_parameter", `name = "pay"\n type = "String"\n value = ${arn}`),
  "a parameter by ARN": ({ literal }) =>
    block("aws_ssm_parameter", `name = "pay"\n type = "String"\n value = "${literal}"`),
  "an output": ({ arn }) => `output "pay" { value = ${arn} }`,
  "a local that an output gives": ({ arn }) =>
    `locals { pay = { arn = ${arn} } }\noutput "pay" { value = local.pay.arn }`,
  "a module that is elsewhere": ({ arn }) =>
    `module "api" {\n source = "terraform-aws-modules/apigateway-v2/aws"\n integration = ${arn}\n}`,
  "a module that is here": ({ arn }) => ({
    "main.tf": `module "shop" {\n source = "./shop"\n pay = ${arn}\n}`,
    "shop/main.tf": `variable "pay" {}\n${block("aws_ssm_parameter", `name = "pay"\n type = "String"\n value = var.pay`)}`,
  }),
  "what an event rule is given": ({ arn }) =>
    `resource "aws_cloudwatch_event_target" "batch" {\n rule = "r"\n arn = "arn:aws:states:eu-west-1:111122223333:stateMachine:batch"\n input = jsonencode({ pay = ${arn} })\n}`,
  "a policy of IAM": ({ arn }) =>
    block(
      "aws_iam_role_policy",
      `role = "shop"\n policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = ${arn} }] })`,
    ),
  "another root's data": (spelled) => ({
    "other/main.tf": `data "aws_lambda_alias" "pay" {\n function_name = "pay"\n name = "${spelled === ALIAS ? "live" : "next"}"\n}\noutput "it" { value = data.aws_lambda_alias.pay.arn }`,
  }),
  "another root's data of the function": (spelled) => ({
    "other/main.tf": `data "aws_lambda_function" "pay" {\n function_name = "pay"\n ${spelled === ALIAS ? 'qualifier = "live"' : ""}\n}`,
  }),
  "a template of CloudFormation": ({ literal }) => ({
    "shop/template.yaml": `Resources:\n  P:\n    Type: AWS::SSM::Parameter\n    Properties: { Type: String, Value: "${literal}" }\n`,
  }),
  "a program": ({ name }) => ({ "src/shop.ts": `await lambda.invoke({ FunctionName: "${name}" });\n` }),
  "a program with a qualifier": (spelled) => ({
    "src/shop.py": `client.invoke(FunctionName="pay"${spelled === ALIAS ? ', Qualifier="live"' : ""}, Payload=b"{}")\n`,
  }),
  "a program that chooses one of several": (spelled) => ({
    "src/shop.py":
      `if bulk:\n    function_name = "bulk"\n    qualifier = "live"\nelse:\n    function_name = "pay"\n    qualifier = "${spelled === ALIAS ? "live" : "next"}"\n`.replace(
        spelled === ALIAS ? "\0" : '"live"',
        '"next"',
      ),
  }),
  "another function's environment, name by name": (spelled) => ({
    "main.tf": `resource "aws_lambda_function" "shop" {\n  function_name = "shop"\n  environment {\n    variables = { PAY = "pay", PAY_ALIAS = "${spelled === ALIAS ? "live" : "next"}" }\n  }\n}\n`,
  }),
  "a command": (spelled) => ({
    "deploy.sh": `aws lambda invoke --function-name pay ${spelled === ALIAS ? "--qualifier live" : ""} out.json\n`,
  }),
  "the file of a deployment": (spelled) => ({
    "appspec.yml": `version: 0.0\nResources:\n  - pay:\n      Type: AWS::Lambda::Function\n      Properties:\n        Name: pay\n        Alias: ${spelled === ALIAS ? "live" : "next"}\n        CurrentVersion: "1"\n        TargetVersion: "2"\n`,
  }),
};

function checkout(way: ReturnType<Way>, more = ""): Record<string, string> {
  const files = typeof way === "string" ? { "main.tf": way } : way;
  return { ...files, "main.tf": `${PAY}${more}${files["main.tf"] ?? ""}` };
}

describe("what calls an alias or a function in Terraform", () => {
  for (const [name, way] of Object.entries(CALLERS)) {
    it(`${name} of the alias uses what is provisioned on it`, async () => {
      expect(await saidOf(checkout(way(ALIAS), NIGHTLY))).toEqual([]);
    });
    it(`${name} of the bare name doesn't`, async () => {
      expect(await saidOf(checkout(way(BARE)))).toEqual(["violation"]);
    });
  }
});

describe("what an alias is handed to in Terraform", () => {
  for (const [name, way] of Object.entries(HANDED_ON)) {
    it(`${name} may lead to a call of the alias`, async () => {
      expect(await saidOf(checkout(way(ALIAS), NIGHTLY))).toEqual([]);
    });
    it(`${name} says nothing of the alias by the function's own name`, async () => {
      expect(await saidOf(checkout(way(BARE), NIGHTLY))).toEqual(["violation"]);
    });
  }
});
