import { type FunctionDefinition, stringArgument } from "../../terraform/functions/definition.ts";
import { fitsConstraint } from "../../terraform/modules/version-constraint.ts";
import { bool, listOf, object, str } from "../../terraform/values/construct.ts";
import { BOOL, DYNAMIC, listType, STRING } from "../../terraform/values/types.ts";
import { EvaluationError } from "../../terraform/values/value.ts";
import { deepMerged } from "../configuration/deep-merge.ts";

const COMMANDS = {
  vars: ["apply", "console", "destroy", "import", "plan", "push", "refresh"],
  locking: ["apply", "destroy", "import", "plan", "refresh", "taint", "untaint"],
  input: ["apply", "import", "init", "plan", "refresh"],
  parallelism: ["apply", "plan", "destroy"],
} as const;

/** Functions that say the same everywhere. */
export const constants: ReadonlyMap<string, FunctionDefinition> = new Map([
  ...Object.entries(COMMANDS).map(([need, commands]): [string, FunctionDefinition] => [
    `get_terraform_commands_that_need_${need}`,
    { parameters: [], returns: listType(STRING), compute: () => listOf(commands.map(str), STRING) },
  ]),
  ["constraint_check", constraintCheck()],
  ["deep_merge", deepMerge()],
  ["get_terragrunt_source_cli_flag", { parameters: [], returns: STRING, compute: () => str("") }],
]);

function constraintCheck(): FunctionDefinition {
  return {
    parameters: [{ type: STRING }, { type: STRING }],
    returns: BOOL,
    compute: ([version, constraint]) =>
      bool(fitsConstraint(stringArgument(version), stringArgument(constraint))),
  };
}

/** Later arguments over earlier ones; null is nothing. */
function deepMerge(): FunctionDefinition {
  return {
    parameters: [],
    rest: { type: DYNAMIC, nullable: true },
    returns: DYNAMIC,
    reach: "operands",
    compute: (args) => {
      const given = args.filter(({ kind }) => kind !== "null");
      if (given.some(({ kind }) => kind !== "map" && kind !== "object"))
        throw new EvaluationError("deep_merge() takes maps and objects");
      return given.reduce(deepMerged, object([]));
    },
  };
}
