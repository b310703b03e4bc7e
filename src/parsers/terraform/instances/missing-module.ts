import type { UnreadCode } from "../../../parser.ts";
import type { SourceLocation } from "../../../source/location.ts";
import { adapterEntry } from "../adapters/adapter-entry.ts";
import { declaresNoFunction } from "../adapters/known/without-functions.ts";
import { moduleIdentity } from "../modules/module-source.ts";

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

/** A module that isn't here and that is a root by itself. */
export interface MissingRoot extends Pick<UnreadCode, "what" | "address" | "because" | "hint" | "at"> {
  source: string;
  /** The names of its arguments. */
  names: readonly string[];
  /** Whether the policy could describe it. */
  describes: boolean;
}

/** A module that a tool deploys and that can't be read. */
export function unreadModule({ source, names, describes, ...code }: MissingRoot): UnreadCode {
  const mayHoldFunctions = mayMakeFunctions(source, `${code.address} ${code.what}`, names);
  return {
    kind: "module",
    ...code,
    mayHoldFunctions,
    ...(mayHoldFunctions && describes ? { entry: adapterEntry(source, names) } : {}),
  };
}

/** Arguments that only a function takes. */
const FUNCTION_ARGUMENT = /concurren|lambda|^(?:handler|runtime|function_name)$/i;

/** By its name, its source and what it is given; a module that is handed a function's ARN makes none. */
export function mayMakeFunctions(source: string, name: string, names: readonly string[]): boolean {
  if (declaresNoFunction(moduleIdentity(source))) return false;
  if (/lambda/i.test(`${name} ${source}`)) return true;
  return names.some((each) => FUNCTION_ARGUMENT.test(each));
}
