import { folderOf } from "../../../source/paths.ts";
import { Incomputable, stringArgument } from "../../terraform/functions/definition.ts";
import { jsonText } from "../../terraform/functions/json/encode.ts";
import { object, str } from "../../terraform/values/construct.ts";
import { asData } from "../../terraform/values/data.ts";
import { DYNAMIC, STRING } from "../../terraform/values/types.ts";
import { unknownFrom } from "../../terraform/values/unknown.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import { isWhollyKnown } from "../../terraform/values/within.ts";
import type { Configuration } from "../configuration/contract.ts";
import { exposed } from "../configuration/exposed.ts";
import { pathMeant } from "../configuration/paths.ts";
import { parseConfiguration, STACK_FILE, unitFileIn, VALUES_FILE } from "../configuration/syntax.ts";
import { type FunctionOfAFile, ofTexts } from "./definition.ts";

/** Functions that read other files. */
export const filesRead: Readonly<Record<string, FunctionOfAFile>> = {
  read_terragrunt_config: (configuration) => ({
    parameters: [{ type: STRING }],
    rest: { type: DYNAMIC, nullable: true, needs: "nothing" },
    returns: DYNAMIC,
    mayReturnNull: true,
    ownMarks: true,
    reach: "operands",
    compute: ([path, ...others]) => configurationAt(configuration, stringArgument(path), others),
  }),
  read_tfvars_file: (configuration) =>
    ofTexts("read_tfvars_file", [1, 1], ([path = ""]) => variablesIn(configuration, path)),
};

function configurationAt(
  { reading, position }: Configuration,
  written: string,
  [otherwise, ...more]: readonly TfValue[],
): TfValue {
  if (more.length > 0) throw new EvaluationError("read_terragrunt_config() takes one or two arguments");
  const path = pathMeant(folderOf(position.unit), written);
  if (path === undefined)
    throw new Incomputable("file-missing", `needs ${written}, which lies outside of the checkout`);
  // A folder means its unit.
  const file = unitFileIn(path, reading.fs) ?? path;
  if (!reading.fs.exists(file) && otherwise) return otherwise;
  if (file.endsWith(VALUES_FILE)) return reading.values(folderOf(file)) ?? object([]);
  if (file.endsWith(STACK_FILE)) throw new Incomputable("unsupported", `does not read ${file}, a stack`);
  const read = reading.at({ path: file, unit: file, original: position.original });
  if (read) return exposed(read);
  if (reading.fs.exists(file)) throw new Incomputable("file-missing", `can't read ${file} as text`);
  throw new EvaluationError(`there is no file ${file}`);
}

/** The JSON of a file of variable values. */
function variablesIn({ reading, position }: Configuration, written: string): TfValue {
  const path = pathMeant(folderOf(position.unit), written);
  const file = path === undefined ? undefined : reading.fs.read(path);
  if (!file) throw new Incomputable("file-missing", `needs ${written}, which is not in the checkout`);
  if (file.path.endsWith(".json")) return str(file.text);
  const { body, problems } = parseConfiguration(file);
  const [problem] = problems;
  if (problem) throw new EvaluationError(problem.message, problem.at);
  const values = reading.at({ path: file.path, unit: file.path, original: position.original });
  const entries = [...body.attributes].map(([name, attribute]): [string, TfValue] => [
    name,
    asData(values ? values.value(name, attribute.value) : object([])),
  ]);
  const all = object(entries);
  return isWhollyKnown(all) ? str(jsonText(all)) : unknownFrom([all], STRING);
}
