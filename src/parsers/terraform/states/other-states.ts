import type { TfValue } from "../values/value.ts";

/** The outputs of another root, as its state holds them. */
export interface RootOutputs {
  names(): readonly string[];
  /** Undefined: there is no output of the name. */
  output(name: string): TfValue | undefined;
}

/** The states of the roots of this checkout, as one root of an environment sees them. */
export interface OtherStates {
  /** The outputs in the state at a place, or why they can't be had. @param place of `stateIn` */
  at(place: string): RootOutputs | { because: string };
}
