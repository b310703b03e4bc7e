import type { SourceLocation } from "../source/location.ts";
import { knownValue } from "../values/value.ts";
import type { PoolKey } from "./entity.ts";
import type { Model } from "./linked-model.ts";

/** The quota of concurrent executions: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const CONCURRENT_EXECUTIONS = "L-B99A9384";

/** A limit that the code itself asks for. */
export interface DeclaredLimit {
  limit: number;
  at: SourceLocation;
}

/** The limits of concurrent executions that code asks for, each with its account and region; the least first. */
export function declaredLimits(
  model: Model,
): { pool: PoolKey; environment: string; declared: DeclaredLimit }[] {
  return model.resources.serviceQuotas
    .flatMap((each) => {
      const limit = knownValue(each.value);
      const isIt = knownValue(each.service) === "lambda" && knownValue(each.quota) === CONCURRENT_EXECUTIONS;
      // One that may not be there changes nothing for certain.
      if (!isIt || limit === undefined || each.instances.atLeast === 0) return [];
      const { environment } = model.deploymentOf(each);
      return [{ pool: each, environment, declared: { limit, at: each.value.at } }];
    })
    .sort((a, b) => a.declared.limit - b.declared.limit);
}
