import { withoutKeys } from "../../model/addresses.ts";
import type { Model } from "../../model/linked-model.ts";
import type { UnreadCode } from "../../parser.ts";

/** The modules and stacks in which functions were found, each by its root and its address without keys. */
export type HeldFunctions = ReadonlySet<string>;

/** Where the functions of a model lie: `module.pay`, `module.pay.module.fn`, `Nested`. */
export function heldFunctions(model: Model): HeldFunctions {
  const held = new Set<string>();
  for (const fn of model.functions) {
    const { root } = model.deploymentOf(fn);
    const address = withoutKeys(fn.address);
    // Each beginning of the address, of which those are asked for that are modules or stacks.
    for (const { index } of address.matchAll(/[./]/g)) held.add(keyOf(root, address.slice(0, index)));
  }
  return held;
}

/** What held functions at the base, and can't be read any more: a change can't take code out of its own gate so. */
export function unreadNow(root: string, code: UnreadCode, held: HeldFunctions | undefined): UnreadCode {
  if (!held?.has(keyOf(root, withoutKeys(code.address)))) return code;
  const because = `The base reads functions in ${code.address}, which can't be read any more: ${code.because}`;
  return { ...code, because, mayHoldFunctions: true, isBroken: true };
}

function keyOf(root: string, address: string): string {
  return `${root}\n${address}`;
}
