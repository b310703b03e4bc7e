// Estates that nobody owns: made from a number, the same every time, in the shapes that real repositories have.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../.cache/", import.meta.url));
/** Rises with every change of what is made, so that no old estate is measured. */
const EDITION = 1;

/** The folder of an estate, made when it is not there. @param files yields [path, text] */
export function estate(name, files) {
  const folder = join(CACHE, `${name}-${EDITION}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), text);
  }
  renameSync(unfinished, folder);
  return folder;
}

/** Terraform: roots with functions in files of their own, variables, and values for two environments. */
export function* terraformFiles(roots, functionsInEach) {
  yield [
    "policy.yml",
    `environments:\n  prod: { production: true, account: "111122223333" }\naccounts:\n  "111122223333":\n    eu-west-1: { limit: 1000000 }\n`,
  ];
  for (let root = 0; root < roots; root++) {
    const folder = `services/service-${pad(root)}`;
    yield [`${folder}/main.tf`, terraformMain(root)];
    yield [`${folder}/variables.tf`, terraformVariables(functionsInEach)];
    yield [`${folder}/env/prod.tfvars`, terraformValues("prod", functionsInEach)];
    yield [`${folder}/env/dev.tfvars`, terraformValues("dev", functionsInEach)];
    for (let fn = 0; fn < functionsInEach; fn++)
      yield [`${folder}/function-${pad(fn)}.tf`, terraformFunction(root, fn)];
  }
}

function terraformMain(root) {
  return `terraform {
  required_version = ">= 1.5"
}

provider "aws" {
  region = "eu-west-1"
}

locals {
  service = "service-${pad(root)}"
  name    = "\${local.service}-\${var.environment}"
  tags = merge(var.tags, {
    service     = local.service
    environment = var.environment
  })
}

resource "aws_iam_role" "service" {
  name               = local.name
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole" }] })
}
`;
}

function terraformVariables(functions) {
  const names = Array.from({ length: functions }, (_, fn) => `    f${pad(fn)} = optional(number)`).join("\n");
  return `variable "environment" {
  type = string
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "reserved" {
  type = object({
${names}
  })
}
`;
}

function terraformValues(environment, functions) {
  const values = Array.from({ length: functions }, (_, fn) =>
    environment === "dev" && fn % 2 === 1
      ? []
      : `  f${pad(fn)} = ${environment === "dev" ? 1 : 2 + (fn % 9)}`,
  ).flat();
  return `environment = "${environment}"\nreserved = {\n${values.join("\n")}\n}\n`;
}

/** Every tenth function lacks its reservation; every fifth has an alias with provisioned concurrency. */
function terraformFunction(root, fn) {
  const id = `f${pad(fn)}`;
  const reserved = (root + fn) % 10 === 9 ? "" : `  reserved_concurrent_executions = var.reserved.${id}\n`;
  const alias =
    fn % 5 !== 0
      ? ""
      : `
resource "aws_lambda_alias" "${id}" {
  name             = "live"
  function_name    = aws_lambda_function.${id}.function_name
  function_version = aws_lambda_function.${id}.version
}

resource "aws_lambda_provisioned_concurrency_config" "${id}" {
  function_name                     = aws_lambda_alias.${id}.function_name
  qualifier                         = aws_lambda_alias.${id}.name
  provisioned_concurrent_executions = var.environment == "prod" ? 2 : 1
}
`;
  return `resource "aws_lambda_function" "${id}" {
  function_name = "\${local.name}-${id}"
  role          = aws_iam_role.service.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "build/${id}.zip"
  publish       = true
  memory_size   = ${128 * (1 + (fn % 8))}
  timeout       = 30
${reserved}  tags          = local.tags

  environment {
    variables = {
      SERVICE = local.service
      LEVEL   = var.environment == "prod" ? "warn" : "debug"
    }
  }
}

resource "aws_cloudwatch_log_group" "${id}" {
  name              = "/aws/lambda/\${aws_lambda_function.${id}.function_name}"
  retention_in_days = 30
}
${alias}`;
}

/** SAM: templates of about three and a half kilobytes with three functions each. */
export function* samFiles(templates) {
  for (let each = 0; each < templates; each++)
    yield [`stacks/stack-${pad(each)}/template.yaml`, samTemplate(each)];
}

function samTemplate(index) {
  const functions = [0, 1, 2].map((fn) => samFunction(index, fn)).join("");
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: Stack ${index} of the estate
Parameters:
  Stage:
    Type: String
    AllowedValues: [dev, prod]
    Default: prod
  ReservedForQueue:
    Type: Number
    Default: ${5 + (index % 20)}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 30
    MemorySize: 512
    Environment:
      Variables:
        STAGE: !Ref Stage
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "orders-${pad(index)}-\${Stage}"
      VisibilityTimeout: 180
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
${functions}Outputs:
  Function0:
    Value: !GetAtt Function0.Arn
  QueueUrl:
    Value: !Ref Queue
`;
}

function samFunction(index, fn) {
  const reserved =
    (index + fn) % 10 === 9
      ? ""
      : "      ReservedConcurrentExecutions: !If [IsProd, !Ref ReservedForQueue, 1]\n";
  const alias =
    fn === 0
      ? "      AutoPublishAlias: live\n      ProvisionedConcurrencyConfig:\n        ProvisionedConcurrentExecutions: !If [IsProd, 2, 1]\n"
      : "";
  return `  Function${fn}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "stack-${pad(index)}-${fn}-\${Stage}"
      CodeUri: src/function-${fn}/
      Handler: index.handler
${reserved}${alias}      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Table
        - SQSPollerPolicy:
            QueueName: !GetAtt Queue.QueueName
      Events:
        Api:
          Type: Api
          Properties:
            Path: /stack-${pad(index)}/function-${fn}
            Method: post
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue.Arn
            BatchSize: 10
            ScalingConfig:
              MaximumConcurrency: 2
      Tags:
        team: team-${index % 12}
        service: stack-${pad(index)}
`;
}

function pad(number) {
  return String(number).padStart(4, "0");
}
