import type { ModuleAdapter } from "../adapter.ts";

/** Each wrapper of terraform-aws-modules/lambda calls a module for each of its items. */
export const TERRAFORM_AWS_LAMBDA_WRAPPERS: readonly ModuleAdapter[] = [
  {
    sources: ["terraform-aws-modules/lambda/aws//wrappers"],
    terraform: wrapperOf("terraform-aws-modules/lambda/aws", {
      create: "true",
      create_function: "true",
      create_layer: "false",
      create_lambda_function_url: "false",
      create_unqualified_alias_lambda_function_url: "true",
      function_name: '""',
      publish: "false",
      lambda_at_edge: "false",
      snap_start: "false",
      memory_size: "128",
      timeout: "3",
      architectures: "null",
      region: "null",
      lambda_role: '""',
      tags: "{}",
      function_tags: "{}",
      reserved_concurrent_executions: "-1",
      provisioned_concurrent_executions: "-1",
      durable_config_execution_timeout: "null",
      managed_instances_capacity_provider_arn: "null",
      tenant_isolation_mode: "false",
      event_source_mapping: "{}",
      allowed_triggers: "{}",
      create_current_version_allowed_triggers: "true",
      create_unqualified_alias_allowed_triggers: "true",
    }),
  },
  {
    sources: ["terraform-aws-modules/lambda/aws//wrappers/alias"],
    terraform: wrapperOf("terraform-aws-modules/lambda/aws//modules/alias", {
      create: "true",
      use_existing_alias: "false",
      refresh_alias: "true",
      name: '""',
      function_name: '""',
      function_version: '""',
      routing_additional_version_weights: "{}",
      event_source_mapping: "{}",
      allowed_triggers: "{}",
      create_version_allowed_triggers: "true",
      create_qualified_alias_allowed_triggers: "true",
    }),
  },
];

/** The module's wrapper calls it once for each of \`items\`, with \`defaults\` where an item doesn't say. */
function wrapperOf(source: string, inputs: Readonly<Record<string, string>>): string {
  const passed = Object.entries(inputs).map(
    ([name, fallback]) => `  ${name} = try(each.value.${name}, var.defaults.${name}, ${fallback})`,
  );
  return [
    'variable "items" { default = {} }',
    'variable "defaults" { default = {} }',
    'module "wrapper" {',
    `  source   = "${source}"`,
    "  for_each = var.items",
    ...passed,
    "}",
    'output "wrapper" { value = module.wrapper }',
  ].join("\n");
}
