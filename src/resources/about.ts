/** Types that are about a function, an alias or a version and never call it, with those of their attributes that do. */
const ABOUT: readonly (readonly [type: RegExp, calling: RegExp | undefined])[] = [
  [/^aws_lambda_(?:alias|provisioned_concurrency_config)$|^awscc_lambda_(?:alias|version)$/, undefined],
  [/^aws_lambda_function_event_invoke_config$|^awscc_lambda_event_invoke_config$/, /^destination/],
  [/^aws(?:cc)?_app(?:lication)?autoscaling_/, undefined],
  [/^aws_cloudwatch_(?:metric|composite)_alarm$|^awscc_cloudwatch_.*alarm/, /actions$/],
  [/^aws_cloudwatch_(?:dashboard|log_group|log_metric_filter)$/, undefined],
  [/^awscc_cloudwatch_|^awscc_logs_(?:log_group|metric_filter)$/, undefined],
];

/**
 * Whether what a resource says in an attribute is about an alias or a version, and no use of it: a dimension of an alarm is, its
 * action isn't.
 * @param type in the spelling of Terraform's providers
 * @param attribute in any spelling; undefined for all that aren't known to call
 */
export function isOnlyAbout(type: string, attribute?: string): boolean {
  const found = ABOUT.find(([each]) => each.test(type));
  return found !== undefined && !found[1]?.test((attribute ?? "").replaceAll("_", "").toLowerCase());
}

/** Of a function: what names the version that it publishes. */
const OF_VERSION: ReadonlySet<string | undefined> = new Set([
  "version",
  "qualified_arn",
  "qualified_invoke_arn",
  undefined,
]);
/** Of an alias: what names something else. */
const NOT_OF_ALIAS: ReadonlySet<string | undefined> = new Set(["function_name", "function_version"]);

/** Whether resources of a type have an address of an alias or a version. */
export function isAddressed(type: string): boolean {
  return /_lambda_(?:alias|function|version)$/.test(type);
}

/** Whether an attribute of an alias, a version or a function is the address of an alias or a version. @param attribute undefined: all of it */
export function isAddress(type: string, attribute: string | undefined): boolean {
  if (type.endsWith("_alias")) return !NOT_OF_ALIAS.has(attribute);
  return type.endsWith("_version") || OF_VERSION.has(attribute);
}
