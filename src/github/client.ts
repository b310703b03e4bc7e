import type { GitHub as Octokit } from "@actions/github/lib/utils";
import type { Environment } from "./event.ts";

/** GitHub's API, with retries and patience built in. */
export type GitHub = InstanceType<typeof Octokit>;

/** A run never waits longer for GitHub than this, all in all. */
const PATIENCE_MS = 60_000;
const REQUEST_PATIENCE_MS = 20_000;
const MOST_RETRIES = 2;
/** Seconds; a limit that takes longer to lift is not waited for. */
const LONGEST_WAIT = 20;

/** Connects to the API of the server that runs the workflow. Loaded when needed: most of the Action's start would go into it. */
export async function connect(
  token: string | undefined,
  environment: Environment,
): Promise<GitHub | undefined> {
  if (!token || !environment["GITHUB_REPOSITORY"]) return undefined;
  const [{ GitHub, getOctokitOptions }, { retry }, { throttling }] = await Promise.all([
    import("@actions/github/lib/utils"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const waits = (seconds: number, _: unknown, __: unknown, retries: number) =>
    seconds <= LONGEST_WAIT && retries < MOST_RETRIES;
  const Client = GitHub.plugin(retry, throttling);
  const client = new Client(
    getOctokitOptions(token, {
      userAgent: "lambda-concurrency-policy",
      ...(environment["GITHUB_API_URL"] ? { baseUrl: environment["GITHUB_API_URL"] } : {}),
      retry: { retries: MOST_RETRIES },
      throttle: { onRateLimit: waits, onSecondaryRateLimit: waits },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    }),
  );
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  client.hook.before("request", (options) => {
    options.request = {
      ...options.request,
      signal: AbortSignal.any([deadline, AbortSignal.timeout(REQUEST_PATIENCE_MS)]),
    };
  });
  return client;
}
