import { setOutput } from "@actions/core";
import { EXIT } from "../engine/exit-code.ts";
import { commentBody, keepComment, markerOf } from "./comment.ts";
import { attempt } from "./degrade.ts";
import type { Setting } from "./evaluation.ts";
import type { ActionInputs } from "./inputs.ts";
import type { PageContent } from "./markdown/page.ts";

/** Tells a pull request of the outcome, as far as the inputs ask for it and the token allows it. */
export async function publish(
  inputs: ActionInputs,
  { event, github }: Setting,
  content: PageContent,
  exitCode: number,
): Promise<void> {
  if (inputs.comment !== "never" && event.pullRequest) {
    const marker = markerOf(inputs);
    const isWanted = inputs.comment === "always" || exitCode !== EXIT.clean;
    const id = await attempt({ what: "The comment", permission: "pull-requests: write" }, event, async () => {
      const client = await github();
      return client && keepComment(client, event, marker, commentBody(marker, content), isWanted);
    });
    if (id !== undefined) setOutput("comment-id", id);
  }
}
