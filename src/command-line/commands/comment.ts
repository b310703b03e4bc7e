import { Repository } from "../../engine/checkout/git/repository.ts";
import { ForgeApi, ForgeError } from "../../forges/api.ts";
import type { Forge, PullRequest, Token } from "../../forges/forge.ts";
import { FORGES } from "../../forges/index.ts";
import { keepNote } from "../../forges/keep-note.ts";
import { notePage } from "../../pages/note.ts";
import { doesNothing, type PageContent } from "../../pages/page.ts";
import { diagnosticText } from "../../reporters/text/diagnostic.ts";
import { viewFor } from "../../reporters/text/view.ts";
import { own } from "../../source/own.ts";
import { EXIT } from "../../verdict.ts";
import { Deadline } from "../../workspace/deadline.ts";
import { locate } from "../../workspace/locate.ts";
import { noteKey } from "../../workspace/note-key.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { check } from "../check.ts";
import { commandMeant } from "../command-meant.ts";
import { type Host, wantsColour } from "../host.ts";
import type { Call } from "../options.ts";
import { failOnOf, outputsOf, verdictFor, writeOutputs } from "../outputs.ts";

/** Milliseconds that are waited for a forge, all in all. */
const DEADLINE_MS = 30_000;

/** `policy comment`: checks as `policy run` does, with its exit code, and keeps one note on the pull request that runs. */
export default async function comment(given: Call, host: Host): Promise<number> {
  const [word, ...paths] = given.arguments;
  const forge = forgeOf(word);
  const base = given.base ?? baseFor(forge, host, paths);
  const call: Call = { ...given, arguments: paths, ...(base === undefined ? {} : { base }) };
  const outputs = await outputsOf(call);
  const failOn = failOnOf(call);
  const checked = await check(call, host, paths, { comparesPolicies: true });
  if ("exitCode" in checked) return checked.exitCode;
  const verdict = verdictFor(checked, failOn);
  // The log has room for everything; the note refers to it.
  writeOutputs(outputs, checked, verdict, { ...call, all: true }, host);
  const { report, policyChange } = checked;
  const content: PageContent = {
    report,
    ...(policyChange ? { policyChange } : {}),
    remarks: [
      ...forge.remarks(host.environment),
      ...(base === undefined ? ["There is no base to compare with, so everything is shown as it is."] : []),
    ],
    linkTo: (at) => (at.file.startsWith("../") ? undefined : forge.link(at, host.environment)),
    verdict,
  };
  await tell(forge, content, call, host);
  return verdict.exitCode;
}

function forgeOf(word: string | undefined): Forge {
  const forge = word === undefined ? undefined : own<Forge>(FORGES, word);
  if (forge) return forge;
  throw new UsageError(
    `policy comment is for ${Object.keys(FORGES).join(", ")}${word === undefined ? "" : `, not "${word}"`}.`,
    word === "github" ? "On GitHub the Action keeps the comment." : "policy comment gitlab",
  );
}

/** The revision that the CI's variables name, as the clone has it; one that it hasn't is refused later, with how to get it. */
function baseFor(forge: Forge, host: Host, paths: readonly string[]): string | undefined {
  const names = forge.bases(host.environment);
  if (names.length === 0) return undefined;
  const repository = Repository.at(locate(host.cwd, paths, commandMeant).top);
  return names.find((name) => repository?.commit(name) !== undefined) ?? names.at(-1);
}

/** Keeps the note; whatever stands in the way of it is a warning. */
async function tell(forge: Forge, content: PageContent, call: Call, host: Host): Promise<void> {
  const warn = warnerFor(forge, host);
  const pullRequest = forge.pullRequest(host.environment);
  if ("missing" in pullRequest) {
    const names = pullRequest.missing.join(", ");
    warn(
      `there is no ${forge.request} here (${names} ${pullRequest.missing.length === 1 ? "is" : "are"} not set)`,
    );
    return;
  }
  const token = forge.token(host.environment);
  if (!token) return warn("there is no token", forge.howToAllow(undefined));
  try {
    await keep(forge, pullRequest, token, content, call);
  } catch (failure) {
    if (!(failure instanceof ForgeError)) throw failure;
    if (!failure.isRefusal) return warn(failure.message);
    const [why, what] =
      failure.status === 401
        ? ["is not taken", "It isn't valid here, or has expired"]
        : ["may not do it", "Permission is missing"];
    warn(
      `the token in ${token.variable} ${why}: ${failure.message}`,
      `${what}: ${forge.howToAllow(token.variable)}`,
    );
  }
}

async function keep(
  forge: Forge,
  { api, notes }: PullRequest,
  token: Token,
  content: PageContent,
  { arguments: paths, environments, policy }: Call,
): Promise<void> {
  const marker = forge.marker(noteKey(paths, environments, policy));
  const body = notePage(content, {
    kind: "note",
    limit: forge.limit,
    written: (page) => `${marker}${forge.dialect(page)}`,
  });
  const isFailing = content.verdict.exitCode !== EXIT.clean;
  const client = new ForgeApi(api, token, new Deadline(DEADLINE_MS));
  await keepNote(notes(client), marker, { body, isFailing }, !doesNothing(content));
}

function warnerFor(
  { name, request }: Forge,
  { err, environment }: Host,
): (why: string, hint?: string) => void {
  const view = viewFor({ colour: wantsColour(err, environment), shown: (file) => file });
  return (why, hint) => {
    const message = `The note on the ${request} was not written to ${name}: ${why}.`;
    err.write(`${diagnosticText({ severity: "warning", message, ...(hint ? { hint } : {}) }, view)}\n`);
  };
}
