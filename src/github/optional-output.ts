import { notice, warning } from "@actions/core";
import type { RunEvent } from "./event.ts";

/** Something that is done on GitHub in addition to the check itself. */
export interface OptionalOutput {
  /** As the subject of a sentence: "The comment". */
  what: string;
  /** What the token needs: `pull-requests: write`. */
  permission: string;
}

/** Does something on GitHub; where that fails, says why and what to do about it. A check never fails because of it. */
export async function attempt<T>(
  { what, permission }: OptionalOutput,
  event: RunEvent,
  action: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await action();
  } catch (failure) {
    const { status } = failure as { status?: number };
    if (status === 403 || status === 404) sayMissing(what, permission, event);
    else warning(`${what} could not be written: ${answerOf(failure)}. The job summary holds everything.`);
    return undefined;
  }
}

function sayMissing(what: string, permission: string, event: RunEvent): void {
  const reader = readerOf(event);
  if (reader !== undefined) {
    notice(
      `${what} could not be written: ${reader} gets a token that only reads. The job summary holds everything.`,
    );
    return;
  }
  warning(
    `${what} could not be written: the token lacks the permission ${permission}. Add it to the job:\npermissions:\n  contents: read\n  ${permission}`,
    { title: `Permission ${permission} is missing` },
  );
}

/** Whose token only reads whatever the workflow asks for, so that there is nothing to put right. */
function readerOf({ pullRequest, name, isByDependabot }: RunEvent): string | undefined {
  if (name === "pull_request_target") return undefined;
  if (pullRequest?.fromFork) return "a pull request from a fork";
  return isByDependabot ? "a run that Dependabot starts" : undefined;
}

/** What became of a request that failed, as a clause. A connection that breaks has the status 500 too, without a response. */
export function answerOf(failure: unknown): string {
  const {
    status,
    response,
    message = "",
  } = failure as { status?: number; response?: unknown; message?: string };
  const words = message.replace(/\s+/g, " ").slice(0, 200);
  if (response) return `GitHub answered ${status}${words ? ` (${words})` : ""}`;
  const isLate = /time ?out|aborted|too long/i.test(message);
  return isLate || words === "" ? "GitHub did not answer in time" : `GitHub could not be reached (${words})`;
}
