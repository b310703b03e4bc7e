import { findPolicyFile } from "../engine/policy-file.ts";
import type { PolicyTree } from "../engine/run.ts";
import { policyFiles } from "../policy/read.ts";
import { SourceFile } from "../source/source-file.ts";

/** Gives the text of a file of the base, null when it has none. */
export type FetchText = (path: string) => Promise<string | null>;

/** A policy has at most so many files, and so many steps from one to the next. */
const MOST_ROUNDS = 100;

/** Reads the policy file of a commit that isn't here, with all that it extends. What `fetchText` throws is thrown on. */
export async function readPolicyRemotely(
  named: string | undefined,
  paths: readonly string[],
  fetchText: FetchText,
): Promise<PolicyTree> {
  const tree = new RemoteTree();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const file = named ?? findPolicyFile(paths, tree);
    if (file !== undefined && tree.exists(file)) policyFiles(file, (path) => tree.read(path));
    const missing = tree.takeMissing();
    if (missing.length === 0) return tree;
    for (const path of missing) tree.add(path, await fetchText(path));
  }
  return tree;
}

/** Answers with what has been fetched, and notes what was asked for beyond that. */
class RemoteTree implements PolicyTree {
  readonly #files = new Map<string, SourceFile | null>();
  readonly #missing = new Set<string>();

  add(path: string, text: string | null): void {
    this.#files.set(path, text === null ? null : new SourceFile(path, text));
  }

  takeMissing(): string[] {
    const missing = [...this.#missing];
    this.#missing.clear();
    return missing;
  }

  read(path: string): SourceFile | undefined {
    // Nothing outside of the repository is to be had from it.
    if (path.startsWith("../")) return undefined;
    const file = this.#files.get(path);
    if (file === undefined) this.#missing.add(path);
    return file ?? undefined;
  }

  exists(path: string): boolean {
    // Whether a path is a folder makes no difference here: a policy is looked for in it and above.
    return path.endsWith("/.") || this.read(path) !== undefined;
  }
}
