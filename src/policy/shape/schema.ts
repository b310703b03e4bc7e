import { z } from "zod";
import type { PolicyRule } from "../preset.ts";
import { environment } from "./environment.ts";
import { ruleEntries } from "./rule-entries.ts";
import {
  amount,
  date,
  environmentName,
  level,
  oneOrMany,
  pattern,
  REGION,
  REGION_NAME,
  text,
} from "./words.ts";

const limits = () =>
  z.strictObject({
    limit: amount(1)
      .describe("Concurrent executions of the account in the region. Default: 1000.")
      .optional(),
    "unreserved-floor": amount(0)
      .describe("What AWS keeps unreserved: 100, on young accounts 50 or 10. Default: 100.")
      .optional(),
    "reserved-elsewhere": amount(0)
      .describe("Reserved by functions that aren't in this checkout. Default: 0.")
      .optional(),
  });

const REGION_OR_ALL = new RegExp(`${REGION_NAME.source}|^\\*$`);

const accounts = () => {
  const anyAccount = z
    .string()
    .regex(/^(?:\d{12}|\*)$/, 'an account id of 12 digits, or "*" for all accounts');
  const anyRegion = z.string().regex(REGION_OR_ALL, `${REGION}, or "*" for all regions`);
  return z.record(anyAccount, z.record(anyRegion, limits()));
};

const criticalPath = () =>
  z.strictObject({
    function: pattern().describe("A glob on the function's name or address."),
    environment: oneOrMany(environmentName()).describe("Only in these environments.").optional(),
    "max-provisioned": amount(1)
      .describe("The most that it may provision, over all aliases. Default: any amount.")
      .optional(),
    owner: text().describe("Who answers for it.").optional(),
    reason: text().describe("Why it may.").optional(),
    expires: date().optional(),
  });

const waiver = (rule: z.ZodType<string>) =>
  z.strictObject({
    rule: oneOrMany(rule).describe("The rule, or a list of rules."),
    function: pattern().describe("A glob on the function's name or address."),
    environment: oneOrMany(environmentName()).describe("Only in these environments.").optional(),
    owner: text().describe("Who answers for it.").optional(),
    reason: text().describe("Why it is waived.").optional(),
    expires: date().optional(),
  });

const waiverRules = () =>
  z.strictObject({
    "require-reason": z.boolean().describe("Every waiver gives a reason. Default: false.").optional(),
    "require-owner": z.boolean().describe("Every waiver names an owner. Default: false.").optional(),
    "require-expiry": z.boolean().describe("Every waiver expires. Default: false.").optional(),
    "max-days": amount(1).describe("The most days from today until a waiver expires.").optional(),
  });

const moduleAdapter = () =>
  z.strictObject({
    sources: z.array(text()).min(1).describe("Sources of the module, without versions."),
    terraform: text().describe("What it declares, in Terraform's language."),
  });

const budgets = () =>
  z.strictObject({
    "monthly-usd": z
      .number()
      .positive()
      .describe("Of all provisioned concurrency, per environment and month.")
      .optional(),
    "per-function-usd": z
      .number()
      .positive()
      .describe("Of one function's provisioned concurrency per month.")
      .optional(),
  });

/** The shape of a policy file; `extends` is read before it. @param open whether other rules may be named too */
export function policyShape(rules: readonly PolicyRule[], open = false) {
  const entries = ruleEntries(rules, open);
  const rule = open
    ? text()
    : z.enum(
        rules.map(({ id }) => id),
        "the id of a rule",
      );
  return z.strictObject({
    $schema: z.string().describe("The JSON schema of this file, for editors.").optional(),
    environments: z
      .record(environmentName(), environment(entries))
      .describe("Where code is deployed to, by name; the order decides when two match.")
      .optional(),
    accounts: accounts().describe('What accounts allow, by id and region; "*" stands for all.').optional(),
    "critical-paths": z
      .array(criticalPath())
      .describe("The functions that may have provisioned concurrency.")
      .optional(),
    rules: entries.describe("Severities and options by rule.").optional(),
    undetermined: level().describe("The severity of what can't be determined. Default: warning.").optional(),
    waivers: z.array(waiver(rule)).describe("Exemptions from rules.").optional(),
    "waiver-rules": waiverRules().describe("What a waiver must say.").optional(),
    "inline-waivers": z
      .boolean()
      .describe("Whether comments in the code may waive. Default: false.")
      .optional(),
    budgets: budgets().describe("What provisioned concurrency may cost.").optional(),
    "default-reserved": amount(1).describe("The reservation that a fix proposes.").optional(),
    "module-adapters": z
      .array(moduleAdapter())
      .describe("Descriptions of Terraform modules that aren't in the checkout.")
      .optional(),
    plugins: z.array(text()).describe("Modules with rules of your own; relative to this file.").optional(),
  });
}

/** A policy file as zod read it. */
export type PolicyData = z.output<ReturnType<typeof policyShape>>;
/** An entry of `environments`. */
export type EnvironmentData = NonNullable<PolicyData["environments"]>[string];
