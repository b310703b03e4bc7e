import type { FileSystem } from "../../../parser.ts";
import { inFolder, resolvePath } from "../../../source/paths.ts";
import { moduleIdentity } from "./module-source.ts";

/** What `terraform init` or `terraform get` has written down: where each remote module was put. */
export interface ModuleManifest {
  /** The folder of a call, relative to the checkout. `key` is the path of call names with dots: `api.function`. */
  folderOf(key: string, source: string): string | undefined;
}

interface Entry {
  Key: string;
  Source: string;
  Dir: string;
}

/** Reads `.terraform/modules/modules.json` of a root module; undefined when it isn't there or isn't one. */
export function readManifest(root: string, fs: FileSystem): ModuleManifest | undefined {
  const file = fs.read(inFolder(root, ".terraform/modules/modules.json"));
  const entries = file && parseEntries(file.text);
  if (!entries) return undefined;
  const byKey = new Map(entries.map((entry) => [entry.Key, entry]));
  return {
    folderOf(key, source) {
      const entry = byKey.get(key);
      // A source that was changed since the last init leaves a stale entry.
      if (!entry || moduleIdentity(entry.Source) !== moduleIdentity(source)) return undefined;
      return resolvePath(root, entry.Dir);
    },
  };
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
  return typeof entry?.Key === "string" && typeof entry.Source === "string" && typeof entry.Dir === "string";
}
