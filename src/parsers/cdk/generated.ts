/**
 * The functions that the CDK's library adds by itself, by their logical ids: a construct's id and a hash. Their users have
 * no property to reserve with. From aws-cdk-lib 2.276: `lib/core/lib/custom-resource-provider`, `aws-logs/lib/log-retention`,
 * `aws-s3/lib/notifications-resource`, `custom-resources/lib`, `aws-s3-deployment`.
 */
const GENERATED = new RegExp(
  `^[A-Za-z0-9]*(?:${[
    "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a",
    "BucketNotificationsHandler050a0587b7544547bf325f094a3db834",
    // AwsCustomResource.
    "AWS679f53fac002430cb0da5b7982bd2287",
    "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C[A-F0-9]*",
    // CustomResourceProvider of the core: auto-deleted objects and images, exports to other regions, default security groups.
    "Custom[A-Za-z0-9]*CustomResourceProviderHandler",
    // Provider of custom-resources: the framework around a handler that is the user's own.
    "framework(?:onEvent|isComplete|onTimeout)",
  ].join("|")})[A-F0-9]{8}$`,
);

/** Whether a function is one that the CDK adds by itself. @param address its logical id, behind those of the stacks around it */
export function isGenerated(address: string): boolean {
  return GENERATED.test(address.slice(address.lastIndexOf(".") + 1));
}
