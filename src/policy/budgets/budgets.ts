import type { PolicyView } from "../../rule.ts";
import type { PolicyPart } from "../part.ts";

/** What provisioned concurrency may cost. */
export class Budgets implements PolicyPart {
  readonly monthly: PolicyView["monthlyBudget"];

  constructor(monthly: PolicyView["monthlyBudget"]) {
    this.monthly = monthly;
  }
}
