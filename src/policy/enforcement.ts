import { type SourceLocation, startOfFile } from "../source/location.ts";
import { locationOf, type YamlMapping } from "../source/yaml/tree.ts";
import { nodeAt, type Path, placeOf } from "./document/place.ts";
import type { PolicyProblem } from "./problem.ts";
import type { PolicyRule } from "./rules/preset.ts";

/** What some files of a policy say together. */
export interface Said<Data> {
  data: Data;
  tree: YamlMapping;
}

/** What a file enforces, and what has become of it. */
interface EnforcementContext<Data> {
  /** The path of the file that enforces. */
  by: string;
  /** The rules and the accounts that it names. */
  rules: readonly PolicyRule[];
  accounts: readonly string[];
  /** What the file says by itself, with all that it extends. */
  alone: Said<Data>;
  /** What holds with the files that extend it, or stand beside it. */
  held: Said<Data>;
  /** The paths of the file and of all that it extends: these may say what they like. */
  own: { has(path: string): boolean };
  /** The paths of all files of the policy. */
  files: { has(path: string): boolean };
  /** The policy file itself, and where the policy names its preset. */
  policyFile: string;
  presetAt: SourceLocation | undefined;
}

/** Holds what a policy comes to against what a file of it enforces. Each section says what of its keys is a loosening. */
export class Enforcement<Data> {
  readonly problems: PolicyProblem[] = [];
  readonly alone: Said<Data>;
  readonly held: Said<Data>;
  readonly rules: readonly PolicyRule[];
  readonly accounts: readonly string[];
  readonly #context: EnforcementContext<Data>;

  constructor(context: EnforcementContext<Data>) {
    this.#context = context;
    this.alone = context.alone;
    this.held = context.held;
    this.rules = context.rules;
    this.accounts = context.accounts;
  }

  /** Whether a rule is enforced. */
  enforces(rule: string): boolean {
    return this.rules.some(({ id }) => id === rule);
  }

  /** Whether what stands at a path of the whole policy was said by another file than the one that enforces. */
  isOthers(path: Path): boolean {
    const node = nodeAt(this.held.tree, path);
    const file = node && locationOf(node).file;
    return file !== undefined && this.#context.files.has(file) && !this.#context.own.has(file);
  }

  /**
   * Refuses a loosening, at the first of some paths that another file has written; else where the preset is named.
   * @param what goes on after "central/policy.yml enforces …"
   */
  refuse(what: string, message: string, ...paths: readonly Path[]): void {
    const { by, policyFile, presetAt, own } = this.#context;
    const path = paths.find((each) => this.isOthers(each));
    const elsewhere = presetAt && !own.has(presetAt.file) ? presetAt : startOfFile(policyFile);
    const at = path === undefined ? elsewhere : placeOf(this.held.tree, path);
    const hint = `${by} enforces ${what}: what extends it can only be stricter.`;
    const isSaid = this.problems.some(
      (each) =>
        each.message === message && each.at.file === at.file && each.at.start.offset === at.start.offset,
    );
    if (!isSaid) this.problems.push({ severity: "error", message, hint, at });
  }

  /** What is enforced, in words: for what takes code out of all of it at once. */
  get everything(): string {
    return [...this.rules.map(({ id }) => id), ...this.accounts].join(", ");
  }
}
