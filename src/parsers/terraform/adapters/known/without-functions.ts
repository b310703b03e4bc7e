/**
 * Modules of the public registry's most used namespace that declare no function of Lambda, whatever they are called with and for:
 * https://registry.terraform.io/namespaces/terraform-aws-modules. Its others are `lambda` and what is made of it.
 */
const NAMES = [
  "acm",
  "alb",
  "apigateway-v2",
  "autoscaling",
  "cloudfront",
  "cloudwatch",
  "dynamodb-table",
  "ec2-instance",
  "ecr",
  "ecs",
  "efs",
  "eks",
  "elasticache",
  "elb",
  "eventbridge",
  "fsx",
  "iam",
  "key-pair",
  "kms",
  "msk-kafka-cluster",
  "network-firewall",
  "opensearch",
  "rds",
  "rds-aurora",
  "rds-proxy",
  "redshift",
  "route53",
  "s3-bucket",
  "secrets-manager",
  "security-group",
  "sns",
  "sqs",
  "ssm-parameter",
  "step-functions",
  "transit-gateway",
  "vpc",
  "vpn-gateway",
];
const SOURCE = /^terraform-aws-modules\/([a-z0-9-]+)\/aws(?:\/\/.*)?$/;

/** Whether a module is known to declare no function. @param identity one name for the many spellings of its source */
export function declaresNoFunction(identity: string): boolean {
  return NAMES.includes(SOURCE.exec(identity)?.[1] ?? "");
}
