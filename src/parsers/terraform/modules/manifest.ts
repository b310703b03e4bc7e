import type { FileSystem } from "../../../parser.ts";
import { folderOf, inFolder, resolvePath } from "../../../source/paths.ts";
import type { SourceFile } from "../../../source/source-file.ts";
import { moduleIdentity, moduleRevision } from "./module-source.ts";
import { fitsConstraint } from "./version-constraint.ts";

/** What `terraform init` or `terraform get` has written down: where each remote module was put. */
export interface ModuleManifest {
  /**
   * The folder of a call, relative to the checkout. `key` is the path of call names with dots: `api.function`.
   * @param version what the call asks for
   */
  folderOf(key: string, source: string, version?: string): string | undefined;
  /** Which call's module was put into a folder, or above it. */
  entryAt(folder: string): { key: string; source: string } | undefined;
  /** Whether it is part of a commit: then it is its author's word, where the modules of a step's own `terraform get` are what is deployed. */
  readonly isTracked: boolean;
}

/** A folder that `terraform init` puts a module into. */
const MODULES = /(?:^|\/)\.terraform\/modules\/./;

interface Entry {
  Key: string;
  Source: string;
  Dir: string;
  Version?: string;
}

/** Reads `.terraform/modules/modules.json` of a root module; undefined when it isn't there or isn't one. */
export function readManifest(root: string, fs: FileSystem): ModuleManifest | undefined {
  const path = inFolder(root, ".terraform/modules/modules.json");
  const file = fs.read(path);
  const entries = file && entriesOf(file, root);
  if (!entries) return undefined;
  return {
    isTracked: fs.isTracked(path),
    folderOf(key, source, version) {
      const entry = entries.byKey.get(key);
      return entry && isFor(entry, source, version) ? resolvePath(root, entry.Dir) : undefined;
    },
    entryAt(folder) {
      for (let at = folder; at !== "."; at = folderOf(at)) {
        const entry = entries.byFolder.get(at);
        if (entry) return { key: entry.Key, source: entry.Source };
      }
      return undefined;
    },
  };
}

interface Entries {
  byKey: ReadonlyMap<string, Entry>;
  /** Those that `terraform init` puts below `.terraform`. */
  byFolder: ReadonlyMap<string, Entry>;
}

const known = new WeakMap<SourceFile, Entries | undefined>();

function entriesOf(file: SourceFile, root: string): Entries | undefined {
  if (known.has(file)) return known.get(file);
  const list = parseEntries(file.text);
  const entries = list && {
    byKey: new Map(list.map((entry) => [entry.Key, entry])),
    byFolder: new Map(
      list.flatMap((entry) => {
        const folder = resolvePath(root, entry.Dir);
        return folder !== undefined && MODULES.test(folder) ? [[folder, entry]] : [];
      }),
    ),
  };
  known.set(file, entries);
  return entries;
}

/** A source, a revision or a version that was changed since the last init leaves a stale entry, which init would replace. */
function isFor({ Source, Version }: Entry, source: string, version: string | undefined): boolean {
  if (moduleIdentity(Source) !== moduleIdentity(source)) return false;
  if (moduleRevision(Source) !== moduleRevision(source)) return false;
  return version === undefined || Version === undefined || fitsConstraint(Version, version);
}

function parseEntries(text: string): Entry[] | undefined {
  try {
    const manifest: unknown = JSON.parse(text);
    const modules = (manifest as { Modules?: unknown } | null)?.Modules;
    return Array.isArray(modules) ? modules.filter(isEntry) : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  return (
    typeof entry?.Key === "string" &&
    typeof entry.Source === "string" &&
    typeof entry.Dir === "string" &&
    (entry.Version === undefined || typeof entry.Version === "string")
  );
}
