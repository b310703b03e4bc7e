import type { Diagnostic } from "../../finding.ts";
import type { FileSystem, UnreadCode } from "../../parser.ts";
import { speaksOfLambda } from "../../programs.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { childOf, stringValue } from "../../source/yaml/tree.ts";
import { isAssembly } from "../cloudformation/assembly-files.ts";
import { readJson } from "./assembly.ts";
import { isAppSettings, isManifest } from "./claims.ts";

const OUTPUT = "cdk.out";

/** The assemblies of apps, and the apps that have none or an old one. */
export interface Assemblies {
  folders: string[];
  diagnostics: Diagnostic[];
  unread: UnreadCode[];
}

/**
 * The folders of cloud assemblies: those with a manifest among the files, and those that the settings of an app name,
 * which version control usually ignores. An app without one is unread: its code is not run.
 */
export function findAssemblies(files: readonly string[], fs: FileSystem): Assemblies {
  const folders = new Set(
    files.filter((path) => isManifest(path) && isAssembly(folderOf(path), fs)).map((path) => folderOf(path)),
  );
  const diagnostics: Diagnostic[] = [];
  const unread: UnreadCode[] = [];
  for (const app of files.filter((path) => isAppSettings(path))) {
    const { top, diagnostics: own } = readJson(app, fs);
    diagnostics.push(...own);
    const output = stringValue(childOf(top, "output")) ?? OUTPUT;
    const folder = resolvePath(folderOf(app), output);
    const manifest = folder === undefined ? undefined : inFolder(folder, "manifest.json");
    if (folder === undefined || manifest === undefined || !fs.exists(manifest))
      unread.push(notSynthesised(app, output, fs));
    else {
      folders.add(folder);
      if (fs.isTracked(manifest)) unread.push(maybeOld(app, manifest, fs));
    }
  }
  // What a stage makes is an assembly of its own, read with the one that it is in.
  const outermost = [...folders].filter((folder) => !parentsOf(folder).some((above) => folders.has(above)));
  return { folders: outermost.sort(), diagnostics, unread };
}

function parentsOf(folder: string): string[] {
  const parents: string[] = [];
  for (let above = folder; above !== "."; ) {
    above = folderOf(above);
    parents.push(above);
  }
  return parents;
}

const SYNTH = "Run `cdk synth` before the check, which writes it; the app's code is never run here.";

function notSynthesised(app: string, output: string, fs: FileSystem): UnreadCode {
  return {
    ...appOf(app),
    because: `there is no ${output}/manifest.json next to ${app}`,
    hint: SYNTH,
    mayHoldFunctions: speaksOfLambda(folderOf(app), fs),
  };
}

/** A synthesis that is part of the commit may be of another state of the code; one that a change brings, of no code at all. */
function maybeOld(app: string, manifest: string, fs: FileSystem): UnreadCode {
  return {
    ...appOf(app),
    because: `git tracks ${manifest}, which was read in its place and may be older than its code`,
    hint: SYNTH,
    mayHoldFunctions: fs.base !== undefined && !fs.base.exists(manifest),
  };
}

function appOf(app: string): Pick<UnreadCode, "kind" | "what" | "address" | "at"> {
  return {
    kind: "app",
    what: folderOf(app) === "." ? "The CDK app" : `The CDK app in ${folderOf(app)}`,
    address: app,
    at: startOfFile(app),
  };
}
