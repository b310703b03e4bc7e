import type { ModuleAdapter } from "./adapter.ts";
import { CLOUDPOSSE } from "./known/cloudposse.ts";
import { MINEIROS } from "./known/mineiros.ts";
import { MORITZZIMMER } from "./known/moritzzimmer.ts";
import { TERRAFORM_AWS_LAMBDA } from "./known/terraform-aws-lambda.ts";
import { TERRAFORM_AWS_LAMBDA_WRAPPERS } from "./known/terraform-aws-lambda-wrappers.ts";

/** Modules of the public registry that many functions are made with, as far as concurrency goes. */
export const KNOWN_MODULES: readonly ModuleAdapter[] = [
  ...TERRAFORM_AWS_LAMBDA,
  ...TERRAFORM_AWS_LAMBDA_WRAPPERS,
  ...CLOUDPOSSE,
  ...MORITZZIMMER,
  ...MINEIROS,
];
