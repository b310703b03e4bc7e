import type { Value } from "../values/value.ts";
import type { Format } from "./format.ts";

/** A root in an environment: whether it is deployed there, to which account and region, and why. */
export interface MapEntry {
  readonly root: string;
  readonly format: Format;
  /** What its stack is called, where that is known. */
  readonly stack?: string;
  readonly environment: string;
  readonly production: boolean;
  readonly account: Value<string>;
  readonly region: Value<string>;
  /** False where the code refuses it. */
  readonly deployed: boolean;
  /** What says so, the strongest first. */
  readonly because: string;
}
