import { compareText } from "../../../source/location.ts";

/** The configuration files of a folder in the order in which they are read. */
export interface ModuleFiles {
  primary: string[];
  /** `override.tf` and `*_override.tf`, which are merged over the rest, in this order. */
  overrides: string[];
}

const EXTENSION = /\.(?:tf|tofu)(?:\.json)?$/;
const OPENTOFU_EXTENSION = /\.tofu(\.json)?$/;

/** Whether a file is read as configuration of the folder that it is in. */
export function isConfigurationFile(name: string): boolean {
  return EXTENSION.test(name) && !name.startsWith(".") && !(name.startsWith("#") && name.endsWith("#"));
}

/** Sorts out the names in a folder; OpenTofu's `x.tofu` takes the place of `x.tf`. */
export function moduleFiles(names: readonly string[]): ModuleFiles {
  const replaced = new Set(
    names
      .filter((name) => OPENTOFU_EXTENSION.test(name))
      .map((name) => name.replace(OPENTOFU_EXTENSION, ".tf$1")),
  );
  const read = names.filter((name) => isConfigurationFile(name) && !replaced.has(name)).sort(compareText);
  return {
    primary: read.filter((name) => !isOverride(name)),
    overrides: read.filter(isOverride),
  };
}

function isOverride(name: string): boolean {
  const stem = name.replace(EXTENSION, "");
  return stem === "override" || stem.endsWith("_override");
}
