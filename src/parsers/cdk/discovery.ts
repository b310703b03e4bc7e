import type { Diagnostic } from "../../finding.ts";
import type { FileSystem, UnreadCode } from "../../parser.ts";
import { readInItsPlace, speaksOfLambda } from "../../programs.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { childOf, stringValue } from "../../source/yaml/tree.ts";
import { isAssembly } from "../cloudformation/assembly-files.ts";
import { readJson } from "./assembly.ts";
import { isAmplifyBackend, isAppSettings, isManifest } from "./claims.ts";

const OUTPUT = "cdk.out";
/** In an Amplify backend. */
const DEFINES_FUNCTION = /function/i;

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
  const apps = files.flatMap((path): App[] => {
    if (isAmplifyBackend(path)) return [amplifyBackend(path)];
    if (!isAppSettings(path)) return [];
    const { top, diagnostics: own } = readJson(path, fs);
    diagnostics.push(...own);
    return [cdkApp(path, stringValue(childOf(top, "output")) ?? OUTPUT)];
  });
  for (const app of apps) {
    const folder = resolvePath(app.folder, app.output);
    const manifest = folder === undefined ? undefined : inFolder(folder, "manifest.json");
    if (folder === undefined || manifest === undefined || !fs.exists(manifest))
      unread.push(notSynthesised(app, fs));
    else {
      folders.add(folder);
      if (fs.isTracked(manifest)) unread.push(maybeOld(app, [manifest, ...templatesIn(folder, fs)], fs));
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

/** A program that the CDK synthesises, by the file that says so. */
interface App {
  file: string;
  what: string;
  /** What its output is relative to. */
  folder: string;
  output: string;
  /** Where its code is. */
  code: string;
  hint: string;
}

function cdkApp(file: string, output: string): App {
  const folder = folderOf(file);
  const what = folder === "." ? "The CDK app" : `The CDK app in ${folder}`;
  const hint = "Run `cdk synth` before the check, which writes it; the app's code is never run here.";
  return { file, what, folder, output, code: folder, hint };
}

/** See https://docs.amplify.aws/react/reference/project-structure/ */
function amplifyBackend(file: string): App {
  const code = folderOf(file);
  const hint = "Run `npx ampx sandbox --once` before the check, which writes it; its code is never run here.";
  const output = ".amplify/artifacts/cdk.out";
  return { file, what: `The Amplify backend in ${file}`, folder: folderOf(code), output, code, hint };
}

function notSynthesised(app: App, fs: FileSystem): UnreadCode {
  return {
    ...unreadOf(app),
    because: `there is no ${app.output}/manifest.json next to ${app.code === app.folder ? app.file : app.code}`,
    mayHoldFunctions: speaksOfLambda(app.code, fs) || DEFINES_FUNCTION.test(fs.read(app.file)?.text ?? ""),
  };
}

function templatesIn(assembly: string, fs: FileSystem): string[] {
  const names = fs.list(assembly).filter((name) => name.endsWith(".template.json"));
  return names.map((name) => inFolder(assembly, name));
}

/** A synthesis that is part of the commit may be of another state of the code; one that a change brings, of no code at all. */
function maybeOld(app: App, documents: readonly string[], fs: FileSystem): UnreadCode {
  return { ...unreadOf(app), ...readInItsPlace(documents, app.code, fs) };
}

function unreadOf({ file, what, hint }: App): Pick<UnreadCode, "kind" | "what" | "address" | "at" | "hint"> {
  return { kind: "app", what, address: file, hint, at: startOfFile(file) };
}
