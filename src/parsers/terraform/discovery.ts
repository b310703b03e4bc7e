import type { FileSystem, Root } from "../../parser.ts";
import { compareText } from "../../source/location.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { isConfigurationFile } from "./modules/files.ts";
import { loadModule } from "./modules/load.ts";
import type { Module } from "./modules/module.ts";
import { readModuleSource } from "./modules/module-source.ts";

/**
 * The root modules among the folders of some files: those that no other module calls, or that keep a state of their own.
 * Folders that have nothing to do with Lambda, in themselves and in all that they call, are left out, and never parsed.
 */
export function findRootModules(files: readonly string[], fs: FileSystem): Root[] {
  const relevance = new Relevance(fs);
  const folders = [...new Set(files.map(folderOf))]
    .filter((folder) => !/(?:^|\/)\.terraform(?:\/|$)/.test(folder))
    .filter((folder) => relevance.concernsLambda(folder));
  // Who calls a folder that concerns Lambda, concerns Lambda too.
  const called = new Set(folders.flatMap((folder) => localCalls(loadModule(folder, fs))));
  return folders
    .filter((folder) => !called.has(folder) || isDeployed(loadModule(folder, fs), fs))
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
    return source?.kind === "literal" && typeof source.value === "string"
      ? localFolder(module.folder, source.value)
      : [];
  });
}

function localFolder(folder: string, source: string): string[] {
  const parsed = readModuleSource(source);
  const path = parsed.kind === "local" ? resolvePath(folder, parsed.path) : undefined;
  return path === undefined ? [] : [path];
}

/** What may be the source of a call of a local module; what it finds too much costs only time. */
const LOCAL_SOURCE = /\bsource"?\s*[=:]\s*"(\.{1,2}(?:\/[^"]*)?)"/g;

/**
 * Tells by their text alone which folders have to do with Lambda. Resource types can't be computed, so that what declares
 * a function has the word in it; and the sources of local modules are literals.
 */
class Relevance {
  readonly #fs: FileSystem;
  readonly #known = new Map<string, boolean>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  concernsLambda(folder: string): boolean {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    // Modules that call each other in a circle add nothing to each other.
    this.#known.set(folder, false);
    const texts = this.#texts(folder);
    const concerns =
      texts.some((text) => /lambda/i.test(text)) ||
      texts.flatMap((text) => sourcesIn(text, folder)).some((called) => this.concernsLambda(called));
    this.#known.set(folder, concerns);
    return concerns;
  }

  #texts(folder: string): string[] {
    return this.#fs
      .list(folder)
      .filter(isConfigurationFile)
      .map((name) => this.#fs.read(inFolder(folder, name))?.text ?? "");
  }
}

function sourcesIn(text: string, folder: string): string[] {
  return [...text.matchAll(LOCAL_SOURCE)].flatMap(([, source = ""]) => localFolder(folder, source));
}
