import { type FunctionDefinition, Incomputable } from "../../terraform/functions/definition.ts";
import { DYNAMIC } from "../../terraform/values/types.ts";
import type { ReasonKind } from "../../terraform/values/value.ts";

/** What only a run of Terragrunt knows: an account's credentials, a key, a command, a machine. Nothing of it is asked or run. */
const NEVER: readonly (readonly [name: string, kind: ReasonKind, message: string])[] = [
  ["get_aws_account_alias", "data-source", "asks AWS whose credentials these are"],
  ["get_aws_account_id", "data-source", "asks AWS whose credentials these are"],
  ["get_aws_caller_identity_arn", "data-source", "asks AWS whose credentials these are"],
  ["get_aws_caller_identity_user_id", "data-source", "asks AWS whose credentials these are"],
  ["get_default_retryable_errors", "unsupported", "is a list of Terragrunt's own, which is not computed"],
  ["get_platform", "impure", "is the machine's operating system"],
  ["get_terraform_cli_args", "impure", "is what the command line says"],
  ["get_terraform_command", "impure", "is the command that runs"],
  ["get_working_dir", "impure", "is a folder of Terragrunt's cache"],
  ["mark_glob_as_read", "unsupported", "lists files, which is not computed"],
  ["run_cmd", "impure", "runs a command, which is not done here"],
  ["sops_decrypt_file", "unsupported", "is not computed, since it takes a key"],
];

/** Functions that are not computed. */
export const runtime: ReadonlyMap<string, FunctionDefinition> = new Map(
  NEVER.map(([name, kind, message]): [string, FunctionDefinition] => [
    name,
    {
      parameters: [],
      rest: { type: DYNAMIC, nullable: true, needs: "nothing" },
      returns: DYNAMIC,
      compute: () => {
        throw new Incomputable(kind, message);
      },
    },
  ]),
);
