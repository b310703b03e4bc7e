import { z } from "zod/mini";
import type { DataOf, SchemaContext } from "../section.ts";
import {
  amount,
  date,
  described,
  environmentName,
  oneOrMany,
  optional,
  pattern,
  text,
} from "../shape/words.ts";

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

export const waiversKeys = ({ rules, open }: SchemaContext) => {
  const ids = rules.map(({ id }) => id);
  return {
    waivers: optional(
      z.array(waiver(open ? text() : z.enum(ids, "the id of a rule"))),
      "Exemptions from rules.",
    ),
    "waiver-rules": optional(waiverRules(), "What a waiver must say."),
    "inline-waivers": optional(z.boolean(), "Whether comments in the code may waive. Default: false."),
  };
};

export type WaiversKeys = ReturnType<typeof waiversKeys>;
export type WaiversData = DataOf<WaiversKeys>;
export type WaiverData = NonNullable<WaiversData["waivers"]>[number];
