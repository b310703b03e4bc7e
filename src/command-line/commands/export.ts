import { claimLine } from "../../claims/claim-line.ts";
import { claimsOf } from "../../claims/export-claims.ts";
import { Repository } from "../../engine/checkout/git/repository.ts";
import type { Report } from "../../finding.ts";
import { diagnosticText } from "../../reporters/text/diagnostic.ts";
import { viewFor } from "../../reporters/text/view.ts";
import { EXIT } from "../../verdict.ts";
import { shownFrom } from "../../workspace/locate.ts";
import { repositoryName } from "../../workspace/repository-name.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { check } from "../check.ts";
import { type Host, wantsColour } from "../host.ts";
import type { Call } from "../options.ts";
import { writeNamedFile } from "../write-file.ts";

/** `policy export`: what the functions here take, one line for each. Whatever is found, it succeeds: it judges nothing. */
export default async function exportClaims(call: Call, host: Host): Promise<number> {
  const checked = await check(call, host, call.arguments);
  if ("exitCode" in checked) return checked.exitCode;
  const { report, top, policy } = checked;
  const repository = call.repository ?? repositoryName(top, host.environment);
  if (repository === undefined)
    throw new UsageError(
      "Nothing says which repository this is: it has no remote.",
      "policy export --repository acme/shop",
    );
  const part = partOf(call, checked.paths);
  const claims = claimsOf(report, policy.view, {
    repository,
    commit: Repository.at(top)?.commit("HEAD") ?? null,
    exportedAt: (host.now ?? `${host.today}T00:00:00Z`).replace(/\.\d+Z$/, "Z"),
    ...(part === undefined ? {} : { part }),
  });
  tellWhatIsOpen(report, top, host);
  const text = claims.map((claim) => `${claimLine(claim)}\n`).join("");
  if (call.output === undefined) host.out.write(text);
  else writeNamedFile(host, call.output, text);
  return EXIT.clean;
}

/** Which part of the repository is exported; undefined for all of it. */
function partOf({ environments }: Call, paths: readonly string[]): string | undefined {
  const some = paths.includes(".") ? [] : [...paths].sort();
  const words = [...some, ...[...environments].sort().map((name) => `@${name}`)];
  return words.length === 0 ? undefined : words.join(" ");
}

/** What is read in part is claimed in part, which nobody would see in the lines. */
function tellWhatIsOpen({ diagnostics, coverage }: Report, top: string, host: Host): void {
  const view = viewFor({ colour: wantsColour(host.err, host.environment), shown: shownFrom(host.cwd, top) });
  for (const each of diagnostics)
    if (each.severity === "error") host.err.write(`${diagnosticText(each, view)}\n`);
  const unread = coverage.unread.filter(({ mayHoldFunctions }) => mayHoldFunctions);
  if (unread.length === 0) return;
  const message = `What ${unread.length === 1 ? "1 module or file" : `${unread.length} modules and files`} may declare isn't in the claims: ${unread.length === 1 ? "it" : "they"} can't be read here.`;
  host.err.write(
    `${diagnosticText({ severity: "warning", message, hint: "policy run --coverage lists them." }, view)}\n`,
  );
}
