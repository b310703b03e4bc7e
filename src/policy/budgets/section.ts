import { z } from "zod/mini";
import { placeOf } from "../document/place.ts";
import type { Enforcement } from "../enforcement.ts";
import type { DataOf, PolicySection } from "../section.ts";
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
  loosened: budgetsLoosened,
  compile: ({ data, tree }) => {
    const { "monthly-usd": total, "per-function-usd": perFunction } = data.budgets ?? {};
    return new Budgets({
      ...(total === undefined ? {} : { total }),
      ...(perFunction === undefined ? {} : { perFunction }),
      ...(data.budgets ? { at: placeOf(tree, ["budgets"]) } : {}),
    });
  },
};

/** Budgets that allow more than the file that enforces them does. */
function budgetsLoosened(enforcement: Enforcement<DataOf<ReturnType<typeof keys>>>): void {
  const holder = "provisioned-concurrency-cost-within-budget";
  if (!enforcement.enforces(holder)) return;
  const { alone, held } = enforcement;
  for (const key of ["monthly-usd", "per-function-usd"] as const) {
    const [was, is] = [alone.data.budgets?.[key], held.data.budgets?.[key]];
    if (was !== undefined && is !== undefined && is > was)
      enforcement.refuse(holder, `${key} can't be ${is}: it is ${was}.`, ["budgets", key]);
  }
}

export default budgets;
