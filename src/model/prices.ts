import { own } from "../source/own.ts";
import type { Interval } from "../values/interval.ts";
import type { Architecture } from "./model.ts";

/** When the table below was taken; the prices of us-east-1 were still the same in 2025-10 (AWS's Price List). */
export const PRICES_AS_OF = "2024-08";

/** A month as AWS's calculator counts it: 730 hours. */
export const SECONDS_PER_MONTH = 730 * 3600;

/**
 * USD for a GB-second of provisioned concurrency on x86_64, by region, without what invocations cost.
 * From the data of AWS's own calculator, https://calculator.aws; see https://aws.amazon.com/lambda/pricing/
 */
const X86_64: Readonly<Record<string, number>> = {
  "af-south-1": 0.00000553,
  "ap-east-1": 0.0000057153,
  "ap-northeast-1": 0.0000053835,
  "ap-northeast-2": 0.0000051254,
  "ap-northeast-3": 0.0000053835,
  "ap-south-1": 0.0000044985,
  "ap-southeast-1": 0.0000051991,
  "ap-southeast-2": 0.000005236,
  "ap-southeast-4": 0.000005236,
  "ap-southeast-5": 0.0000046791,
  "ca-central-1": 0.000004646,
  "eu-central-1": 0.0000050147,
  "eu-central-2": 0.0000055162,
  "eu-north-1": 0.0000044248,
  "eu-south-1": 0.0000048783,
  "eu-west-1": 0.000004646,
  "eu-west-2": 0.0000048304,
  "eu-west-3": 0.0000048673,
  "me-south-1": 0.0000051108,
  "sa-east-1": 0.0000066372,
  "us-east-1": 0.0000041667,
  "us-east-2": 0.0000041667,
  "us-west-1": 0.0000049041,
  "us-west-2": 0.0000041667,
};

/** Prices of arm64 that a source gives; others are not guessed. */
const ARM64: Readonly<Record<string, number>> = {
  "us-east-1": 0.0000033334,
  "us-east-2": 0.0000033334,
  "us-west-2": 0.0000033334,
};

/**
 * USD for a GB-second of provisioned concurrency, least and most; undefined where the table has no price.
 * Where only the price of x86_64 is published here, it bounds that of arm64: AWS's calculator has arm64 below
 * x86_64 in every region, for what on-demand duration costs.
 */
export function provisionedPrice(region: string, architecture: Architecture): Interval | undefined {
  const most = own(X86_64, region);
  if (architecture === "x86_64") return most === undefined ? undefined : { atLeast: most, atMost: most };
  const exact = own(ARM64, region);
  if (exact !== undefined) return { atLeast: exact, atMost: exact };
  return most === undefined ? undefined : { atLeast: 0, atMost: most };
}
