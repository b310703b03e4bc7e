import { existsSync, lstatSync, mkdirSync, realpathSync, statSync } from "node:fs";
import * as module from "node:module";
import { dirname, isAbsolute, join } from "node:path";

/** What says that a run is one of a pipeline: others run there as the same user, and what they leave is nothing to start from. */
const PIPELINES = ["CI", "TF_BUILD", "JENKINS_URL", "BUILD_ID", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID"];
const WRITABLE_BY_OTHERS = 0o022;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;
const ANYTHING_OF_OTHERS = 0o077;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Lets Node 22 and later keep what V8 made of this program's code for the next run, which is a good part of what a small run takes. It
 * is code: whoever can write it decides what runs. So it lies where only the user may write, in no checkout, and in no pipeline at all.
 * `NODE_DISABLE_COMPILE_CACHE=1` turns it off. Nothing is said where it can't be.
 * See https://nodejs.org/api/module.html#module-compile-cache
 */
export function cacheCompiledCode(environment: Environment): void {
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  // V8 takes back nothing that it made under other options.
  if (!enableCompileCache || process.execArgv.length > 0) return;
  try {
    const folder = compileCacheFolder(environment);
    if (folder !== undefined) enableCompileCache(folder);
  } catch {
    // A start that takes longer.
  }
}

/** The folder for it, which is made where it is missing; undefined where there is no safe one. May throw what the file system does. */
export function compileCacheFolder(environment: Environment): string | undefined {
  const user = process.getuid?.();
  const { NODE_DISABLE_COMPILE_CACHE: isOff, NODE_OPTIONS: options, HOME: home } = environment;
  if (user === undefined || isOff || options || PIPELINES.some((name) => environment[name])) return undefined;
  const caches = environment["XDG_CACHE_HOME"] || (home && join(home, ".cache"));
  if (!caches || !isAbsolute(caches)) return undefined;
  const folder = join(caches, "lambda-concurrency-policy");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = lstatSync(folder);
  if (!own.isDirectory() || own.uid !== user || own.mode & ANYTHING_OF_OTHERS) return undefined;
  const real = realpathSync.native(folder);
  return foldersAbove(real).every((each) => isSafe(each, user)) ? real : undefined;
}

/** Whether nobody else can put another folder in the place of what is in this one, and it is no checkout, whose files are anybody's. */
function isSafe(folder: string, user: number): boolean {
  const { uid, mode } = statSync(folder);
  const isOthers = uid !== user && uid !== 0;
  const isOpen = (mode & STICKY) === 0 && (mode & (uid === 0 ? WRITABLE_BY_OTHERS : WRITABLE_BY_ALL)) !== 0;
  return !isOthers && !isOpen && !existsSync(join(folder, ".git"));
}

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}
