import type { FileSystem } from "../../../parser.ts";
import { folderOf } from "../../../source/paths.ts";
import { loadModule } from "./load.ts";
import { readManifest } from "./manifest.ts";
import { moduleIdentity } from "./module-source.ts";

const FOLDER = /(?:^|\/)\.terraform(?:\/|$)/;

/** Files that somebody wrote: what `terraform init` puts into `.terraform` is its own, but for what git tracks there. */
export function writtenFiles(files: readonly string[], fs: FileSystem): string[] {
  const folders = new Set(
    files.filter((path) => FOLDER.test(folderOf(path)) && fs.isTracked(path)).map(folderOf),
  );
  return files.filter((path) => !FOLDER.test(folderOf(path)) || folders.has(folderOf(path)));
}

/** Whether a folder of `.terraform` is what `terraform init` has put there for a call of the root module. It is judged with the call. */
export function isInstalledForCall(folder: string, fs: FileSystem): boolean {
  const at = FOLDER.exec(folder);
  if (!at) return false;
  const root = folder.slice(0, at.index) || ".";
  const entry = readManifest(root, fs)?.entryAt(folder);
  const [name = "", ...nested] = entry?.key.split(".") ?? [];
  const source = entry && loadModule(root, fs).calls.get(name)?.body.attributes.get("source")?.value;
  if (source?.kind !== "literal" || typeof source.value !== "string") return false;
  return nested.length > 0 || moduleIdentity(source.value) === moduleIdentity(entry?.source ?? "");
}
