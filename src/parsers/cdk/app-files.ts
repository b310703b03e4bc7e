import type { FileSystem } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { folderOf, inFolder } from "../../source/paths.ts";

/**
 * `new Shop (/home/me/app/lib/shop.ts:5:12)`. Apps in Python have frames without columns, and have them only where the app
 * was run with `JSII_HOST_STACK_TRACES=1`: the CDK itself sees its own calls alone. See https://github.com/aws/jsii/pull/5153
 */
const FRAME = /\(?((?:[A-Za-z]:)?[^():\s][^():]*):(\d+)(?::(\d+))?\)?$/;
/** Frames of libraries, and of Node and Python themselves. */
const INSTALLED = /[\\/](?:node_modules|(?:site|dist)-packages)[\\/]|(?:^|[\s(])node:|<frozen /;
const COMPILED = /^(.*)\.([cm]?)js$/;
/** What begins where something is made: `new`, a name, or the bracket of a compiled call. */
const MAKES_SOMETHING = /(?<![\p{ID_Continue}$])[\p{ID_Start}$_#([]/u;
/** Lines on which nothing is made: imports and comments. */
const MAKES_NOTHING =
  /^\s*(?:import\b(?!\s*\()|from\s+\S+\s+import\b|export\b.*\bfrom\b|\/\/|\/?\*|#(?![\p{ID_Start}]))|=\s*require\(/u;
const MAX_FRAMES = 100;
const MAX_FRAME_LENGTH = 1000;
const MAX_PARENTS = 6;

/** Finds the files of stack traces, which have the paths of the machine that ran the app, in the checkout. */
export class AppFiles {
  readonly #folders: string[] = [];
  readonly #fs: FileSystem;
  readonly #found = new Map<string, string | undefined>();

  /** @param folder of the app */
  constructor(folder: string, fs: FileSystem) {
    this.#fs = fs;
    let above = folder;
    for (let up = 0; up < MAX_PARENTS; up++) {
      this.#folders.push(above);
      if (above === ".") break;
      above = folderOf(above);
    }
  }

  /**
   * The first frame that is the app's own code. Where that one doesn't fit its file, there is none: the frames behind it
   * made something else. Compiled and minified code has positions of its own.
   */
  firstIn(frames: readonly string[]): SourceLocation | undefined {
    for (const frame of frames.slice(0, MAX_FRAMES)) {
      if (frame.length > MAX_FRAME_LENGTH || INSTALLED.test(frame)) continue;
      const [, path, line, column] = FRAME.exec(frame) ?? [];
      if (path === undefined) continue;
      const written = path.replaceAll("\\", "/");
      const found = this.#find(written);
      if (found !== undefined)
        return this.#locate(found, Number(line), column === undefined ? undefined : Number(column));
      if (this.#isCompiled(written)) return undefined;
    }
    return undefined;
  }

  /** Whether a file that isn't here was made of one that is. */
  #isCompiled(path: string): boolean {
    const [, stem, module] = COMPILED.exec(path) ?? [];
    if (stem === undefined) return false;
    return [`${stem}.${module}ts`, `${stem}.tsx`].some((source) => this.#find(source) !== undefined);
  }

  /** @param column without one, the line from its first word on */
  #locate(path: string, line: number, column: number | undefined): SourceLocation | undefined {
    const file = this.#fs.read(path);
    if (!file) return undefined;
    const text = file.line(line);
    const first = column ?? text.search(/\S/) + 1;
    // The file may have changed since the app was run.
    const begins = first >= 1 && isAt(MAKES_SOMETHING, text, first - 1);
    const fits = begins && !MAKES_NOTHING.test(text);
    return fits ? file.locateLine(line, first) : undefined;
  }

  /**
   * The longest end of a path that is a file below the app's folder or one above it.
   * A bare name may be that of many files, so it is looked for only in the app's own folder.
   */
  #find(path: string): string | undefined {
    if (this.#found.has(path)) return this.#found.get(path);
    const names = path.split("/").filter((name) => name !== "" && name !== "." && name !== "..");
    let found: string | undefined;
    for (let from = 0; from < names.length && found === undefined; from++) {
      const end = names.slice(from).join("/");
      const folders = from === names.length - 1 ? this.#folders.slice(0, 1) : this.#folders;
      found = folders.map((folder) => inFolder(folder, end)).find((each) => this.#fs.exists(each));
    }
    this.#found.set(path, found);
    return found;
  }
}

function isAt({ source, flags }: RegExp, text: string, index: number): boolean {
  const sticky = new RegExp(source, `${flags}y`);
  sticky.lastIndex = index;
  return sticky.test(text);
}
