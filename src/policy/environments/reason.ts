import type { Root } from "../../parser.ts";
import { type PolicyEnvironment, UNMATCHED_ENVIRONMENT } from "./environment.ts";
import { placementOf } from "./placement.ts";
import { matchRoot } from "./root-matcher.ts";

/** Why a root is deployed to an environment, in the policy's own words; undefined where nothing in it says so. */
export function reasonFor(root: Root, environment: PolicyEnvironment): string | undefined {
  if (environment.name === UNMATCHED_ENVIRONMENT)
    return "no environment of the policy takes it, so it counts as production";
  const reasons = [byMatch(root, environment), byPlacement(root, environment)].filter(
    (each) => each !== undefined,
  );
  return reasons.length === 0 ? undefined : reasons.join(", ");
}

function byMatch(root: Root, { matcher }: PolicyEnvironment): string | undefined {
  const match = matchRoot(matcher, root);
  if (match.state !== "claimed") return undefined;
  const said = [...match.by].map(([kind, patterns]) => `${kind} ${patterns.join(", ")}`);
  return `the policy matches ${said.join(" and ")}`;
}

function byPlacement(root: Root, environment: PolicyEnvironment): string | undefined {
  const placement = placementOf(environment, root);
  if (!placement) return undefined;
  const { criteria } = placement.matcher;
  const patterns = criteria.flatMap((each) => each.match(root) ?? []);
  return criteria.length === 0 ? "a placement is for all" : `a placement is for ${patterns.join(", ")}`;
}
