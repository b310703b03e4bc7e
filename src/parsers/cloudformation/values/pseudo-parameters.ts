import type { PoolKey } from "../../../model/model.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { known, unknown, type Value } from "../../../values/value.ts";
import { type Evaluated, opaque, plain } from "./evaluated.ts";

/** What a stack is deployed as. */
export interface StackIdentity {
  pool: PoolKey;
  stackName: Value<string>;
}

/** A parameter that CloudFormation predefines: `AWS::Region`. See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
export function pseudoParameter(
  name: string,
  { pool, stackName }: StackIdentity,
  at: SourceLocation,
): Evaluated {
  switch (name) {
    case "AWS::Region":
      return given(pool.region, at);
    case "AWS::AccountId":
      return given(pool.account, at);
    case "AWS::StackName":
      return given(stackName, at);
    case "AWS::Partition":
      return plain(known(partitionOf(pool.region), at));
    case "AWS::URLSuffix":
      return plain(known(partitionOf(pool.region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com", at));
    default:
      return opaque(`${name} is known only to the deployment`, at);
  }
}

function given(value: Value<string>, at: SourceLocation): Evaluated {
  return plain(value.state === "unset" ? unknown("it has no value", at) : value);
}

/** See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: Value<string>): string {
  const name = region.state === "known" ? region.value : "";
  if (name.startsWith("cn-")) return "aws-cn";
  return name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
