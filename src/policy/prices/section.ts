import { z } from "zod/mini";
import type { PolicySection } from "../section.ts";
import { optional, REGION, REGION_NAME } from "../shape/words.ts";
import { PolicyPrices } from "./policy-prices.ts";

const price = () => z.number().check(z.positive(), z.lt(0.001, "USD for a GB-second, such as 0.0000041667"));

const prices = () =>
  z.strictObject({
    discount: optional(
      z.number().check(z.gte(0), z.lt(1)),
      "The share that a contract or a Savings Plan takes off every price: 0.12. Default: 0.",
    ),
    regions: optional(
      z.record(
        z.string().check(z.regex(REGION_NAME, REGION)),
        z.strictObject({
          x86_64: optional(price(), "USD for a GB-second of provisioned concurrency on x86_64."),
          arm64: optional(price(), "USD for a GB-second of provisioned concurrency on arm64."),
        }),
      ),
      "Own figures, in place of AWS's list prices.",
    ),
  });

const keys = () => ({ prices: optional(prices(), "What provisioned concurrency costs you, by region.") });

/** What provisioned concurrency costs. */
const section: PolicySection<ReturnType<typeof keys>> = {
  keys,
  compile: ({ data: { prices } }) =>
    new PolicyPrices({ discount: prices?.discount ?? 0, own: prices?.regions ?? {} }),
};

export default section;
