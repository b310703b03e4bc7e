import type { PoolLimits } from "../model/ledger.ts";
import type { SourceLocation } from "../source/location.ts";
import { own } from "../source/own.ts";
import type { YamlMapping } from "../source/yaml/tree.ts";
import { placeOf } from "./document/place.ts";
import type { PolicyData } from "./shape/schema.ts";

/** AWS's limits for an account that has asked for nothing. */
export const AWS_LIMITS: PoolLimits = { limit: 1000, unreservedFloor: 100, reservedElsewhere: 0 };

/** The key that stands for every account or region. */
export const EVERY = "*";

type LimitsData = NonNullable<PolicyData["accounts"]>[string][string];

/**
 * What the policy says of an account's region. Each number comes from the narrowest entry that gives it:
 * the account's region, the account's `*`, the region of `*`, the `*` of `*`, AWS's default.
 */
export function limitsOf(
  accounts: PolicyData["accounts"],
  tree: YamlMapping,
  account: string | undefined,
  region: string | undefined,
): PoolLimits {
  const found: { data: LimitsData; at: SourceLocation }[] = [];
  for (const accountKey of account === undefined ? [EVERY] : [account, EVERY]) {
    for (const regionKey of region === undefined ? [EVERY] : [region, EVERY]) {
      const data = own(own(accounts ?? {}, accountKey) ?? {}, regionKey);
      if (data) found.push({ data, at: placeOf(tree, ["accounts", accountKey, regionKey]) });
    }
  }
  const pick = (key: keyof LimitsData, otherwise: number) =>
    found.find(({ data }) => data[key] !== undefined)?.data[key] ?? otherwise;
  return {
    limit: pick("limit", AWS_LIMITS.limit),
    unreservedFloor: pick("unreserved-floor", AWS_LIMITS.unreservedFloor),
    reservedElsewhere: pick("reserved-elsewhere", AWS_LIMITS.reservedElsewhere),
    ...(found[0] ? { at: found[0].at } : {}),
  };
}
