import { folderOf, inFolder, isSomethingAt, relativePath } from "../../../source/paths.ts";
import { type FunctionDefinition, Incomputable } from "../../terraform/functions/definition.ts";
import { str } from "../../terraform/values/construct.ts";
import { STRING } from "../../terraform/values/types.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration } from "../configuration/contract.ts";
import { absolutePath, foldersAbove } from "../configuration/paths.ts";
import { unitFileIn } from "../configuration/syntax.ts";
import { ofTexts } from "./definition.ts";

/** How many folders up Terragrunt looks. */
const MOST_FOLDERS = 100;

/** Functions of where a file, its unit and what it includes are. */
export function pathsOf(configuration: Configuration): Readonly<Record<string, FunctionDefinition>> {
  const { position } = configuration;
  const unit = folderOf(position.unit);
  const constant = (path: string): FunctionDefinition => ({
    parameters: [],
    returns: STRING,
    compute: () => str(path),
  });
  const byInclude = (name: string, compute: (included: string | undefined) => string) =>
    ofTexts(name, [0, 1], ([label]) => str(compute(includedFolder(configuration, name, label))));
  return {
    get_terragrunt_dir: constant(absolutePath(unit)),
    get_original_terragrunt_dir: constant(absolutePath(folderOf(position.original))),
    get_repo_root: constant(absolutePath(".")),
    get_path_from_repo_root: constant(relativePath(".", unit)),
    get_path_to_repo_root: constant(relativePath(unit, ".")),
    get_parent_terragrunt_dir: byInclude("get_parent_terragrunt_dir", (folder) =>
      absolutePath(folder ?? unit),
    ),
    path_relative_to_include: byInclude("path_relative_to_include", (folder) =>
      folder === undefined ? "." : relativePath(folder, unit),
    ),
    path_relative_from_include: byInclude("path_relative_from_include", (folder) =>
      folder === undefined ? "." : relativePath(unit, folder),
    ),
    find_in_parent_folders: ofTexts("find_in_parent_folders", [0, 2], ([name = ""], _, [, fallback]) =>
      found(configuration, unit, name, fallback),
    ),
    mark_as_read: ofTexts("mark_as_read", [1, 1], (_, __, [path]) => path as TfValue),
  };
}

/** The folder of what is included: the file's own where it is included itself, else that of the label, or of the only one. */
function includedFolder(
  { position, includes }: Configuration,
  name: string,
  label: string | undefined,
): string | undefined {
  if (position.child) return folderOf(position.path);
  if (includes.length === 0) return undefined;
  const chosen = includes.length === 1 ? includes[0] : includes.find((each) => each.label === label);
  if (!chosen)
    throw new EvaluationError(
      label === undefined
        ? `${name}() takes the label of one of several includes`
        : `there is no include "${label}"`,
    );
  if (!chosen.configuration)
    throw new Incomputable("file-missing", "needs a file that is not in the checkout");
  return folderOf(chosen.configuration.position.path);
}

function found(
  { reading: { fs } }: Configuration,
  unit: string,
  name: string,
  fallback: TfValue | undefined,
): TfValue {
  let left = MOST_FOLDERS;
  for (const folder of foldersAbove(unit)) {
    if (left-- <= 0) break;
    const path = name === "" ? unitFileIn(folder, fs) : below(folder, name);
    if (path === undefined) continue;
    if (fs.exists(path)) return str(absolutePath(path));
    if (isSomethingAt(path, fs)) throw new Incomputable("file-missing", `needs ${path}, which can't be read`);
  }
  if (fallback) return fallback;
  throw new EvaluationError(
    `there is no ${name === "" ? "terragrunt.hcl" : name} in the folders above ${unit}`,
  );
}

function below(folder: string, name: string): string | undefined {
  const path = inFolder(folder, name);
  return name.split("/").includes("..") ? undefined : path.replace(/\/+$/, "");
}
