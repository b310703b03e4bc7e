import type { FileSystem } from "../../../parser.ts";
import { compareText } from "../../../source/location.ts";
import { inFolder } from "../../../source/paths.ts";

/** The configuration files of a folder in the order in which they are read. */
export interface ModuleFiles {
  primary: string[];
  /** `override.tf` and `*_override.tf`, which are merged over the rest, in this order. */
  overrides: string[];
}

/** The endings of configuration. */
export const CONFIGURATION_FILE = /\.(?:tf|tofu)(?:\.json)?$/;
const OPENTOFU_EXTENSION = /\.tofu(\.json)?$/;
const TERRAFORM_EXTENSION = /\.tf(\.json)?$/;

/** Whether a file is read as configuration of the folder that it is in. */
export function isConfigurationFile(name: string): boolean {
  return (
    CONFIGURATION_FILE.test(name) && !name.startsWith(".") && !(name.startsWith("#") && name.endsWith("#"))
  );
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

const WORKFLOWS = ".github/workflows";
const TOFU = /opentofu\/setup-opentofu|\btofu\s+(?:-\S+\s+)*(?:init|plan|apply)\b/;
const TERRAFORM = /hashicorp\/setup-terraform|\bterraform\s+(?:-\S+\s+)*(?:init|plan|apply)\b/;

/**
 * Whether the repository says that OpenTofu deploys a folder: its lock file, a version manager's file there or at the top,
 * workflows that run it and never Terraform; or, where nothing says Terraform, that a file of OpenTofu is there at all. It matters
 * only where a file of OpenTofu stands in the place of another.
 */
export function isForOpenTofu(folder: string, fs: FileSystem): boolean {
  if (!fs.list(folder).some((name) => OPENTOFU_EXTENSION.test(name))) return false;
  const { base } = fs;
  if (!base) return saysOpenTofu(folder, fs);
  // A change can't choose which files count of those that are deployed: what the base says, holds.
  const isDeployed = base.list(folder).some(isConfigurationFile);
  return saysOpenTofu(folder, base) && (isDeployed || saysOpenTofu(folder, fs));
}

function saysOpenTofu(folder: string, fs: FileSystem): boolean {
  const tools = toolsOf(folder, fs);
  return tools.has("opentofu") || (tools.size === 0 && hasOpenTofuFile(folder, fs));
}

/** Terraform doesn't read such a file, so whoever committed it means OpenTofu; one that git doesn't track beside those that it does may be anything. */
function hasOpenTofuFile(folder: string, fs: FileSystem): boolean {
  const names = fs.list(folder).filter(isConfigurationFile);
  const tracked = names.filter((name) => fs.isTracked(inFolder(folder, name)));
  return (tracked.length > 0 ? tracked : names).some((name) => OPENTOFU_EXTENSION.test(name));
}

type Tool = "opentofu" | "terraform";

/** The tools that files name; workflows that run both name Terraform. */
function toolsOf(folder: string, fs: FileSystem): ReadonlySet<Tool> {
  const tools = new Set<Tool>();
  const read = (path: string) => fs.read(path)?.text ?? "";
  for (const tool of ["opentofu", "terraform"] as const) {
    const version = new RegExp(`^${tool}\\s`, "m");
    const isManaged = [folder, "."].some(
      (each) =>
        fs.exists(inFolder(each, `.${tool}-version`)) || version.test(read(inFolder(each, ".tool-versions"))),
    );
    const lock = read(inFolder(folder, ".terraform.lock.hcl"));
    if (isManaged || lock.includes(REGISTRIES[tool])) tools.add(tool);
  }
  const texts = fs.list(WORKFLOWS).map((name) => read(inFolder(WORKFLOWS, name)));
  if (texts.some((text) => TERRAFORM.test(text))) tools.add("terraform");
  else if (texts.some((text) => TOFU.test(text))) tools.add("opentofu");
  return tools;
}

const REGISTRIES: Readonly<Record<Tool, string>> = {
  opentofu: "registry.opentofu.org/",
  terraform: "registry.terraform.io/",
};

function isOverride(name: string): boolean {
  const stem = name.replace(CONFIGURATION_FILE, "");
  return stem === "override" || stem.endsWith("_override");
}
