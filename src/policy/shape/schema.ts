import { z } from "zod/mini";
import type { PolicyRule } from "../preset.ts";
import { environment } from "./environment.ts";
import { ruleEntries } from "./rule-entries.ts";
import {
  amount,
  date,
  described,
  environmentName,
  level,
  oneOrMany,
  optional,
  pattern,
  REGION,
  REGION_NAME,
  some,
  text,
} from "./words.ts";

const limits = () =>
  z.strictObject({
    limit: optional(amount(1), "Concurrent executions of the account in the region. Default: 1000."),
    "unreserved-floor": optional(
      amount(0),
      "What AWS keeps unreserved: 100, on young accounts 50 or 10. Default: 100.",
    ),
    "reserved-elsewhere": optional(
      amount(0),
      "Reserved by functions that aren't in this checkout. Default: 0.",
    ),
  });

const REGION_OR_ALL = new RegExp(`${REGION_NAME.source}|^\\*$`);

const accounts = () => {
  const anyAccount = z
    .string()
    .check(z.regex(/^(?:\d{12}|\*)$/, 'an account id of 12 digits, or "*" for all accounts'));
  const anyRegion = z.string().check(z.regex(REGION_OR_ALL, `${REGION}, or "*" for all regions`));
  return z.record(anyAccount, z.record(anyRegion, limits()));
};

const criticalPath = () =>
  z.strictObject({
    function: described(pattern(), "A glob on the function's name or address."),
    environment: optional(oneOrMany(environmentName()), "Only in these environments."),
    "max-provisioned": optional(
      amount(1),
      "The most that it may provision, over all aliases. Default: any amount.",
    ),
    owner: optional(text(), "Who answers for it."),
    reason: optional(text(), "Why it may."),
    expires: z.optional(date()),
  });

const waiver = (rule: z.ZodMiniType<string>) =>
  z.strictObject({
    rule: described(oneOrMany(rule), "The rule, or a list of rules."),
    function: described(pattern(), "A glob on the function's name or address."),
    environment: optional(oneOrMany(environmentName()), "Only in these environments."),
    owner: optional(text(), "Who answers for it."),
    reason: optional(text(), "Why it is waived."),
    expires: z.optional(date()),
  });

const waiverRules = () =>
  z.strictObject({
    "require-reason": optional(z.boolean(), "Every waiver gives a reason. Default: false."),
    "require-owner": optional(z.boolean(), "Every waiver names an owner. Default: false."),
    "require-expiry": optional(z.boolean(), "Every waiver expires. Default: false."),
    "max-days": optional(amount(1), "The most days from today until a waiver expires."),
  });

const moduleAdapter = () =>
  z.strictObject({
    sources: described(some(text()), "Sources of the module, without versions."),
    terraform: described(text(), "What it declares, in Terraform's language."),
  });

const budgets = () =>
  z.strictObject({
    "monthly-usd": optional(
      z.number().check(z.positive()),
      "Of all provisioned concurrency, per environment and month.",
    ),
    "per-function-usd": optional(
      z.number().check(z.positive()),
      "Of one function's provisioned concurrency per month.",
    ),
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
    $schema: optional(z.string(), "The JSON schema of this file, for editors."),
    environments: optional(
      z.record(environmentName(), environment(entries)),
      "Where code is deployed to, by name; the order decides when two match.",
    ),
    accounts: optional(accounts(), 'What accounts allow, by id and region; "*" stands for all.'),
    "critical-paths": optional(
      z.array(criticalPath()),
      "The functions that may have provisioned concurrency.",
    ),
    rules: optional(entries, "Severities and options by rule."),
    undetermined: optional(level(), "The severity of what can't be determined. Default: warning."),
    waivers: optional(z.array(waiver(rule)), "Exemptions from rules."),
    "waiver-rules": optional(waiverRules(), "What a waiver must say."),
    "inline-waivers": optional(z.boolean(), "Whether comments in the code may waive. Default: false."),
    budgets: optional(budgets(), "What provisioned concurrency may cost."),
    "default-reserved": optional(amount(1), "The reservation that a fix proposes."),
    "module-adapters": optional(
      z.array(moduleAdapter()),
      "Descriptions of Terraform modules that aren't in the checkout.",
    ),
    plugins: optional(z.array(text()), "Modules with rules of your own; relative to this file."),
  });
}

/** A policy file as zod read it. */
export type PolicyData = z.output<ReturnType<typeof policyShape>>;
/** An entry of `environments`. */
export type EnvironmentData = NonNullable<PolicyData["environments"]>[string];
