import { setOutput } from "@actions/core";
import type { LinkTo } from "../reporters/markdown/place.ts";
import { EXIT, type Verdict } from "../verdict.ts";
import type { ActionOutcome, Setting } from "./action-outcome.ts";
import type { AnnotationOrder } from "./annotations.ts";
import { makeCheckRun } from "./checks.ts";
import type { GitHub } from "./client.ts";
import { commentBody, keepComment, markerOf } from "./comment.ts";
import type { ActionInputs } from "./inputs.ts";
import { attempt, type OptionalOutput } from "./optional-output.ts";
import { suggestFixes } from "./review.ts";

const COMMENT: OptionalOutput = { what: "The comment", permission: "pull-requests: write" };
const SUGGESTIONS: OptionalOutput = { what: "The suggestions", permission: "pull-requests: write" };
const CHECK_RUN: OptionalOutput = { what: "The check run", permission: "checks: write" };

/** Tells GitHub of the outcome, as far as the inputs ask for it and the token allows it. */
export async function publish(
  inputs: ActionInputs,
  { event, github, deadline }: Setting,
  evaluation: ActionOutcome & { linkTo: LinkTo; verdict: Verdict },
  order: AnnotationOrder,
): Promise<void> {
  const connected = async (output: OptionalOutput, act: (client: GitHub) => Promise<unknown>) => {
    const client = await github();
    return client && attempt(output, event, () => deadline.wait(() => act(client)));
  };
  if (inputs.comment !== "never" && event.pullRequest) {
    const marker = markerOf(inputs);
    const isWanted = inputs.comment === "always" || evaluation.verdict.exitCode !== EXIT.clean;
    const id = await connected(COMMENT, (client) =>
      keepComment(client, event, marker, commentBody(marker, evaluation), isWanted),
    );
    if (id !== undefined) setOutput("comment-id", id);
  }
  const { base, report } = evaluation;
  if (inputs.suggestions && event.pullRequest && base)
    await connected(SUGGESTIONS, (client) => suggestFixes(client, event, report, base, deadline));
  if (inputs.checks) await connected(CHECK_RUN, (client) => makeCheckRun(client, event, evaluation, order));
}
