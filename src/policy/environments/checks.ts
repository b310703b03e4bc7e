import type { SemanticChecks } from "../checks.ts";
import type { Path } from "../document/place.ts";
import { checkPlacements } from "./check-placements.ts";
import { UNMATCHED_ENVIRONMENT } from "./environment.ts";
import type { EnvironmentData, EnvironmentsData } from "./schema.ts";

type Checks = SemanticChecks<EnvironmentsData>;

/** Environments that can't match, contradict themselves, or leave production out. */
export function checkEnvironments(checks: Checks): void {
  const environments = Object.entries(checks.context.data.environments ?? {});
  for (const [name, environment] of environments) {
    if (name === UNMATCHED_ENVIRONMENT) {
      const message = `The name "${name}" is taken: it is that of roots that belong to no environment.`;
      checks.error(message, ["environments", name], "Give it another name.");
    }
    checkMatch(checks, name, environment);
    checkRegions(checks, environment, ["environments", name]);
    checkPlacements(checks, name, environment);
  }
  checkReach(checks, environments);
  if (environments.length > 0 && !environments.some(([, each]) => each.production)) {
    const message = "No environment is production, so the rules for production hold nowhere.";
    checks.warning(message, ["environments"], "Write production: true where customers are served.");
  }
}

function checkMatch(checks: Checks, name: string, { account, match }: EnvironmentData): void {
  const path = ["environments", name, "match"];
  for (const [index, pattern] of (match?.paths ?? []).entries())
    checks.requirePathGlob(pattern, [...path, "paths", index]);
  for (const key of ["stacks", "stages", "workspaces"] as const) {
    for (const [index, pattern] of (match?.[key] ?? []).entries())
      checks.requireNameGlob(pattern, [...path, key, index]);
  }
  for (const [key, values] of Object.entries(match?.tags ?? {})) {
    for (const value of [values].flat()) checks.requireNameGlob(value, [...path, "tags", key]);
  }
  if (account !== undefined && match?.accounts && !match.accounts.includes(account)) {
    const message = `${name} is in account ${account} but matches other accounts only, so it can have no root.`;
    checks.error(
      message,
      [...path, "accounts"],
      "Leave match.accounts out: an environment with an account takes no root of another.",
    );
  }
}

function checkRegions(checks: Checks, { regions = [] }: Pick<EnvironmentData, "regions">, path: Path): void {
  for (const [index, region] of regions.entries()) {
    if (regions.indexOf(region) === index) continue;
    checks.warning(`The region ${region} is listed twice.`, [...path, "regions", index]);
  }
}

const EVERYTHING: ReadonlySet<string> = new Set(["**", "*", ".", "./**", "**/*"]);

/** An environment that takes every path leaves nothing to those after it, unless they share its pattern or go by other things. */
function checkReach(checks: Checks, environments: readonly (readonly [string, EnvironmentData])[]): void {
  const isGreedy = ({ match }: EnvironmentData) =>
    goesByPaths(match) && match?.paths?.some((pattern) => EVERYTHING.has(pattern));
  const greedy = environments.findIndex(([, each]) => isGreedy(each));
  const [first, { match: taken }] = environments[greedy] ?? ["", {}];
  for (const [name, { match }] of environments.slice(greedy + 1)) {
    if (
      greedy === -1 ||
      !goesByPaths(match) ||
      match?.paths?.some((pattern) => taken?.paths?.includes(pattern))
    )
      continue;
    const message = `The environment ${name} gets no root: ${first}, which comes first, takes every path.`;
    const hint = `Put ${name} before ${first}, or leave match out of both for roots that are deployed to both.`;
    checks.warning(message, ["environments", name], hint);
  }
}

/** Whether nothing but paths decides. */
function goesByPaths(match: EnvironmentData["match"]): boolean {
  return !match?.stacks && !match?.stages && !match?.workspaces && !match?.accounts && !match?.parameters;
}
