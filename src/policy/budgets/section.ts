import { z } from "zod/mini";
import { placeOf } from "../document/place.ts";
import type { PolicySection } from "../section.ts";
import { optional } from "../shape/words.ts";
import { Budgets } from "./budgets.ts";

const monthly = () =>
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

const keys = () => ({ budgets: optional(monthly(), "What provisioned concurrency may cost.") });

/** What provisioned concurrency may cost. */
const budgets: PolicySection<ReturnType<typeof keys>> = {
  keys,
  compile: ({ data, tree }) => {
    const { "monthly-usd": total, "per-function-usd": perFunction } = data.budgets ?? {};
    return new Budgets({
      ...(total === undefined ? {} : { total }),
      ...(perFunction === undefined ? {} : { perFunction }),
      ...(data.budgets ? { at: placeOf(tree, ["budgets"]) } : {}),
    });
  },
};

export default budgets;
