import type { FileSystem } from "../../parser.ts";
import type { SourceLocation } from "../../source/location.ts";
import { folderOf, inFolder } from "../../source/paths.ts";
import { childOf, type YamlNode } from "../../source/yaml/tree.ts";
import { textOf } from "./assembly.ts";

/** Where a construct was written. */
export interface Construct {
  /** `ShopProd/Pay`, without the last `Resource` that every level 2 construct has. */
  path: string;
  /** The line of the app's own code that made it, when that file is in the checkout. */
  at: SourceLocation | undefined;
}

/** `new Shop (/home/me/app/lib/shop.ts:5:12)`, `File "/app/app.py", line 12` */
const FRAMES = [/\(?((?:[A-Za-z]:)?[^():\s][^():]*):(\d+)(?::(\d+))?\)?$/, /File "([^"]+)", line (\d+)/];
/** Frames of libraries lie outside the app, or in folders that hold what was installed. */
const INSTALLED = /(?:^|[\\/])(?:node_modules|site-packages|dist-packages)[\\/]|^node:/;
const MAX_FRAMES = 100;
const MAX_PARENTS = 6;

/** What the CDK's metadata says of the constructs behind logical ids. */
export class Constructs {
  readonly #byLogicalId = new Map<string, Construct>();

  /** @param assembly the top folder of the CDK's output: its app stands in the folder above */
  constructor(metadata: readonly YamlNode[], assembly: string, fs: FileSystem) {
    const files = new AppFiles(folderOf(assembly), fs);
    for (const part of metadata) {
      for (const { key, value } of part.kind === "mapping" ? part.entries : []) {
        const entries = value.kind === "sequence" ? value.items : [];
        const traces = entries.flatMap(tracesOf);
        for (const entry of entries) {
          const id =
            textOf(childOf(entry, "type")) === "aws:cdk:logicalId"
              ? textOf(childOf(entry, "data"))
              : undefined;
          if (id !== undefined)
            this.#byLogicalId.set(id, { path: shortPath(key), at: files.firstIn(traces) });
        }
      }
    }
  }

  of(logicalId: string): Construct | undefined {
    return this.#byLogicalId.get(logicalId);
  }
}

/** A construct's path as people think of it: `/ShopProd/Pay/Resource` is their `ShopProd/Pay`. */
export function shortPath(path: string): string {
  return path.replace(/^\//, "").replace(/\/Resource$/, "");
}

/** The frames of an entry: its own `trace`, or the data of a `creationStack`. */
function tracesOf(entry: YamlNode): string[] {
  const isStack = textOf(childOf(entry, "type")) === "aws:cdk:creationStack";
  const frames = childOf(entry, "trace") ?? (isStack ? childOf(entry, "data") : undefined);
  return frames?.kind === "sequence"
    ? frames.items.slice(0, MAX_FRAMES).flatMap((frame) => textOf(frame) ?? [])
    : [];
}

/** Finds the files of stack traces, which have the paths of the machine that ran the app, in the checkout. */
class AppFiles {
  readonly #folders: string[] = [];
  readonly #fs: FileSystem;
  readonly #found = new Map<string, string | undefined>();

  constructor(folder: string, fs: FileSystem) {
    this.#fs = fs;
    let above = folder;
    for (let up = 0; up < MAX_PARENTS; up++) {
      this.#folders.push(above);
      if (above === ".") break;
      above = folderOf(above);
    }
  }

  /** The first frame that is the app's own code. */
  firstIn(frames: readonly string[]): SourceLocation | undefined {
    for (const frame of frames) {
      const [, path, line, column] =
        FRAMES.map((pattern) => pattern.exec(frame)).find((found) => found !== null) ?? [];
      if (path === undefined || INSTALLED.test(path)) continue;
      const file = this.#find(path.replaceAll("\\", "/"));
      const location = file && this.#fs.read(file)?.locateLine(Number(line), Number(column ?? 1));
      if (location) return location;
    }
    return undefined;
  }

  /** The longest end of a path that is a file below the app's folder or one above it. */
  #find(path: string): string | undefined {
    if (this.#found.has(path)) return this.#found.get(path);
    const names = path.split("/").filter((name) => name !== "" && name !== "." && name !== "..");
    let found: string | undefined;
    for (let from = 0; from < names.length && found === undefined; from++) {
      const end = names.slice(from).join("/");
      found = this.#folders.map((folder) => inFolder(folder, end)).find((each) => this.#fs.exists(each));
    }
    this.#found.set(path, found);
    return found;
  }
}
