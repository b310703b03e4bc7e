import { STRING } from "../../terraform/values/types.ts";
import { unknownBecause } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import { type FunctionOfAFile, ofTexts } from "./definition.ts";

/** Functions of the shell that Terragrunt is run in. */
export const shell: Readonly<Record<string, FunctionOfAFile>> = {
  get_env: ({ reading }) =>
    ofTexts("get_env", [1, 2], ([name = ""], { at }, [, otherwise]): TfValue => {
      if (name === "") throw new EvaluationError("get_env() takes the name of a variable");
      const given = reading.shell(name) ?? otherwise;
      if (given) return given;
      const { environment } = reading;
      const detail = `get_env("${name}") is a variable of the shell and has no default; give it in environments.${environment}.terragrunt.env`;
      return unknownBecause("missing-variable", detail, at, {
        type: STRING,
        notNull: true,
        // It is the same wherever it is asked for.
        parts: [{ address: "", attribute: `get_env.${name}` }],
      });
    }),
};
