import type { FileSystem } from "../../parser.ts";
import { folderOf, inFolder } from "../../source/paths.ts";

/** The CDK's usual output folder; also the name of a file that it writes into every cloud assembly, wherever that is. */
const CDK_OUT = "cdk.out";
const BELOW_CDK_OUT = /(?:^|\/)cdk\.out\//;

/** Whether a file is part of what `cdk synth` writes: its templates are read as the stacks of the app, together with its manifest. */
export function isInAssembly(path: string, fs: FileSystem): boolean {
  return BELOW_CDK_OUT.test(path) || fs.exists(inFolder(folderOf(path), CDK_OUT));
}

/** Whether a file lies in the folder of a manifest, or below it. */
export function isBeside(manifest: string, path: string): boolean {
  const folder = folderOf(manifest);
  return folder === "." || path.startsWith(`${folder}/`);
}
