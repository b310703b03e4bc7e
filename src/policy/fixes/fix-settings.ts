import type { PolicyPart } from "../part.ts";

/** What fixes propose. */
export class FixSettings implements PolicyPart {
  readonly defaultReserved: number | undefined;

  constructor(defaultReserved: number | undefined) {
    this.defaultReserved = defaultReserved;
  }
}
