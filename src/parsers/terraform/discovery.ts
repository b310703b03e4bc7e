import type { FileSystem, Root } from "../../parser.ts";
import { compareText } from "../../source/location.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { isConfigurationFile } from "./modules/files.ts";
import { loadModule } from "./modules/load.ts";
import type { Module } from "./modules/module.ts";
import { readModuleSource } from "./modules/module-source.ts";

/**
 * The root modules among the folders of some files: those that no other module calls, or that keep a state of their own.
 * A folder that is written to be called counts only where nothing in the repository looks deployed. Left out are folders that
 * surely have nothing to do with Lambda, in themselves and in all that they call.
 */
export function findRootModules(files: readonly string[], fs: FileSystem): Root[] {
  const relevance = new Relevance(fs);
  const folders = [...new Set(files.map(folderOf))]
    .filter((folder) => !/(?:^|\/)\.terraform(?:\/|$)/.test(folder))
    .filter((folder) => relevance.mayDeclareFunctions(folder));
  // Who calls a folder that may declare functions, may do so too.
  const called = new Set(folders.flatMap((folder) => localCalls(loadModule(folder, fs))));
  // What a change adds doesn't make modules of what was deployed before it.
  const settled = folders.filter((folder) => fs.base?.exists(folder) ?? true);
  const isDeployedSomewhere = settled.some((folder) => looksDeployed(loadModule(folder, fs), fs));
  return folders
    .filter((folder) => {
      const module = loadModule(folder, fs);
      if (called.has(folder)) return keepsState(module, fs);
      return !isDeployedSomewhere || standsAlone(module, fs);
    })
    .sort(compareText)
    .map((folder) => rootOf(loadModule(folder, fs)));
}

/** A module as a root. */
export function rootOf({ folder, workspace }: Module): Root {
  return { format: "terraform", path: folder, ...(workspace === undefined ? {} : { workspace }) };
}

/** Whether a module that nobody calls is deployed by itself, rather than kept for others to call. */
export function standsAlone(module: Module, fs: FileSystem): boolean {
  return looksDeployed(module, fs) || !isWrittenToBeCalled(module);
}

/** Whether a module that others call is deployed by itself too. */
function keepsState(module: Module, fs: FileSystem): boolean {
  return module.hasBackend || fs.list(module.folder).includes("terraform.tfvars");
}

/** A backend, a provider or values of variables: what only a module has that is deployed. */
function looksDeployed(module: Module, fs: FileSystem): boolean {
  if (module.hasBackend || module.providers.length > 0) return true;
  return fs.list(module.folder).some((name) => /\.tfvars(?:\.json)?$/.test(name));
}

/** A folder of modules by its name, or one that wants values which nobody gives it. */
function isWrittenToBeCalled({ folder, variables }: Module): boolean {
  if (/(?:^|\/)modules?(?:\/|$)/.test(folder)) return true;
  return [...variables.values()].some(({ body }) => !body.attributes.has("default"));
}

function localCalls(module: Module): string[] {
  return [...module.calls.values()].flatMap((block) => {
    const source = block.body.attributes.get("source")?.value;
    return source?.kind === "literal" && typeof source.value === "string"
      ? (localFolder(module.folder, source.value) ?? [])
      : [];
  });
}

/** Undefined for a source that is no folder of the checkout. */
function localFolder(folder: string, source: string): string | undefined {
  const parsed = readModuleSource(source);
  return parsed.kind === "local" ? resolvePath(folder, parsed.path) : undefined;
}

/** What declares a function, or a stack that may: types of resources can't be computed, but may be written with escapes. */
const SPEAKS = /lambda|cloudformation|\\u/i;

/** Whether a text surely declares nothing of Lambda by itself. */
export function saysNothingOfLambda(text: string): boolean {
  return !SPEAKS.test(text);
}

/** Tells which folders may declare functions, themselves or in what they call; a text alone decides only that one doesn't. */
class Relevance {
  readonly #fs: FileSystem;
  readonly #known = new Map<string, boolean>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  mayDeclareFunctions(folder: string): boolean {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    // Modules that call each other in a circle add nothing to each other.
    this.#known.set(folder, false);
    const texts = this.#texts(folder);
    const may = texts.some((text) => !saysNothingOfLambda(text)) || this.#callsWhatMay(folder, texts);
    this.#known.set(folder, may);
    return may;
  }

  /** A module that isn't here may declare anything, whatever its caller is about. */
  #callsWhatMay(folder: string, texts: readonly string[]): boolean {
    if (!texts.some((text) => /\bmodule\b/.test(text))) return false;
    const { calls } = loadModule(folder, this.#fs);
    return [...calls.values()].some(({ body }) => {
      const source = body.attributes.get("source")?.value;
      if (source?.kind !== "literal" || typeof source.value !== "string") return true;
      const local = localFolder(folder, source.value);
      return local === undefined || this.mayDeclareFunctions(local);
    });
  }

  #texts(folder: string): string[] {
    return this.#fs
      .list(folder)
      .filter(isConfigurationFile)
      .map((name) => this.#fs.read(inFolder(folder, name))?.text ?? "");
  }
}
