import { z } from "zod/mini";
import type { DataOf } from "../section.ts";
import { amount, optional, REGION, REGION_NAME } from "../shape/words.ts";

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

export const accountsKeys = () => ({
  accounts: optional(accounts(), 'What accounts allow, by id and region; "*" is any other.'),
});

export type AccountsKeys = ReturnType<typeof accountsKeys>;
export type AccountsData = DataOf<AccountsKeys>;
