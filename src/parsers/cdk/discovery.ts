import type { Diagnostic } from "../../finding.ts";
import type { FileSystem } from "../../parser.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { childOf, stringValue } from "../../source/yaml/tree.ts";
import { isInAssembly } from "../cloudformation/assembly-files.ts";
import { readJson } from "./assembly.ts";
import { isAppSettings, isManifest } from "./claims.ts";

const OUTPUT = "cdk.out";

/**
 * The folders of cloud assemblies: those with a manifest among the files, and those that the settings of an app name,
 * which version control usually ignores. An app without one is reported: its code is not run.
 */
export function findAssemblies(
  files: readonly string[],
  fs: FileSystem,
): { folders: string[]; diagnostics: Diagnostic[] } {
  const folders = new Set(
    files.filter((path) => isManifest(path) && isInAssembly(path, fs)).map((path) => folderOf(path)),
  );
  const diagnostics: Diagnostic[] = [];
  for (const app of files.filter((path) => isAppSettings(path))) {
    const settings = readJson(app, fs).top;
    const output = stringValue(childOf(settings, "output")) ?? OUTPUT;
    const folder = resolvePath(folderOf(app), output);
    if (folder !== undefined && fs.exists(inFolder(folder, "manifest.json"))) folders.add(folder);
    else diagnostics.push(notSynthesised(app, output));
  }
  // What a stage makes is an assembly of its own, read with the one that it is in.
  const outermost = [...folders].filter((folder) => !parentsOf(folder).some((above) => folders.has(above)));
  return { folders: outermost.sort(), diagnostics };
}

function parentsOf(folder: string): string[] {
  const parents: string[] = [];
  for (let above = folder; above !== "."; ) {
    above = folderOf(above);
    parents.push(above);
  }
  return parents;
}

function notSynthesised(app: string, output: string): Diagnostic {
  return {
    severity: "warning",
    message: `The CDK app in ${folderOf(app)} was not checked: there is no ${output}/manifest.json next to ${app}.`,
    hint: "Run cdk synth first, which writes it; the app's code is never run here.",
    at: startOfFile(app),
  };
}
