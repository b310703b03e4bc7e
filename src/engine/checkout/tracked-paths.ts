import { posix } from "node:path";

/** What is tracked in a tree, and where its links lead. */
export interface TrackedTree {
  /** Everything, each once. */
  readonly paths: readonly string[];
  /** Those that are links. */
  readonly links: readonly string[];
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** A path without links in it. */
  identityOf(path: string): string;
}

/** Whether somebody wants a file of this name. */
type IsWanted = (path: string) => boolean;

/** Hears of a link that leads to a folder and isn't followed any more. */
type OnUnfollowed = (link: string, folder: string) => void;

/** How often one folder is looked through by way of links; each time its files have other names. */
const MOST_VISITS = 1_000;
/** What is looked at behind all links together: ten links in each of ten folders to the next would be ten thousand million files. */
const MOST_STEPS = 200_000;

/** A folder by one of the names that links give it. */
interface Visit {
  name: string;
  /** Without links. */
  folder: string;
  /** The folders that the links before it led to. */
  through: readonly string[];
}

/** Visits that are still to be made: the first one of every folder, then the second ones. */
class Turns {
  readonly #turns: Visit[][] = [];
  readonly #added = new Map<string, number>();
  #turn = 0;

  /** Whether it will be made. */
  add(visit: Visit): boolean {
    const turn = this.#added.get(visit.folder) ?? 0;
    if (turn >= MOST_VISITS) return false;
    this.#added.set(visit.folder, turn + 1);
    const same = this.#turns[turn] ?? [];
    this.#turns[turn] = same;
    same.push(visit);
    this.#turn = Math.min(this.#turn, turn);
    return true;
  }

  next(): Visit | undefined {
    while (this.#turn < this.#turns.length) {
      const visit = this.#turns[this.#turn]?.shift();
      if (visit) return visit;
      this.#turn++;
    }
    return undefined;
  }
}

/** What is tracked below folders, ignored or not and whatever the folders are called. */
export class TrackedPaths {
  readonly #tree: TrackedTree;
  /** So that what is in a folder stands together. */
  readonly #sorted: readonly string[];
  readonly #links: readonly string[];
  /** The folders that links lead to; undefined for links that lead to none. */
  readonly #targets = new Map<string, string | undefined>();

  constructor(tree: TrackedTree) {
    this.#tree = tree;
    this.#sorted = sorted(tree.paths);
    this.#links = sorted(tree.links);
  }

  get links(): readonly string[] {
    return this.#links;
  }

  has(path: string): boolean {
    return this.#sorted[firstFrom(this.#sorted, path)] === path;
  }

  /**
   * The tracked files at and below a folder, not by way of links in it. The folder itself may be behind one.
   * @param isWanted by the name that a file has below the folder: what nobody wants costs its name alone
   */
  *files(folder: string, isWanted?: IsWanted): Iterable<string> {
    const real = this.#tree.identityOf(folder);
    for (const path of within(this.#sorted, real)) {
      const name = renamed(path, real, folder);
      if ((!isWanted || isWanted(name)) && this.#tree.isFile(path)) yield name;
    }
  }

  /**
   * The tracked files that links to folders of the tree put below a folder, under the links' names: code is deployed from
   * there as well. Every folder has its turn before one has its next, the shortest ways first, so that links to one can't use
   * up the bound of another.
   */
  *filesBehindLinks(
    folder: string,
    { isWanted, onUnfollowed }: { isWanted?: IsWanted | undefined; onUnfollowed?: OnUnfollowed } = {},
  ): Iterable<string> {
    const real = this.#tree.identityOf(folder);
    const turns = new Turns();
    const take = (from: Visit) => {
      for (const visit of this.#linksIn(from))
        if (!turns.add(visit)) onUnfollowed?.(visit.name, visit.folder);
    };
    take({ name: folder, folder: real, through: real === "." ? [] : [real] });
    let steps = 0;
    for (let visit = turns.next(); visit; visit = turns.next()) {
      for (const path of within(this.#sorted, visit.folder)) {
        if (++steps > MOST_STEPS) break;
        const name = renamed(path, visit.folder, visit.name);
        if ((!isWanted || isWanted(name)) && this.#tree.isFile(path)) yield name;
      }
      if (steps > MOST_STEPS) onUnfollowed?.(visit.name, visit.folder);
      else take(visit);
    }
  }

  /** Whether something holds for a tracked file in a folder, or in one that its links lead to. */
  someFile(folder: string, holds: (path: string) => boolean, seen = new Set<string>()): boolean {
    if (seen.has(folder)) return false;
    seen.add(folder);
    for (const path of within(this.#sorted, folder)) {
      if (this.#tree.isFile(path)) {
        if (holds(path)) return true;
        continue;
      }
      const target = this.#isLink(path) ? this.#targetOf(path) : undefined;
      if (target !== undefined && this.someFile(target, holds, seen)) return true;
    }
    return false;
  }

  /** The links in a folder that lead to folders, but for those that lead in a circle. */
  *#linksIn({ name, folder, through }: Visit): Iterable<Visit> {
    for (const path of within(this.#links, folder)) {
      const target = this.#targetOf(path);
      if (target === undefined || target === "." || path.startsWith(`${target}/`) || through.includes(target))
        continue;
      yield { name: renamed(path, folder, name), folder: target, through: [...through, target] };
    }
  }

  #isLink(path: string): boolean {
    return this.#links[firstFrom(this.#links, path)] === path;
  }

  #targetOf(path: string): string | undefined {
    if (!this.#targets.has(path))
      this.#targets.set(path, this.#tree.isFolder(path) ? this.#tree.identityOf(path) : undefined);
    return this.#targets.get(path);
  }
}

/** The paths among some that are in a folder without links. */
function* within(paths: readonly string[], folder: string): Iterable<string> {
  const prefix = folder === "." ? "" : `${folder}/`;
  for (let at = firstFrom(paths, prefix); at < paths.length; at++) {
    const path = paths[at] as string;
    if (!path.startsWith(prefix)) return;
    yield path;
  }
}

/** Git's own order is nearly always this one. */
function sorted(paths: readonly string[]): readonly string[] {
  for (let at = 1; at < paths.length; at++)
    if ((paths[at - 1] as string) > (paths[at] as string)) return [...paths].sort();
  return paths;
}

function renamed(path: string, from: string, to: string): string {
  return from === to ? path : posix.join(to, posix.relative(from, path));
}

/** Where the first text stands that isn't before another. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
