import { z } from "zod";
import { accountId, level, oneOrMany, pattern, region, text } from "./words.ts";

/** What an environment takes from the places that it is deployed from. */
const match = () =>
  z
    .strictObject({
      paths: z
        .array(pattern())
        .min(1)
        .describe("Globs of root folders and templates, relative to this file.")
        .optional(),
      stacks: z
        .array(pattern())
        .min(1)
        .describe("Globs of stack names, where a root has one (CDK).")
        .optional(),
      stages: z.array(pattern()).min(1).describe("Globs of stages, where a root fixes one.").optional(),
      workspaces: z
        .array(pattern())
        .min(1)
        .describe("Globs of workspaces, where a root fixes one.")
        .optional(),
      accounts: z.array(accountId()).min(1).describe("Accounts, where a root fixes one (CDK).").optional(),
      tags: z
        .record(z.string(), oneOrMany(z.string()))
        .describe(
          "Tag values by key: among the environments of one root, a function belongs to those whose tags it carries.",
        )
        .optional(),
    })
    .describe("Which roots belong to this environment. Without it: those that no other environment claims.");

const readEnvironment = () => z.union([z.boolean(), z.array(text()).min(1)]);

const terraform = () =>
  z
    .strictObject({
      "var-files": z
        .array(text())
        .describe("As for -var-file, in order; relative to this file or to the root.")
        .optional(),
      variables: z
        .record(z.string(), z.unknown())
        .describe("As for -var; they win over var-files.")
        .optional(),
      workspace: text().describe("The value of terraform.workspace.").optional(),
      "read-environment": readEnvironment()
        .describe("Whether TF_VAR_* of the process counts: true, or the names that do. Default: false.")
        .optional(),
    })
    .describe("What Terraform gets in this environment.");

const cloudformation = () =>
  z
    .strictObject({
      parameters: z
        .record(
          z.string(),
          z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
        )
        .describe("Stack parameters; they win over parameter files.")
        .optional(),
      "parameter-files": z
        .array(text())
        .describe("JSON parameter files; relative to this file or to the template.")
        .optional(),
      samconfig: text().describe("The environment of samconfig.toml. Default: default.").optional(),
      "stack-name": text().describe("The value of AWS::StackName.").optional(),
    })
    .describe("What CloudFormation and SAM get in this environment.");

const serverless = () =>
  z
    .strictObject({
      stage: text().describe("As for --stage.").optional(),
      params: z.record(z.string(), z.unknown()).describe("As for --param.").optional(),
      "read-environment": readEnvironment()
        .describe(
          "Whether variables of the process are read by env: true, or the names that are. Default: false.",
        )
        .optional(),
    })
    .describe("What the Serverless Framework gets in this environment.");

/** An entry of `environments`. @param rules the schema of `rules` */
export const environment = <R extends z.ZodType>(rules: R) =>
  z.strictObject({
    production: z.boolean().describe("Whether rules for production hold here. Default: false.").optional(),
    account: accountId().describe("The account that it is deployed to.").optional(),
    regions: z.array(region()).min(1).describe("The regions that it is deployed to.").optional(),
    match: match().optional(),
    terraform: terraform().optional(),
    cloudformation: cloudformation().optional(),
    serverless: serverless().optional(),
    undetermined: level().describe("The severity here of what can't be determined.").optional(),
    rules: rules.describe("Severities and options that differ here.").optional(),
  });
