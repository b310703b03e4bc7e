import type { UnreadCode } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";

/** How to bring a module into the checkout, or to do without it. */
const GET =
  "Run `terraform get` before the check, or describe the module under module-adapters in the policy: `policy run --coverage` prints an entry.";

/** A module that is somewhere else. */
export function missingModule(
  address: string,
  source: string,
  at: SourceLocation,
  mayHoldFunctions: boolean,
): UnreadCode {
  return {
    kind: "module",
    what: source,
    address,
    because: `${source} is not in the checkout`,
    hint: GET,
    at,
    mayHoldFunctions,
  };
}
