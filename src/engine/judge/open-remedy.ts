import type { Format } from "../../model/format.ts";

const ELSE = "or write what keeps the rule whichever it is.";

/** What to do about what can't be determined, where the rule doesn't say it: how a root of a format is given its inputs. */
const GIVE: Readonly<Record<Format, string>> = {
  terraform: `Give the value that decides it: in a var-file or under environments.NAME.terraform in the policy, or check a plan; ${ELSE}`,
  "terraform-plan": `What is known only after the apply is in no plan: take it from something that is there already, ${ELSE}`,
  terragrunt: `Give the value that decides it: in the unit's inputs, for get_env under environments.NAME.terragrunt or as variables under environments.NAME.terraform in the policy; ${ELSE}`,
  cloudformation: `Give the value that decides it: parameters or parameter-files under environments.NAME.cloudformation in the policy; ${ELSE}`,
  sam: `Give the value that decides it: in samconfig.toml, or parameters under environments.NAME.cloudformation in the policy; ${ELSE}`,
  cdk: `Give the value that decides it: where the app is synthesised, or parameters under environments.NAME.cloudformation in the policy; ${ELSE}`,
  serverless: `Give the value that decides it: stage, params or read-environment under environments.NAME.serverless in the policy; ${ELSE}`,
  pulumi: `What is known only after the deployment is in no preview: take it from the stack's configuration, ${ELSE}`,
};

/** What to do about a finding that a value decides which can't be known. Undefined where nothing was evaluated. */
export function remedyOfOpen(format: Format | undefined): string | undefined {
  return format && GIVE[format];
}
