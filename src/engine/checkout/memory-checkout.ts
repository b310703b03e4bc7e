import type { Diagnostic } from "../../finding.ts";
import type { UnreadCode } from "../../parser.ts";
import { compareText } from "../../source/location.ts";
import { SourceFile } from "../../source/source-file.ts";
import { type Checkout, isBelow, pathWithin } from "./checkout.ts";

/** A checkout in memory: texts by path. For examples, tests and programs that have no files. */
export class MemoryCheckout implements Checkout {
  readonly notes = undefined;
  readonly sources = new Map<string, SourceFile>();
  readonly diagnostics: readonly Diagnostic[] = [];
  readonly unread: readonly UnreadCode[] = [];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #tracked: ReadonlySet<string>;
  readonly #peeked = new Map<string, SourceFile>();

  /**
   * @param texts by path relative to the top, with forward slashes
   * @param tracked the paths of those that count as committed
   */
  constructor(texts: Readonly<Record<string, string>>, tracked: readonly string[] = []) {
    this.#texts = new Map(Object.entries(texts));
    this.#tracked = new Set(tracked);
  }

  isTracked(path: string): boolean {
    return this.#tracked.has(pathWithin(path) ?? "");
  }

  identityOf(path: string): string {
    return path;
  }

  read(path: string): SourceFile | undefined {
    const file = this.peek(path);
    if (file) this.sources.set(file.path, file);
    return file;
  }

  peek(path: string): SourceFile | undefined {
    const within = pathWithin(path) ?? "";
    const text = this.#texts.get(within);
    if (text === undefined) return undefined;
    const file = this.#peeked.get(within) ?? new SourceFile(within, text);
    this.#peeked.set(within, file);
    return file;
  }

  list(folder: string): readonly string[] {
    const within = pathWithin(folder);
    if (within === undefined) return [];
    const prefix = within === "." ? "" : `${within}/`;
    const names = new Set<string>();
    for (const path of this.#texts.keys()) {
      if (!path.startsWith(prefix)) continue;
      const rest = path.slice(prefix.length);
      const slash = rest.indexOf("/");
      names.add(slash === -1 ? rest : rest.slice(0, slash + 1));
    }
    return [...names].sort(compareText);
  }

  exists(path: string): boolean {
    const within = pathWithin(path);
    return within !== undefined && (this.#texts.has(within) || this.list(within).length > 0);
  }

  files(paths: readonly string[], isWanted?: (path: string) => boolean): string[] {
    const wanted = paths.map((path) => pathWithin(path)).filter((path) => path !== undefined);
    return [...this.#texts.keys()]
      .filter((path) => wanted.some((folder) => isBelow(path, folder)) && (isWanted?.(path) ?? true))
      .sort(compareText);
  }
}
