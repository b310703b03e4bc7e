import { UsageError } from "../../workspace/usage-error.ts";
import type { Call } from "../options.ts";
import type { Asker } from "./asker.ts";
import { namesFound, propose } from "./proposal.ts";
import type { Survey } from "./surveyed.ts";

/** What is done about what is found today. */
export interface OldFindings {
  /** What fails in the workflow. */
  failOn?: string;
  /** A file that knows them. */
  baseline?: string;
}

export const BASELINE_NAME = "lambda-concurrency-baseline.json";
const ANOTHER = " another";

/** The environments that are production, by who knows. Undefined: nobody says. */
export async function whichProduction(
  survey: Survey,
  call: Call,
  asker: Asker | undefined,
): Promise<string[] | undefined> {
  const names = namesFound(survey);
  if (call.production.length > 0 || !asker || names.length === 0) return call.production;
  const { environments } = propose(survey, ".");
  const hints = new Map(environments.map(({ name, because }) => [name, because[0]]));
  const chosen = await asker.some(
    "Which environments are production?",
    [
      ...names.map((name) => ({ value: name, label: name, ...hinted(hints.get(name)) })),
      { value: ANOTHER, label: "another one", hint: "all that isn't certainly one of these counts as prod" },
    ],
    environments.filter((each) => each.production).map(({ name }) => (names.includes(name) ? name : ANOTHER)),
  );
  return chosen?.map((each) => (each === ANOTHER ? "prod" : each));
}

function hinted(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

/** What is done about old findings. Undefined: who was asked has left. */
export async function whatAboutOld(
  errors: number,
  { failOn, baseline }: Call,
  asker: Asker | undefined,
): Promise<OldFindings | undefined> {
  if (failOn !== undefined && baseline !== undefined)
    throw new UsageError(
      "--fail-on new and --baseline are two ways to the same end; choose one.",
      "The workflow needs no baseline: it compares with the base of the pull request.",
    );
  if (failOn !== undefined) return { failOn };
  if (baseline !== undefined) return { baseline };
  if (!asker || errors === 0) return {};
  const choice = await asker.one(
    `There ${errors === 1 ? "is 1 error" : `are ${errors} errors`} today. What about them?`,
    [
      {
        value: "new",
        label: "only what a pull request brings fails",
        hint: "writes a workflow with fail-on: new",
      },
      {
        value: "baseline",
        label: "a baseline knows them",
        hint: `writes ${BASELINE_NAME}, for policy run --baseline`,
      },
      { value: "none", label: "they fail until they are mended" },
    ],
  );
  if (choice === undefined) return undefined;
  return choice === "new" ? { failOn: "new" } : choice === "baseline" ? { baseline: BASELINE_NAME } : {};
}
