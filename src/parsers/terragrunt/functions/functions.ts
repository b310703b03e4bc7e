import { own } from "../../../source/own.ts";
import type { FunctionDefinition } from "../../terraform/functions/definition.ts";
import type { Configuration } from "../configuration/contract.ts";
import { constants } from "./constants.ts";
import type { FunctionOfAFile } from "./definition.ts";
import { filesRead } from "./files.ts";
import { paths } from "./paths.ts";
import { runtime } from "./runtime.ts";
import { shell } from "./shell.ts";

const OF_A_FILE: Readonly<Record<string, FunctionOfAFile>> = { ...paths, ...filesRead, ...shell };

/**
 * Terragrunt's own functions, as they are called in a file, by their names. Those that it has of Terraform's later ones are Terraform's.
 * See https://docs.terragrunt.com/reference/hcl/functions
 */
export function functionsAt(configuration: Configuration): (name: string) => FunctionDefinition | undefined {
  return (name) => constants.get(name) ?? runtime.get(name) ?? own(OF_A_FILE, name)?.(configuration);
}
