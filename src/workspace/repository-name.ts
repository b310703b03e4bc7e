import { repositoryNameIn } from "../claims/repository-name.ts";
import { Repository } from "../engine/checkout/git/repository.ts";

/** Where forges say to a job which repository it is for. */
const VARIABLES = [
  "GITHUB_REPOSITORY",
  "CI_PROJECT_PATH",
  "BITBUCKET_REPO_FULL_NAME",
  "BUILD_REPOSITORY_NAME",
] as const;

/**
 * Owner and name of the repository of a checkout: of the remote `origin`, else of the only remote, else what the forge says to its job.
 * Undefined where nothing says it.
 */
export function repositoryName(
  top: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const repository = Repository.at(top);
  const address = repository?.remoteAddress("origin") ?? only(repository?.urls() ?? []);
  const named = address === undefined ? undefined : repositoryNameIn(address);
  return named ?? VARIABLES.map((name) => environment[name]).find(Boolean);
}

function only([first, ...others]: readonly string[]): string | undefined {
  return others.length === 0 ? first : undefined;
}
