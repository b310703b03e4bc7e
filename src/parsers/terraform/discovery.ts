import type { FileSystem, Root } from "../../parser.ts";
import { compareText } from "../../source/location.ts";
import { isConfigurationFile } from "./modules/files.ts";
import { loadModule } from "./modules/load.ts";
import type { Module } from "./modules/module.ts";
import { readModuleSource } from "./modules/module-source.ts";
import { folderOf, inFolder, resolvePath } from "./modules/paths.ts";

/**
 * The root modules among the folders of some files: those that no other module calls, or that keep a state of their own.
 * Folders that have nothing to do with Lambda, in themselves and in all that they call, are left out.
 */
export function findRootModules(files: readonly string[], fs: FileSystem): Root[] {
  const folders = [...new Set(files.map(folderOf))].filter(
    (folder) => !/(?:^|\/)\.terraform(?:\/|$)/.test(folder),
  );
  const called = new Set(folders.flatMap((folder) => localCalls(loadModule(folder, fs))));
  const relevance = new Map<string, boolean>();
  return folders
    .filter((folder) => !called.has(folder) || isDeployed(loadModule(folder, fs), fs))
    .filter((folder) => concernsLambda(folder, fs, relevance))
    .sort(compareText)
    .map((folder) => {
      const { workspace } = loadModule(folder, fs);
      return { format: "terraform", path: folder, ...(workspace === undefined ? {} : { workspace }) };
    });
}

/** Whether a module that others call is deployed by itself too. */
function isDeployed(module: Module, fs: FileSystem): boolean {
  return module.hasBackend || fs.list(module.folder).includes("terraform.tfvars");
}

function localCalls(module: Module): string[] {
  return [...module.calls.values()].flatMap((block) => {
    const source = block.body.attributes.get("source")?.value;
    if (source?.kind !== "literal" || typeof source.value !== "string") return [];
    const parsed = readModuleSource(source.value);
    return parsed.kind === "local" ? (resolvePath(module.folder, parsed.path) ?? []) : [];
  });
}

/** Resource types can't be computed, so that what declares a function has the word in it. */
function concernsLambda(folder: string, fs: FileSystem, known: Map<string, boolean>): boolean {
  const found = known.get(folder);
  if (found !== undefined) return found;
  known.set(folder, false);
  const concerns =
    mentionsLambda(folder, fs) ||
    localCalls(loadModule(folder, fs)).some((each) => concernsLambda(each, fs, known));
  known.set(folder, concerns);
  return concerns;
}

function mentionsLambda(folder: string, fs: FileSystem): boolean {
  return fs
    .list(folder)
    .filter(isConfigurationFile)
    .some((name) => /lambda/i.test(fs.read(inFolder(folder, name))?.text ?? ""));
}
