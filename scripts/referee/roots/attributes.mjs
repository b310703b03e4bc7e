/** The arguments that are compared, by the resource's type. */
export const RECORDED = {
  aws_lambda_function: [
    "function_name",
    "memory_size",
    "timeout",
    "publish",
    "reserved_concurrent_executions",
  ],
  awscc_lambda_function: ["function_name", "memory_size", "timeout", "reserved_concurrent_executions"],
  aws_lambda_alias: ["name"],
  aws_lambda_provisioned_concurrency_config: ["qualifier", "provisioned_concurrent_executions"],
  aws_appautoscaling_target: ["resource_id", "min_capacity", "max_capacity"],
};
