import type { Root } from "../../parser.ts";
import type { PolicyEnvironment } from "./environment.ts";
import { matchRoot } from "./root-matcher.ts";

/** The environments of a root, and who else wanted it. */
export interface Selection {
  environments: readonly PolicyEnvironment[];
  /** They claim the root too, but come later. */
  outranked: readonly PolicyEnvironment[];
}

/**
 * Chooses the environments that a root is deployed to.
 * The first that claims it wins; those that claim it by the very same criterion share it, because that is said on purpose.
 * A root that nobody claims goes to all that are open. A root that fixes its account never goes to one of another account.
 */
export function selectEnvironments(root: Root, all: readonly PolicyEnvironment[]): Selection {
  const matches = all
    .filter(
      (each) =>
        root.account === undefined || each.account === undefined || each.account.value === root.account,
    )
    .map((environment) => ({ environment, match: matchRoot(environment.matcher, root) }));
  const claims = matches.flatMap(({ environment, match }) =>
    match.state === "claimed" ? [{ environment, by: match.by }] : [],
  );
  const [first] = claims;
  if (!first) {
    return {
      environments: matches
        .filter(({ match }) => match.state === "open")
        .map(({ environment }) => environment),
      outranked: [],
    };
  }
  const shares = ({ by }: { by: readonly string[] }) => by.some((text) => first.by.includes(text));
  return {
    environments: claims.filter(shares).map(({ environment }) => environment),
    outranked: claims.filter((claim) => !shares(claim)).map(({ environment }) => environment),
  };
}
