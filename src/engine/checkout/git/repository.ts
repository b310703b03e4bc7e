import { existsSync } from "node:fs";
import { join } from "node:path";
import { GitProcess } from "./git-process.ts";
import { entryOf, type TreeEntry } from "./tree-entry.ts";

/** Lines of a file that a change adds or alters; both ends count. */
export interface LineRange {
  first: number;
  last: number;
}

/** In a partial clone: what isn't here is told, and not fetched object by object. Git before 2.45 fetches all the same. */
const NO_FETCH = { GIT_NO_LAZY_FETCH: "1" };
const OBJECT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const DEADLINE_MS = 60_000;

/** The objects of a git repository, read by git itself. Nothing is checked out, and no hook, filter or driver runs. Every reading may throw GitTimeout. */
export class Repository {
  readonly #git: GitProcess;

  private constructor(git: GitProcess) {
    this.#git = git;
  }

  /** The repository whose work tree is a folder; undefined when it is none. @param deadlineMs the most that one reading may take */
  static at(top: string, deadlineMs = DEADLINE_MS): Repository | undefined {
    const folder = join(top, ".git");
    return existsSync(folder) ? new Repository(new GitProcess(folder, deadlineMs)) : undefined;
  }

  /** The commit that a name refers to, when its object is here. */
  commit(name: string): string | undefined {
    // A name that begins like an option is none.
    if (name.startsWith("-") || name.includes("\0")) return undefined;
    const object = this.#git.text(["rev-parse", "--verify", "--quiet", `${name}^{commit}`])?.trim();
    return object !== undefined && OBJECT.test(object) ? object : undefined;
  }

  /** The commit that is checked out, and where its line of development and that of another commit parted, as far as these are here. */
  partingFrom(commit: string): { head?: string; parted?: string } {
    const lines = this.#git.text(["rev-parse", "--quiet", `${commit}...HEAD`])?.split("\n") ?? [];
    const [head] = lines.filter((line) => OBJECT.test(line));
    // The first one is what `git merge-base` says.
    const [parted] = lines.flatMap((line) => (line.startsWith("^") ? [line.slice(1)] : []));
    return { ...(head === undefined ? {} : { head }), ...(parted === undefined ? {} : { parted }) };
  }

  /** What identifies the content of a path in a commit; undefined where it has none. */
  object(commit: string, path: string): string | undefined {
    return this.#git.text(["rev-parse", "--verify", "--quiet", `${commit}:${path}`])?.trim();
  }

  /** Those paths that a commit has nothing at. In one process, and without a look at what is there: that may have to be fetched. */
  lacking(commit: string, paths: readonly string[]): string[] {
    if (paths.length === 0) return [];
    const names = paths.map((path) => `${commit}:${path}`);
    const asked = names.filter((name) => !name.includes("\n"));
    const { stdout } = this.#git.read(["cat-file", "--batch-check=%(objectname)"], `${asked.join("\n")}\n`);
    const missing = new Set(stdout.toString("utf8").split("\n"));
    return paths.filter((_, index) => missing.has(`${names[index]} missing`));
  }

  /** Whether a path in a commit is a folder of it, and no file, link or submodule. */
  isFolder(commit: string, path: string): boolean {
    return this.#git.text(["cat-file", "-t", `${commit}:${path}`])?.trim() === "tree";
  }

  /** The parents of a commit as it names them, also where they aren't here. */
  parents(commit: string): string[] {
    const [head = ""] = (this.#git.text(["cat-file", "commit", commit]) ?? "").split("\n\n", 1);
    return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []);
  }

  /** Where two lines of development parted; undefined when that isn't here. */
  mergeBase(one: string, other: string): string | undefined {
    const object = this.#git.text(["merge-base", one, other])?.trim();
    return object !== undefined && OBJECT.test(object) ? object : undefined;
  }

  /** Whether history is cut off somewhere. */
  get isShallow(): boolean {
    return this.#git.text(["rev-parse", "--is-shallow-repository"])?.trim() === "true";
  }

  /** The names of the servers that it knows. */
  get remotes(): string[] {
    return words(this.#git.text(["remote"]));
  }

  /** The branches that are here: its own by their names, those of servers as `origin/main`. */
  get branches(): string[] {
    return words(this.#git.text(["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes"]));
  }

  /** Fetches one commit without its history, from a server that may never answer. Whether it is here then. @param ms the most that it may take */
  fetchCommit(commit: string, ms: number): boolean {
    if (ms <= 0) return false;
    const options = ["--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
    this.#git.run(["fetch", ...options, "origin", commit], ms);
    return this.commit(commit) !== undefined;
  }

  /** The commit that a branch of the server is at; undefined where the server doesn't say. @param ms the most that it may take */
  remoteTip(branch: string, ms: number): string | undefined {
    if (ms <= 0) return undefined;
    const { status, stdout } = this.#git.run(["ls-remote", "--quiet", "origin", `refs/heads/${branch}`], ms);
    const [object = ""] = stdout.toString("utf8").split("\t");
    return status === 0 && OBJECT.test(object) ? object : undefined;
  }

  /**
   * The name of the server's default branch; undefined where nothing says it. A repository without a server has the branch that
   * `git init` made.
   * @param ms the most that it may take
   */
  defaultBranch(ms: number): string | undefined {
    const told =
      ms <= 0 ? "" : this.#git.run(["ls-remote", "--quiet", "--symref", "origin", "HEAD"], ms).stdout;
    const [, name] = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(told.toString("utf8")) ?? [];
    if (name !== undefined) return name;
    const noted = this.#git.text(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"])?.trim();
    if (noted) return noted.replace(/^origin\//, "");
    if (this.#git.text(["remote"])?.trim()) return undefined;
    return ["main", "master"].find((each) => this.commit(`refs/heads/${each}`) !== undefined);
  }

  /** The addresses of its servers. */
  urls(): string[] {
    const lines = this.#git.text(["config", "--get-regexp", "^remote\\..*\\.url$"]) ?? "";
    return lines.split("\n").flatMap((line) => line.slice(line.indexOf(" ") + 1).trim() || []);
  }

  /** The address of a server that it knows by a name. */
  remoteAddress(name: string): string | undefined {
    return this.#git.text(["config", "--get", `remote.${name}.url`])?.trim() || undefined;
  }

  /** Whether a branch is the one that is checked out, or a branch, tag or commit is at the commit that is. */
  isCheckedOut(revision: string): boolean {
    if (this.#git.text(["symbolic-ref", "--quiet", "--short", "HEAD"])?.trim() === revision) return true;
    const at = [revision, `refs/remotes/origin/${revision}`].map((name) => this.commit(name));
    return at.some((commit) => commit !== undefined && commit === this.commit("HEAD"));
  }

  /** What git tracks in the work tree, as `git ls-files -z -t --stage` lists it; undefined where git can't say. */
  index(): Buffer | undefined {
    const { status, stdout } = this.#git.read(["ls-files", "-z", "-t", "--stage"]);
    return status === 0 ? stdout : undefined;
  }

  /** Everything that a commit holds. */
  entries(commit: string): TreeEntry[] {
    const listing = this.#git.text(["ls-tree", "-r", "-z", "--full-tree", commit]) ?? "";
    return listing.split("\0").flatMap((line) => entryOf(line) ?? []);
  }

  /** Whether some file of a commit holds a word, in small letters or capitals; undefined where not all of it is here. */
  mentions(commit: string, word: string): boolean | undefined {
    // A partial clone would fetch file by file.
    const { status } = this.#git.read(
      ["grep", "--quiet", "--ignore-case", "--fixed-strings", "-e", word, commit],
      undefined,
      NO_FETCH,
    );
    return status === 0 ? true : status === 1 ? false : undefined;
  }

  /**
   * The sizes of some files in bytes, by object; none for one that isn't here. What a partial clone lacks is fetched, all of it at
   * once: git by itself would ask its remote for one after the other.
   */
  sizes(objects: readonly string[]): Map<string, number> {
    const sizes = this.#sizesHere(objects);
    const lacking = objects.filter((each) => !sizes.has(each));
    if (lacking.length === 0 || !this.#fetchObjects(lacking)) return sizes;
    return new Map([...sizes, ...this.#sizesHere(lacking)]);
  }

  /** Git ends at the first object that it would have to fetch: those behind it may be here, too. */
  #sizesHere(objects: readonly string[]): Map<string, number> {
    const format = "--batch-check=%(objectname) %(objecttype) %(objectsize)";
    const { stdout } = this.#git.read(["cat-file", format], `${objects.join("\n")}\n`, NO_FETCH);
    const lines = stdout.toString("latin1").split("\n");
    return new Map(
      lines.flatMap((line) => {
        const [object = "", kind, size] = line.split(" ");
        return kind === "blob" ? [[object, Number(size)] as const] : [];
      }),
    );
  }

  /** Whether the server of a partial clone has been asked for some objects. */
  #fetchObjects(objects: readonly string[]): boolean {
    const config = this.#git.text(["config", "--get-regexp", "^remote\\..*\\.promisor$"]) ?? "";
    const [, remote] = /^remote\.(.+)\.promisor true$/m.exec(config) ?? [];
    if (remote === undefined || remote.startsWith("-")) return false;
    const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
    const all = [
      "-c",
      "fetch.negotiationAlgorithm=noop",
      "fetch",
      ...options,
      "--filter=blob:none",
      "--stdin",
    ];
    return this.#git.read([...all, remote], `${objects.join("\n")}\n`).status === 0;
  }

  /** The contents of some files that are here, in the same order; undefined for one that isn't. */
  contents(objects: readonly string[]): (Buffer | undefined)[] {
    const { stdout } = this.#git.read(["cat-file", "--batch"], `${objects.join("\n")}\n`, NO_FETCH);
    const contents: (Buffer | undefined)[] = [];
    let at = 0;
    while (contents.length < objects.length) {
      const end = stdout.indexOf("\n", at);
      if (end === -1) break;
      const [, kind, size] = stdout.toString("latin1", at, end).split(" ");
      at = end + 1;
      if (kind !== "blob") contents.push(undefined);
      else {
        contents.push(stdout.subarray(at, at + Number(size)));
        at += Number(size) + 1;
      }
    }
    return [...contents, ...new Array<undefined>(objects.length - contents.length)];
  }

  /** The lines of a file that one commit has and another has not, or differently. */
  changedLines(base: string, head: string, path: string): LineRange[] {
    const plain = ["--unified=0", "--text", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-color"];
    const patch = this.#git.text(["diff-tree", "-p", ...plain, base, head, "--", path]) ?? "";
    return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count]) => {
      const first = Number(start);
      const lines = count === undefined ? 1 : Number(count);
      return lines > 0 ? [{ first, last: first + lines - 1 }] : [];
    });
  }
}

const words = (text = "") => text.split(/\s+/).filter(Boolean);
