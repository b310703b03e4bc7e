import type { FileSystem } from "../../../parser.ts";
import { compareText } from "../../../source/location.ts";
import { inFolder } from "../../../source/paths.ts";

/** The configuration files of a folder in the order in which they are read. */
export interface ModuleFiles {
  primary: string[];
  /** `override.tf` and `*_override.tf`, which are merged over the rest, in this order. */
  overrides: string[];
}

const EXTENSION = /\.(?:tf|tofu)(?:\.json)?$/;
const OPENTOFU_EXTENSION = /\.tofu(\.json)?$/;
const TERRAFORM_EXTENSION = /\.tf(\.json)?$/;

/** Whether a file is read as configuration of the folder that it is in. */
export function isConfigurationFile(name: string): boolean {
  return EXTENSION.test(name) && !name.startsWith(".") && !(name.startsWith("#") && name.endsWith("#"));
}

/**
 * Sorts out the names in a folder. OpenTofu's `x.tofu` takes the place of `x.tf`, but for OpenTofu alone.
 * @param forOpenTofu whether it is OpenTofu that reads them
 */
export function moduleFiles(names: readonly string[], forOpenTofu: boolean): ModuleFiles {
  const all = new Set(names);
  const isReplaced = (name: string) =>
    forOpenTofu
      ? all.has(name.replace(TERRAFORM_EXTENSION, ".tofu$1")) && TERRAFORM_EXTENSION.test(name)
      : all.has(name.replace(OPENTOFU_EXTENSION, ".tf$1")) && OPENTOFU_EXTENSION.test(name);
  const read = names.filter((name) => isConfigurationFile(name) && !isReplaced(name)).sort(compareText);
  return {
    primary: read.filter((name) => !isOverride(name)),
    overrides: read.filter(isOverride),
  };
}

/** Whether the repository says that OpenTofu deploys a folder: its lock file, or a version manager's file there or at the top. */
export function isForOpenTofu(folder: string, fs: FileSystem): boolean {
  const says = (tree: FileSystem) =>
    [folder, "."].some(
      (each) =>
        tree.exists(inFolder(each, ".opentofu-version")) ||
        /^opentofu\s/m.test(tree.read(inFolder(each, ".tool-versions"))?.text ?? ""),
    ) ||
    (tree.read(inFolder(folder, ".terraform.lock.hcl"))?.text.includes("registry.opentofu.org/") ?? false);
  if (!says(fs)) return false;
  // A change can't make a repository OpenTofu's to put its own files in the place of those that are deployed.
  return fs.base === undefined || says(fs.base);
}

function isOverride(name: string): boolean {
  const stem = name.replace(EXTENSION, "");
  return stem === "override" || stem.endsWith("_override");
}
