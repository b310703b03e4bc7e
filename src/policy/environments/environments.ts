import type { Diagnostic } from "../../finding.ts";
import type { Root } from "../../parser.ts";
import type { PolicyPart, ReviewedRun } from "../part.ts";
import { bareEnvironment, type PolicyEnvironment, UNMATCHED_ENVIRONMENT } from "./environment.ts";
import type { FileContext } from "./inputs.ts";
import { RootReview } from "./review.ts";
import { isOfAnotherAccount, selectEnvironments } from "./select.ts";

/** The environments of a policy. */
export class Environments implements PolicyPart {
  /** In the policy's order. */
  readonly all: readonly PolicyEnvironment[];
  readonly #context: FileContext;
  /** Where a root goes that belongs to no environment. */
  readonly unmatched: PolicyEnvironment;
  /** A run asks for those of a root at every step. */
  readonly #known = new WeakMap<Root, readonly PolicyEnvironment[]>();

  constructor(all: readonly PolicyEnvironment[], context: FileContext) {
    this.all = all;
    this.#context = context;
    this.unmatched = bareEnvironment(UNMATCHED_ENVIRONMENT, context.file);
  }

  /** The environments that a root is deployed to; `unmatched` for a root of no environment. */
  of(root: Root): readonly PolicyEnvironment[] {
    const already = this.#known.get(root);
    if (already) return already;
    const { environments } = selectEnvironments(root, this.all);
    const own = environments.length > 0 ? environments : [this.unmatched];
    this.#known.set(root, own);
    return own;
  }

  /** Those that a root would belong to, were it not for the account that it fixes. */
  refusedByAccount(root: Root): readonly PolicyEnvironment[] {
    if (root.account === undefined) return [];
    const { account: _, ...anywhere } = root;
    const { environments } = selectEnvironments(anywhere, this.all);
    return environments.filter((environment) => isOfAnotherAccount(root, environment));
  }

  /** Those of some names; one of them may be `unmatched`. */
  named(names: readonly string[]): readonly PolicyEnvironment[] {
    return [...this.all, this.unmatched].filter(({ name }) => names.includes(name));
  }

  review({ roots, whole }: ReviewedRun): Diagnostic[] {
    return new RootReview(roots, this.all, this.#context).diagnostics(whole);
  }

  /** Files that an environment takes values from and that aren't there. */
  missingFiles(roots: readonly Root[], whole: boolean): Diagnostic[] {
    return new RootReview(roots, this.all, this.#context).missingFiles(whole);
  }
}
