import { z } from "zod/mini";
import type { DataOf } from "../section.ts";
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

export const criticalPathsKeys = () => ({
  "critical-paths": optional(z.array(criticalPath()), "The functions that may have provisioned concurrency."),
});

export type CriticalPathsKeys = ReturnType<typeof criticalPathsKeys>;
export type CriticalPathsData = DataOf<CriticalPathsKeys>;
export type CriticalPathData = NonNullable<CriticalPathsData["critical-paths"]>[number];
