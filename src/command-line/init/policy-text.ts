import type { Report } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import { provisionedOf } from "../../model/provisioned.ts";
import { compareText } from "../../source/location.ts";
import { knownValue } from "../../values/value.ts";
import { proposedAdapters, proposedInputs } from "./proposals.ts";
import type { FoundEnvironment, Survey } from "./survey.ts";

const REPOSITORY = "https://github.com/lambda-concurrency-policy/lambda-concurrency-policy";
const SCHEMA =
  "https://raw.githubusercontent.com/lambda-concurrency-policy/lambda-concurrency-policy/main/docs/policy.schema.json";
/** More evidence than this says nothing more. */
const MAX_EVIDENCE = 3;

/**
 * A first policy for what was found: what the code says, and as comments what only people know.
 * @param under the code under that policy: who has provisioned concurrency, and what could not be read
 */
export function policyText(survey: Survey, under?: Pick<Report, "model" | "coverage">): string {
  const { environments } = survey;
  return [
    "# The policy for AWS Lambda concurrency that pull requests are held against.",
    `# Every key: ${REPOSITORY}/blob/main/docs/policy-file.md`,
    `# yaml-language-server: $schema=${SCHEMA}`,
    "extends: recommended",
    "",
    "environments:",
    ...(environments.length > 0 ? environments : [NOTHING_FOUND]).flatMap(environmentLines),
    "",
    "# What an account may run at once in a region (Service Quotas, L-B99A9384), what AWS keeps unreserved of it,",
    "# and what is reserved by code that is not here. Without an entry: 1000, 100 and 0.",
    "# accounts:",
    '#   "111122223333":',
    "#     us-east-1: { limit: 1000, unreserved-floor: 100, reserved-elsewhere: 0 }",
    "",
    ...criticalPaths(under?.model),
    "",
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

const PRODUCTION = "prod";

const NOTHING_FOUND: FoundEnvironment = {
  name: PRODUCTION,
  because: ["nothing here names an environment, so all of it counts as this one"],
  settings: {},
};

function environmentLines({ name, because, settings }: FoundEnvironment): string[] {
  const { account, regions, ...more } = settings;
  const evidence = because.slice(0, MAX_EVIDENCE).join(", ");
  const others = because.length > MAX_EVIDENCE ? ` and ${because.length - MAX_EVIDENCE} more` : "";
  return [
    `  # Found: ${oneLine(evidence + others)}`,
    `  ${key(name)}:`,
    `    production: ${name === PRODUCTION}`,
    account === undefined
      ? '    # account: "111122223333" # where it is deployed, so that its functions share a pool'
      : `    account: ${quoted(account)}`,
    regions === undefined
      ? "    # regions: [us-east-1] # where the code does not say itself"
      : `    regions: ${flow(regions)}`,
    ...Object.entries(more).map(([each, value]) => `    ${each}: ${flow(value)}`),
  ];
}

/** Who has provisioned concurrency today, for people to decide whether it is worth its money. */
function criticalPaths(model: Model | undefined): string[] {
  const names = (model?.functions ?? [])
    .filter((fn) => model?.deploymentOf(fn).environment === PRODUCTION)
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

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
}
