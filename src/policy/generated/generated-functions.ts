import type { PolicyPart } from "../part.ts";

/** Whether what nobody can write is asked for all the same. */
export class GeneratedFunctions implements PolicyPart {
  readonly areIncluded: boolean;

  constructor(areIncluded: boolean) {
    this.areIncluded = areIncluded;
  }
}
