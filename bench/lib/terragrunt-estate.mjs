/**
 * Terragrunt: units of a few modules below environments and regions, with shared parents, account and region files, a dependency
 * each, and a third of them without anything of Lambda.
 */
export function* terragruntFiles(units) {
  yield ["modules/function/main.tf", FUNCTION];
  yield ["modules/bucket/main.tf", BUCKET];
  yield ["live/root.hcl", ROOT];
  yield ["live/_shared/function.hcl", SHARED];
  for (const [at, environment] of ENVIRONMENTS.entries()) {
    yield [
      `live/${environment}/account.hcl`,
      `locals {\n  id   = "${111111111111 * (at + 1)}"\n  name = "${environment}"\n}\n`,
    ];
    for (const region of REGIONS)
      yield [`live/${environment}/${region}/region.hcl`, `locals {\n  region = "${region}"\n}\n`];
  }
  for (let unit = 0; unit < units; unit++) {
    const environment = ENVIRONMENTS[unit % ENVIRONMENTS.length];
    const region = REGIONS[Math.floor(unit / ENVIRONMENTS.length) % REGIONS.length];
    const group = `live/${environment}/${region}/service-${String(Math.floor(unit / 24)).padStart(4, "0")}`;
    const isBucket = unit % 3 === 2;
    yield [`${group}/unit-${String(unit).padStart(4, "0")}/terragrunt.hcl`, isBucket ? bucket() : fn(unit)];
  }
}

const ENVIRONMENTS = ["dev", "stage", "prod", "sandbox"];
const REGIONS = ["eu-west-1", "us-east-1"];

const ROOT = `locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region
}

remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  config = {
    bucket = "state-\${local.account.name}"
    key    = "\${path_relative_to_include()}/terraform.tfstate"
    region = local.region
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<EOF
provider "aws" {
  region              = "\${local.region}"
  allowed_account_ids = ["\${local.account.id}"]
}
provider "aws" {
  region              = "\${local.region}"
  allowed_account_ids = ["\${local.account.id}"]
}
EOF
}

inputs = {
  environment = local.account.name
  tags        = { path = path_relative_to_include(), region = local.region }
}
`;

const SHARED = `terraform {
  source = "\${dirname(find_in_parent_folders("root.hcl"))}/..//modules/function"
}

inputs = {
  memory = 256
}
`;

const FUNCTION = `variable "environment" {
  type = string
}

variable "name" {
  type = string
}

variable "memory" {
  type    = number
  default = 128
}

variable "reserved" {
  type    = number
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_lambda_function" "this" {
  function_name                  = "\${var.name}-\${var.environment}"
  memory_size                    = var.memory
  reserved_concurrent_executions = var.reserved
  tags                           = var.tags
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = "$LATEST"
}

output "function_name" {
  value = aws_lambda_function.this.function_name
}
`;

const BUCKET = `variable "environment" {
  type = string
}

resource "aws_s3_bucket" "this" {
  bucket_prefix = var.environment
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
`;

function fn(unit) {
  const before =
    unit >= 24
      ? `dependency "before" {\n  config_path  = "../unit-${String(unit - 8).padStart(4, "0")}"\n  mock_outputs = { function_name = "mock" }\n}\n\n`
      : "";
  return `include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "shared" {
  path = "\${dirname(find_in_parent_folders("root.hcl"))}/_shared/function.hcl"
}

${before}inputs = {
  name     = "fn-${unit}"
  reserved = ${1 + (unit % 5)}
}
`;
}

function bucket() {
  return `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "\${dirname(find_in_parent_folders("root.hcl"))}/..//modules/bucket"
}
`;
}
