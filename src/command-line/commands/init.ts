import { dirname, join, relative, resolve } from "node:path";
import { isAskedFor } from "../../engine/checkout/asked-for.ts";
import type { Checkout } from "../../engine/checkout/checkout.ts";
import { DiskCheckout } from "../../engine/checkout/disk-checkout.ts";
import { findPolicyFile, NEW_POLICY_NAME } from "../../engine/policy-file.ts";
import { parsersFor } from "../../engine/roots/load-parsers.ts";
import { type PolicyTree, runPolicy } from "../../engine/run.ts";
import type { Report } from "../../finding.ts";
import { printable } from "../../reporters/text/printable.ts";
import { nearest } from "../../source/nearest.ts";
import { SourceFile } from "../../source/source-file.ts";
import { EXIT } from "../../verdict.ts";
import { fromTop, locate, type Place } from "../../workspace/locate.ts";
import { UsageError } from "../../workspace/usage-error.ts";
import { commandMeant } from "../command-meant.ts";
import type { Host } from "../host.ts";
import { mapText, outsideProduction } from "../init/map-text.ts";
import { policyText } from "../init/policy-text.ts";
import { type Proposal, propose } from "../init/proposal.ts";
import { type OldFindings, whatAboutOld, whichProduction } from "../init/questions.ts";
import { survey } from "../init/survey.ts";
import type { Survey } from "../init/surveyed.ts";
import { WORKFLOW_PATH, workflowText } from "../init/workflow-text.ts";
import { refuseExisting, writeNew } from "../init/write-new.ts";
import type { Call } from "../options.ts";

/**
 * `policy init`: looks at what is here and writes a first policy for it. On a terminal it asks what only people know, and shows what
 * comes of it before it writes. It never writes over a file.
 */
export default async function init(call: Call, host: Host): Promise<number> {
  const place = locate(host.cwd, call.arguments, commandMeant);
  const policyFile = resolve(host.cwd, call.policy ?? NEW_POLICY_NAME);
  refuseExisting(policyFile, host);
  const checkout = new DiskCheckout(place.top);
  const path = fromTop(place.top, policyFile);
  const folder = fromTop(place.top, dirname(policyFile));
  const found = survey(
    checkout,
    place.paths,
    folder,
    await parsersFor(checkout.files(place.paths, isAskedFor)),
  );
  const asker = call.yes ? undefined : await host.asker?.();

  const production = await whichProduction(found, call, asker);
  if (production === undefined) return left(host);
  const context = { checkout, place, path, survey: found, today: host.today };
  const { proposal, report } = await tried(propose(found, folder, production), context);
  refuseEmptyProduction(call.production, report.map);
  host.out.write(printed([...foundText(proposal, report), ...mapText(report), ...outsideProduction(report)]));

  const old = await whatAboutOld(report.summary.errors, call, asker);
  if (old === undefined) return left(host);
  const files = new Map([[policyFile, policyText(proposal, found, report)]]);
  const withWorkflow = call.workflow || old.failOn !== undefined;
  if (withWorkflow)
    files.set(
      join(place.top, WORKFLOW_PATH),
      workflowText(workflowInputs(place, path, policyFile, call, old)),
    );
  if (old.baseline !== undefined) {
    const { baselineText } = await import("../../engine/change/baseline-file.ts");
    files.set(resolve(host.cwd, old.baseline), baselineText(report.findings.filter(({ waiver }) => !waiver)));
  }
  const names = [...files.keys()].map((each) => relative(host.cwd, each));
  if (asker && (await asker.confirm(`Write ${names.join(" and ")}?`)) !== true) return left(host);
  writeNew(files, host);
  const run = ["policy run", ...call.arguments, ...runWords(call, old)].join(" ");
  host.out.write(
    printed([
      ...names.map((name) => `Wrote ${name}.`),
      `Read the policy's comments, fill in accounts and limits, then: ${run}`,
    ]),
  );
  return EXIT.clean;
}

/** A slip in the name of production would be a policy that holds nothing to the rules for production. */
function refuseEmptyProduction(wanted: readonly string[], map: Report["map"]): void {
  const deployed = new Set(map.filter((row) => row.deployed).map(({ environment }) => environment));
  const empty = wanted.find((name) => !deployed.has(name));
  if (empty === undefined || deployed.size === 0) return;
  const meant = nearest(empty, deployed);
  throw new UsageError(
    `Nothing here is deployed to ${empty}, which --production names.`,
    meant ? `Did you mean ${meant}?` : `Found: ${[...deployed].join(", ")}.`,
  );
}

interface Context {
  checkout: Checkout;
  place: Place;
  /** The policy's own, from the top. */
  path: string;
  survey: Survey;
  today: string;
}

/** What comes of a proposal. An environment that no root turns out to be in is taken out of it. */
async function tried(proposal: Proposal, context: Context): Promise<{ proposal: Proposal; report: Report }> {
  const { checkout, place, path, survey, today } = context;
  const outcome = await runPolicy({
    checkout,
    paths: place.paths,
    policyFile: path,
    policyTree: treeOf(path, policyText(proposal, survey)),
    today,
    withEvidence: true,
  });
  if (!("report" in outcome))
    throw new Error(`the policy proposed is wrong: ${outcome.policyProblems[0]?.message}`);
  const { report } = outcome;
  const used = new Set(report.map.map(({ environment }) => environment));
  const environments = proposal.environments.filter(({ name, production }) => production || used.has(name));
  if (environments.length === proposal.environments.length) return { proposal, report };
  return tried({ ...proposal, environments }, context);
}

/** A policy that nobody has written yet. */
function treeOf(path: string, text: string): PolicyTree {
  return {
    exists: (each) => each === path,
    read: (each) => (each === path ? new SourceFile(path, text) : undefined),
  };
}

/** What the workflow must say, so that it checks what was looked at here and finds the policy. */
function workflowInputs(
  { top, paths }: Place,
  path: string,
  policyFile: string,
  { arguments: words }: Call,
  { failOn }: OldFindings,
): Parameters<typeof workflowText>[0] {
  const isAll = paths.includes(".");
  const isFound =
    isAll &&
    words.length < 2 &&
    findPolicyFile(["."], treeOf(path, "")) === path &&
    dirname(policyFile) === top;
  return {
    ...(isAll ? {} : { paths }),
    ...(isFound ? {} : { policy: path }),
    ...(failOn === undefined ? {} : { failOn }),
  };
}

function runWords({ policy }: Call, { baseline }: OldFindings): string[] {
  return [
    ...(policy === undefined ? [] : [`--policy ${policy}`]),
    ...(baseline === undefined ? [] : [`--baseline ${baseline}`]),
  ];
}

function foundText({ environments, assumed }: Proposal, { summary }: Report): string[] {
  const errors = summary.errors > 0 ? `, with ${counted(summary.errors, "error")} under this policy` : "";
  return [
    `Found ${counted(summary.functions, "function")} in ${counted(summary.roots, "root")}${errors}.`,
    ...environments.map(({ name, production, because: [first, ...others] }) => {
      const more = others.length > 0 ? ` and ${others.length} more` : "";
      return `  environment ${name}${production ? " (production)" : ""}${first === undefined ? "" : `: ${first}${more}`}`;
    }),
    ...(assumed === undefined
      ? []
      : [`  Assumed: ${assumed}.`, "  policy init --production NAME says another one."]),
    "",
  ];
}

function left(host: Host): number {
  host.out.write("Nothing was written.\n");
  return EXIT.usage;
}

function printed(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join("");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
