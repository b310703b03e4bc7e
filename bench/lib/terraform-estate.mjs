import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Outside git; written anew each time, the same to the byte. */
const cache = fileURLToPath(new URL("../../node_modules/.cache/bench", import.meta.url));

/**
 * An estate as organisations have it: roots that deploy functions through two levels of modules with their numbers in
 * tfvars, among many more files of roots and modules that have nothing to do with Lambda.
 * @returns its folder
 */
export function estate({ files, functions }) {
  const home = join(cache, `terraform-${files}-${functions}`);
  rmSync(home, { recursive: true, force: true });
  let written = 0;
  const put = (path, text) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
    if (path.endsWith(".tf")) written++;
  };
  put("modules/function/main.tf", FUNCTION);
  put("modules/service/main.tf", SERVICE);
  const services = Math.ceil(functions / 10);
  for (let index = 0; index < services; index++) {
    put(`live/service-${index}/main.tf`, root(index));
    put(`live/service-${index}/network.tf`, network(index));
    put(`live/service-${index}/default.tfvars`, values(index, Math.min(10, functions - index * 10)));
  }
  for (let index = 0; written < files; index++) {
    put(`platform/part-${index % 50}/resources-${Math.floor(index / 50)}.tf`, other(index));
  }
  return home;
}

const FUNCTION = `variable "name" {
  type = string
}
variable "settings" {
  type = object({
    reserved    = optional(number, -1)
    provisioned = optional(number, 0)
    memory      = optional(number, 128)
  })
}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = "arn:aws:iam::111122223333:role/x"
  publish                        = true
  memory_size                    = var.settings.memory
  reserved_concurrent_executions = var.settings.reserved
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}
resource "aws_lambda_provisioned_concurrency_config" "live" {
  count                             = var.settings.provisioned > 0 ? 1 : 0
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.settings.provisioned
}
`;

const SERVICE = `variable "prefix" {}
variable "functions" {
  type = any
}
variable "defaults" {
  type    = any
  default = {}
}
module "function" {
  source   = "../function"
  for_each = var.functions
  name     = join("-", [var.prefix, each.key])
  settings = merge(var.defaults, each.value)
}
`;

function root(index) {
  return `variable "functions" {
  type = any
}
provider "aws" {
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}
locals {
  environment = "default"
  prefix      = format("%s-%03d", local.environment, ${index})
  defaults    = local.environment == "prod" ? { memory = 1024 } : { memory = 256 }
}
module "service" {
  source    = "../../modules/service"
  prefix    = local.prefix
  functions = var.functions
  defaults  = local.defaults
}
`;
}

function values(index, count) {
  const lines = Array.from(
    { length: count },
    (_, at) => `  fn${at} = { reserved = ${1 + ((index + at) % 5)}, provisioned = ${at % 4 === 0 ? 1 : 0} }`,
  );
  return `functions = {\n${lines.join("\n")}\n}\n`;
}

function network(index) {
  return Array.from(
    { length: 8 },
    (_, at) => `resource "aws_security_group" "sg${at}" {
  name   = "sg-${index}-${at}"
  vpc_id = data.aws_vpc.main.id
  ingress {
    from_port   = ${8000 + at}
    to_port     = ${8000 + at}
    protocol    = "tcp"
    cidr_blocks = [cidrsubnet("10.${index % 250}.0.0/16", 8, ${at})]
  }
}
`,
  ).join("\n");
}

function other(index) {
  return Array.from(
    { length: 6 },
    (_, at) => `resource "aws_dynamodb_table" "table_${index}_${at}" {
  name         = "\${var.prefix}-${index}-${at}"
  billing_mode = var.environment == "prod" ? "PROVISIONED" : "PAY_PER_REQUEST"
  hash_key     = "id"
  tags         = merge(local.tags, { Index = "${index}" })
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_iam_policy" "policy_${index}_${at}" {
  name = "policy-${index}-${at}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = [aws_dynamodb_table.table_${index}_${at}.arn] }]
  })
}
`,
  ).join("\n");
}
