import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import * as module from "node:module";
import { basename, dirname, isAbsolute, join } from "node:path";
import { Script } from "node:vm";

/** Differs for every build: scripts/lib/bundle.mjs puts a hash of all files here. */
const BUILD = "build-of-the-sources";
/** What says that a run is one of a pipeline: others run there as the same user, and what they leave is nothing to start from. */
const PIPELINES = ["CI", "TF_BUILD", "JENKINS_URL", "BUILD_ID", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID"];
/** How long what another build or version of Node left is kept. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const WRITABLE_BY_OTHERS = 0o022;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;
const ANYTHING_OF_OTHERS = 0o077;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Keeps what V8 made of this program's code for the next run, which is half of what a small run takes. It is code: whoever can write
 * it decides what runs. So it lies where only the user may write, in no checkout, and in no pipeline at all.
 * `NODE_DISABLE_COMPILE_CACHE=1` turns it off. Nothing is said where it can't be.
 */
export function cacheCompiledCode(environment: Environment, command: string): void {
  try {
    // V8 takes back nothing that it made under other options.
    const folder = process.execArgv.length > 0 ? undefined : compileCacheFolder(environment);
    if (folder === undefined) return;
    const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
    // Node 22 and later have one of their own.
    if (enableCompileCache) enableCompileCache(folder);
    else cacheByOurselves(join(folder, `${process.version}-${process.arch}-${BUILD}-${word(command)}`));
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

function word(command: string): string {
  return /^[a-z]{1,20}$/.test(command) ? command : "other";
}

type Compile = (this: NodeModule, content: string, filename: string) => unknown;
type NodeModule = module.Module & { exports: unknown };

/**
 * What Node 20 lacks, and no later version needs: files that are loaded from the folder of the first one are compiled from what was
 * kept of them. Each command has its own, since what is kept is what ran.
 */
function cacheByOurselves(folder: string): void {
  const prototype = module.Module.prototype as unknown as { _compile: Compile };
  const compile = prototype._compile;
  let own: string | undefined;
  const loaded: { file: string; script: Script }[] = [];
  let isWhole = true;
  prototype._compile = function (content, filename) {
    own ??= dirname(filename);
    // Code that was kept can't import modules: Node takes what it would need for that from the code's first compilation.
    if (dirname(filename) !== own || content.includes("import("))
      return compile.call(this, content, filename);
    const file = join(folder, basename(filename));
    const cachedData = contentOf(file);
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) { ${content}\n})`,
      {
        filename,
        ...(cachedData ? { cachedData } : {}),
      },
    );
    loaded.push({ file, script });
    if (!cachedData || script.cachedDataRejected) isWhole = false;
    const { exports } = this;
    const run = script.runInThisContext();
    return run.call(exports, exports, module.createRequire(filename), this, filename, own);
  };
  process.once("exit", () => {
    // What hasn't been loaded before has run more of the rest, too.
    if (!isWhole) keep(folder, loaded);
  });
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** At the end, when what ran has been compiled. Two runs may write at once: each writes beside, and puts it in its place. */
function keep(folder: string, loaded: readonly { file: string; script: Script }[]): void {
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    removeOld(dirname(folder));
    for (const { file, script } of loaded) {
      const beside = `${file}.${process.pid}`;
      writeFileSync(beside, script.createCachedData(), { mode: 0o600 });
      renameSync(beside, file);
    }
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was kept a month ago, be it by this very build: it is made again. */
function removeOld(caches: string): void {
  for (const name of readdirSync(caches)) {
    const folder = join(caches, name);
    if (Date.now() - statSync(folder).mtimeMs > KEPT_MS) rmSync(folder, { recursive: true });
  }
}
