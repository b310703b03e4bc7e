import type { FileSystem, UnreadCode } from "../../parser.ts";
import { readInItsPlace, speaksOfLambda } from "../../programs.ts";
import { startOfFile } from "../../source/location.ts";
import { folderOf, inFolder, resolvePath } from "../../source/paths.ts";
import { isAppSettings } from "./claims.ts";

const OUTPUT = "cdktf.out";
const SYNTH =
  "Run `cdktf synth` before the check, which writes Terraform's JSON; the app's code is never run here.";

/** What `cdktf synth` made of apps. */
export interface Synthesised {
  /** The configuration of each stack, also where version control ignores it. */
  files: string[];
  /** Apps that were not synthesised, or perhaps of another state of the code. */
  unread: UnreadCode[];
}

/** The stacks of the apps among some files: each is a root module of its own, where the app's settings say. */
export function synthesised(files: readonly string[], fs: FileSystem): Synthesised {
  const found: Synthesised = { files: [], unread: [] };
  for (const app of files.filter(isAppSettings)) {
    const output = outputOf(fs.read(app)?.text ?? "");
    const folder = resolvePath(folderOf(app), output);
    const stacks = folder === undefined ? [] : stacksIn(folder, fs);
    found.files.push(...stacks);
    const tracked = stacks.filter((path) => fs.isTracked(path));
    if (stacks.length === 0) found.unread.push(notSynthesised(app, output, fs));
    else if (tracked.length > 0) found.unread.push(maybeOld(app, tracked, fs));
  }
  return found;
}

/** @param folder of the output: each stack has a folder below `stacks` */
function stacksIn(folder: string, fs: FileSystem): string[] {
  const stacks = inFolder(folder, "stacks");
  return fs
    .list(stacks)
    .filter((name) => name.endsWith("/"))
    .map((name) => inFolder(stacks, `${name}cdk.tf.json`))
    .filter((path) => fs.exists(path));
}

function outputOf(text: string): string {
  try {
    const output: unknown = JSON.parse(text)?.output;
    return typeof output === "string" ? output : OUTPUT;
  } catch {
    return OUTPUT;
  }
}

function notSynthesised(app: string, output: string, fs: FileSystem): UnreadCode {
  return {
    ...appOf(app),
    because: `it is code, which is not run, and there is nothing in ${output}/stacks`,
    hint: SYNTH,
    mayHoldFunctions:
      /lambda|function/i.test(`${app} ${fs.read(app)?.text ?? ""}`) || speaksOfLambda(folderOf(app), fs),
  };
}

/** A synthesis that is part of the commit may be of another state of the code; one that a change brings, of no code at all. */
function maybeOld(app: string, stacks: readonly string[], fs: FileSystem): UnreadCode {
  return { ...appOf(app), hint: SYNTH, ...readInItsPlace(stacks, folderOf(app), fs) };
}

function appOf(app: string): Pick<UnreadCode, "kind" | "what" | "address" | "at"> {
  return { kind: "app", what: `The CDK for Terraform app in ${app}`, address: app, at: startOfFile(app) };
}
