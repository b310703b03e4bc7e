import { own } from "../../../source/own.ts";
import type { FunctionDefinition } from "../../terraform/functions/definition.ts";
import type { Configuration } from "../configuration/contract.ts";
import { constants } from "./constants.ts";
import { filesRead } from "./files.ts";
import { pathsOf } from "./paths.ts";
import { runtime } from "./runtime.ts";
import { shellOf } from "./shell.ts";

type Functions = Readonly<Record<string, FunctionDefinition>>;

/** What depends on the file that it is called in; made where one of them is called, since most files call none. */
const OF_A_FILE: readonly [names: RegExp, make: (configuration: Configuration) => Functions][] = [
  [/^(?:get_(?:terragrunt|original|parent|repo|path)_|path_relative_|find_in_|mark_as_read$)/, pathsOf],
  [/^read_/, filesRead],
  [/^get_env$/, ({ reading }) => shellOf(reading)],
];

/**
 * Terragrunt's own functions, as they are called in a file, by their names. Those that it has of Terraform's later ones are Terraform's.
 * See https://docs.terragrunt.com/reference/hcl/functions
 */
export function functionsAt(configuration: Configuration): (name: string) => FunctionDefinition | undefined {
  const made = new Map<RegExp, Functions>();
  return (name) => {
    const fixed = constants.get(name) ?? runtime.get(name);
    const [names, make] = fixed ? [] : (OF_A_FILE.find(([each]) => each.test(name)) ?? []);
    if (!names || !make) return fixed;
    const functions = made.get(names) ?? make(configuration);
    made.set(names, functions);
    return own(functions, name);
  };
}
