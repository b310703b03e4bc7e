import type { Report } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import { compareText } from "../../source/location.ts";
import { knownValue } from "../../values/value.ts";
import { missingInputs } from "./missing-inputs.ts";
import { oneLine } from "./one-line.ts";
import type { Proposal, ProposedEnvironment } from "./proposal.ts";
import { proposedAdapters, proposedInputs } from "./proposals.ts";
import type { Survey } from "./surveyed.ts";

const REPOSITORY = "https://github.com/lambda-concurrency-policy/lambda-concurrency-policy";
const SCHEMA =
  "https://raw.githubusercontent.com/lambda-concurrency-policy/lambda-concurrency-policy/main/docs/policy.schema.json";
/** More evidence than this says nothing more. */
const MAX_EVIDENCE = 3;
/** What of a policy is shown without wrapping. */
const MAX_WIDTH = 110;

/**
 * A first policy for what was found: what the code says, and as comments what only people know.
 * @param under the code under that policy: who has provisioned concurrency, what has no value, and what could not be read
 */
export function policyText(
  proposal: Proposal,
  survey: Survey,
  under?: Pick<Report, "model" | "coverage">,
): string {
  return [
    "# The policy for AWS Lambda concurrency that pull requests are held against.",
    `# Every key: ${REPOSITORY}/blob/main/docs/policy-file.md`,
    `# yaml-language-server: $schema=${SCHEMA}`,
    "extends: recommended",
    "",
    ...(proposal.assumed === undefined
      ? []
      : wrapped(`${capitalised(proposal.assumed)}. Correct it where that is wrong.`)),
    "environments:",
    ...proposal.environments.flatMap(environmentLines),
    "",
    "# What an account may run at once in a region (Service Quotas, L-B99A9384), what AWS keeps unreserved of it,",
    "# and what is reserved by code that is not here. Without an entry: 1000, 100 and 0.",
    "# accounts:",
    '#   "111122223333":',
    "#     us-east-1: { limit: 1000, unreserved-floor: 100, reserved-elsewhere: 0 }",
    "",
    ...criticalPaths(proposal, under?.model),
    "",
    ...missingInputs(under?.model),
    ...proposedInputs(survey),
    ...proposedAdapters(under?.coverage),
    "# What `policy run --fix` reserves for a function that reserves nothing:",
    "# default-reserved: 10",
    "",
    "rules:",
    "  reserved-concurrency-required: error",
    "",
    "# Exemptions with an owner, a reason and an end:",
    "# waivers:",
    "#   - rule: reserved-concurrency-required",
    '#     function: "legacy-*"',
    "#     owner: platform",
    "#     reason: retired in the first quarter",
    "#     expires: 2030-03-31",
    "",
  ].join("\n");
}

function environmentLines({
  name,
  production,
  because,
  match,
  settings,
  placements,
}: ProposedEnvironment): string[] {
  const { account, regions, ...more } = settings;
  const evidence = because.slice(0, MAX_EVIDENCE).join(", ");
  const others = because.length > MAX_EVIDENCE ? ` and ${because.length - MAX_EVIDENCE} more` : "";
  return [
    ...(because.length > 0 ? [`  # Found: ${oneLine(evidence + others)}`] : []),
    `  ${key(name)}:`,
    `    production: ${production}`,
    account === undefined
      ? '    # account: "111122223333" # where it is deployed, so that its functions share a pool'
      : `    account: ${quoted(account)}`,
    regions === undefined
      ? "    # regions: [us-east-1] # where the code does not say itself"
      : `    regions: ${flow(regions)}`,
    ...matchLines(match),
    ...Object.entries(more).map(([each, value]) => `    ${each}: ${flow(value)}`),
    ...(placements.length > 0 ? ["    placements:"] : []),
    ...placements.map(({ paths, settings }) => `      - ${flow({ paths, ...settings })}`),
  ];
}

/** On one line where they are few, else a line for each. */
function matchLines(match: ProposedEnvironment["match"]): string[] {
  const entries = Object.entries(match) as [string, readonly string[]][];
  if (entries.length === 0) return [];
  const line = `    match: ${flow(match)}`;
  if (line.length <= MAX_WIDTH) return [line];
  return [
    "    match:",
    ...entries.flatMap(([kind, patterns]) => [
      `      ${kind}:`,
      ...patterns.map((each) => `        - ${scalar(each)}`),
    ]),
  ];
}

/** Who has provisioned concurrency today, for people to decide whether it is worth its money. */
function criticalPaths({ environments }: Proposal, model: Model | undefined): string[] {
  const production = new Set(environments.flatMap((each) => (each.production ? [each.name] : [])));
  const names = (model?.functions ?? [])
    .filter((fn) => model !== undefined && production.has(model.deploymentOf(fn).environment))
    .filter((fn) => model && provisionedOf(fn, model).atMost > 0)
    .map((fn) => knownValue(fn.name) ?? fn.address);
  const unique = [...new Set(names)].sort(compareText);
  const entry = (name: string) =>
    `#   - { function: ${quoted(name)}, max-provisioned: 10, owner: a team, reason: what its latency is worth }`;
  return [
    "# The functions whose latency is worth provisioned concurrency, at most how much, and who says so.",
    ...(unique.length > 0 ? ["# These have some today; keep those that are worth it:"] : []),
    "# critical-paths:",
    ...(unique.length > 0 ? unique : ["payment-*"]).map(entry),
  ];
}

/** A YAML value on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, each]) => `${key(name)}: ${flow(each)}`);
    return `{ ${entries.join(", ")} }`;
  }
  return scalar(String(value));
}

function key(name: string): string {
  return scalar(name);
}

/** Plain where YAML reads it as the same text. */
function scalar(text: string): string {
  const plain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : quoted(text);
}

/** JSON's quotes are YAML's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function capitalised(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

/** A comment of as many lines as it takes. */
function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of oneLine(text).split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last.length + word.length + 3 > MAX_WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((line) => `# ${line}`);
}
