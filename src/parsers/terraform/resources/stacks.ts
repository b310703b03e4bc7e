import type { UnreadCode } from "../../../parser.ts";
import type { ResourceReader } from "../../../resources/reader.ts";

/** Types that deploy a template, with the attributes that hold it or say where it is. */
const STACKS: ReadonlySet<string> = new Set([
  "aws_cloudformation_stack",
  "aws_cloudformation_stack_set",
  "awscc_cloudformation_stack",
  "awscc_cloudformation_stack_set",
  "aws_serverlessapplicationrepository_cloudformation_stack",
]);

/** Any resource of CloudFormation's types, which an argument names. */
const CLOUD_CONTROL = "aws_cloudcontrolapi_resource";

export function isStackType(type: string): boolean {
  return STACKS.has(type) || type === CLOUD_CONTROL;
}

/** The types that take concurrency, or deploy what does. */
const COUNTED =
  /^AWS::(?:Lambda::|Serverless::|ApplicationAutoScaling::ScalableTarget$|CloudFormation::Stack(?:Set)?$)/;

/** What of CloudFormation a resource deploys that isn't read; undefined for what surely has nothing to do with Lambda. */
export function unreadOfCloudFormation(resource: ResourceReader): UnreadCode | undefined {
  if (resource.type !== CLOUD_CONTROL) return unreadStack(resource);
  const { address, at, type } = resource;
  const deployed = resource.string("type_name");
  if (deployed.state === "known" && !COUNTED.test(deployed.value)) return undefined;
  const what = deployed.state === "known" ? deployed.value : "a type that isn't known";
  return {
    kind: "stack",
    what: address,
    address,
    because: `it is a resource of CloudFormation's within Terraform's code (${type}, ${what})`,
    hint: "Declare it as a resource of the provider aws or awscc, or count what it reserves: reserved-elsewhere under accounts in the policy.",
    at,
    mayHoldFunctions: true,
  };
}

/** Whether a text declares functions: CloudFormation's, SAM's, or in escapes. */
const SPEAKS = /AWS::(?:Lambda|Serverless)|\\[uUx]/;

/** A stack that Terraform deploys and whose template can't be told, or that is deployed to accounts and regions of its own. */
function unreadStack(resource: ResourceReader): UnreadCode {
  const { address, at, type } = resource;
  const body = resource.string("template_body");
  const url = resource.string("template_url");
  const spoken = [address, url.state === "known" ? url.value : ""].join(" ");
  const mayHoldFunctions =
    body.state === "known"
      ? SPEAKS.test(body.value)
      : type.includes("serverlessapplicationrepository") ||
        /lambda|function|serverless/i.test(spoken) ||
        body.state === "unknown";
  return {
    kind: "stack",
    what: address,
    address,
    because: `it is a template of CloudFormation within Terraform's code (${type})`,
    hint: "Declare its functions in Terraform, give it as a template_body whose text is in the code, or count what it reserves: reserved-elsewhere under accounts in the policy.",
    at,
    mayHoldFunctions,
  };
}
