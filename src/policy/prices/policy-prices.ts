import type { Prices } from "../../model/prices.ts";
import type { PolicyPart } from "../part.ts";

/** What an organisation pays. */
export class PolicyPrices implements PolicyPart {
  readonly all: Prices;

  constructor(all: Prices) {
    this.all = all;
  }
}
