/** The type of SAM that is CloudFormation's function and more. */
export const SAM_FUNCTION = "AWS::Serverless::Function";

/**
 * A type in the spelling of Terraform's Cloud Control provider, which is made from CloudFormation's own schemas:
 * `AWS::Lambda::EventSourceMapping` → `awscc_lambda_event_source_mapping`.
 */
export function cloudControlType(type: string): string {
  if (type === SAM_FUNCTION) return "awscc_lambda_function";
  const [vendor, service, resource, ...more] = type.split("::");
  if (vendor !== "AWS" || !service || !resource || more.length > 0) return type;
  return `awscc_${service.toLowerCase()}_${snakeCase(resource)}`;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
