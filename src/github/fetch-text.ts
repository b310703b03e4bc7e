import type { GitHub } from "./client.ts";
import type { RunEvent } from "./event.ts";
import { InputError } from "./inputs.ts";
import { answerOf } from "./optional-output.ts";
import type { FetchText } from "./remote-policy.ts";

/** Reads files of a commit through the API, for a policy that is not in the clone. */
export function textFetcher(
  connect: () => Promise<GitHub | undefined>,
  { repository }: RunEvent,
  commit: string,
): FetchText {
  return async (path) => {
    const github = await connect();
    if (!github || !repository) throw unreachable(commit, "there is no token");
    try {
      const { data } = await github.rest.repos.getContent({
        ...repository,
        path,
        ref: commit,
        mediaType: { format: "raw" },
      });
      return responseText(data);
    } catch (failure) {
      if ((failure as { status?: number }).status === 404) return null;
      throw unreachable(commit, answerOf(failure));
    }
  };
}

/** Without the base's policy there is no telling what the change may do, so nothing is let through. */
function unreachable(commit: string, because: string): InputError {
  return new InputError([
    `The policy of the base ${commit.slice(0, 12)} can't be read: its commit is not in this clone, and ${because}. Give actions/checkout the input fetch-depth: 2, or 0; and the job the permission contents: read.`,
  ]);
}

/** Raw content comes as text or as bytes, as the server's content type has it; a folder comes as a list. */
function responseText(data: unknown): string | null {
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  return typeof data === "string" ? data : null;
}
