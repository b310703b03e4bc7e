import { type EnvironmentInputs, type FileSystem, type Root, rootKey } from "../../../parser.ts";
import { CheckoutFact } from "../../../per-checkout.ts";
import type { RootOutputs } from "./other-states.ts";
import type { StatePlace } from "./state-place.ts";

/** Roots that a tool runs Terraform for, as other roots see the states that they keep. */
export interface ToolRoots {
  roots: readonly Root[];
  /** Where a root keeps its state. */
  stateOf(root: Root, inputs: EnvironmentInputs): StatePlace;
  /** What is in its state; or why that can't be told. */
  outputsOf(root: Root, inputs: EnvironmentInputs): RootOutputs | { because: string };
}

const known = new CheckoutFact<ToolRoots>("roots that a tool runs Terraform for", ({ roots }) =>
  roots.map(rootKey).join("\n"),
);

/** Keeps what a tool runs Terraform for, for roots that look for a state. */
export function rememberToolRoots(found: ToolRoots, fs: FileSystem): void {
  known.set(fs, () => found);
}

/** None before a tool's roots have been looked for. */
export function toolRootsOf(fs: FileSystem): ToolRoots | undefined {
  return known.get(fs);
}
