import type { FileSystem } from "../../../parser.ts";
import { PerCheckout } from "../../../per-checkout.ts";
import { folderOf, inFolder, isSomethingAt, relativePath } from "../../../source/paths.ts";
import { Incomputable } from "../../terraform/functions/definition.ts";
import { str } from "../../terraform/values/construct.ts";
import { STRING } from "../../terraform/values/types.ts";
import { EvaluationError, type TfValue } from "../../terraform/values/value.ts";
import type { Configuration, Position } from "../configuration/contract.ts";
import { absolutePath, foldersAbove } from "../configuration/paths.ts";
import { unitFileIn } from "../configuration/syntax.ts";
import { type FunctionOfAFile, ofTexts } from "./definition.ts";

/** How many folders up Terragrunt looks. */
const MOST_FOLDERS = 100;

/** Functions of where a file, its unit and what it includes are. */
export const paths: Readonly<Record<string, FunctionOfAFile>> = {
  get_terragrunt_dir: constant((unit) => absolutePath(unit)),
  get_original_terragrunt_dir: constant((_, { original }) => absolutePath(folderOf(original))),
  get_repo_root: constant(() => absolutePath(".")),
  get_path_from_repo_root: constant((unit) => relativePath(".", unit)),
  get_path_to_repo_root: constant((unit) => relativePath(unit, ".")),
  get_parent_terragrunt_dir: byInclude("get_parent_terragrunt_dir", (folder, unit) =>
    absolutePath(folder ?? unit),
  ),
  path_relative_to_include: byInclude("path_relative_to_include", (folder, unit) =>
    folder === undefined ? "." : relativePath(folder, unit),
  ),
  path_relative_from_include: byInclude("path_relative_from_include", (folder, unit) =>
    folder === undefined ? "." : relativePath(unit, folder),
  ),
  find_in_parent_folders: (configuration) =>
    ofTexts("find_in_parent_folders", [0, 2], ([name = ""], _, [, fallback]) =>
      found(configuration, name, fallback),
    ),
  mark_as_read: () => ofTexts("mark_as_read", [1, 1], (_, __, [path]) => path as TfValue),
};

/** A text that takes no arguments. @param textOf is given the folder of the unit */
function constant(textOf: (unit: string, position: Position) => string): FunctionOfAFile {
  return ({ position }) => ({
    parameters: [],
    returns: STRING,
    compute: () => str(textOf(folderOf(position.unit), position)),
  });
}

function byInclude(
  name: string,
  textOf: (included: string | undefined, unit: string) => string,
): FunctionOfAFile {
  return (configuration) =>
    ofTexts(name, [0, 1], ([label]) => {
      const unit = folderOf(configuration.position.unit);
      return str(textOf(includedFolder(configuration, name, label), unit));
    });
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
  { reading: { fs }, position }: Configuration,
  name: string,
  fallback: TfValue | undefined,
): TfValue {
  const unit = folderOf(position.unit);
  const above = unit === "." ? undefined : foundFrom(folderOf(unit), name, fs);
  if (above?.isReadable) return str(absolutePath(above.path));
  if (above) throw new Incomputable("file-missing", `needs ${above.path}, which can't be read`);
  if (fallback) return fallback;
  throw new EvaluationError(
    `there is no ${name === "" ? "terragrunt.hcl" : name} in the folders above ${unit}`,
  );
}

/** What lies at a path. */
interface Found {
  path: string;
  isReadable: boolean;
}

/** The nearest of a name in folders and those above them, by both: all units of a folder look for the same. */
const nearest = new PerCheckout<string, Found | undefined>();

/** The nearest of a name in a folder and those above it; undefined where nothing lies there. */
function foundFrom(folder: string, name: string, fs: FileSystem): Found | undefined {
  return nearest.get(fs, `${folder}\n${name}`, () => {
    let left = MOST_FOLDERS;
    for (const each of [folder, ...foldersAbove(folder)]) {
      if (left-- <= 0) break;
      const path = name === "" ? unitFileIn(each, fs) : below(each, name);
      if (path === undefined) continue;
      const isReadable = fs.exists(path);
      if (isReadable || isSomethingAt(path, fs)) return { path, isReadable };
    }
    return undefined;
  });
}

function below(folder: string, name: string): string | undefined {
  return name.split("/").includes("..") ? undefined : inFolder(folder, name).replace(/\/+$/, "");
}
