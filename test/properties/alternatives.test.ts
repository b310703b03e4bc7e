import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryCheckout } from "../../src/engine/checkout/memory-checkout.ts";
import { runPolicy } from "../../src/engine/run.ts";
import type { Finding } from "../../src/finding.ts";
import { assembly, template } from "./estates/cloudformation.ts";
import {
  ASSIGNMENTS,
  type Assignment,
  type Estate,
  type Existence,
  estates,
  exchanged,
} from "./estates/estate.ts";
import { rootModule } from "./estates/terraform.ts";
import { propertyRuns } from "./support.ts";

/**
 * What may turn out in several ways is judged as each of them alone. An estate whose attributes and existence depend on
 * undecided conditions is read once with the conditions open, and once for each assignment of them. Then, for a rule and
 * its subject, over the assignments in which the subject exists:
 *
 * - it breaks the rule in all: violation
 * - in none, and none is undetermined either: silence
 * - else: undetermined
 *
 * A rule can hold several laws (of a minimum, of a maximum), and a finding is about one. Where every assignment breaks the
 * rule, but none of its laws is broken in all, undetermined is right as well. Severities are compared nowhere: where the
 * milder half of a law is broken in some assignments and the graver in others, these are two laws.
 *
 * The subject of a rule about a whole function, pool or environment is whichever part of it comes first, so these are
 * compared by function or as a whole.
 *
 * What isn't known at all, with no alternatives listed, is another matter: one rule reports it, the others say nothing.
 */
type Verdicts = ReadonlyMap<string, { verdict: "violation" | "undetermined"; laws: ReadonlySet<string> }>;

const OPEN = "open";
const nameOf = ({ p, q }: Assignment) => `p${p}-q${q}`;
const accountOf = (index: number) => `11112222330${index}`;

type Inputs = (assignment: Assignment) => object;

function policyText(inputs: Inputs, assignments: readonly Assignment[]): string {
  const environment = (index: number, given: object) => ({
    production: true,
    account: accountOf(index),
    regions: ["eu-west-1"],
    ...given,
  });
  const limits = { limit: 130, "unreserved-floor": 20 };
  return JSON.stringify({
    environments: {
      [OPEN]: environment(0, {}),
      ...Object.fromEntries(
        assignments.map((each, index) => [nameOf(each), environment(index + 1, inputs(each))]),
      ),
    },
    accounts: Object.fromEntries(
      [OPEN, ...assignments].map((_, index) => [accountOf(index), { "eu-west-1": limits }]),
    ),
    "critical-paths": [
      { function: "pay", "max-provisioned": 6, owner: "a", reason: "b" },
      { function: "ship", owner: "a", reason: "b" },
    ],
    budgets: { "monthly-usd": 200, "per-function-usd": 60 },
    rules: {
      "reserved-concurrency-in-range": { severity: "warning", min: 2, max: 50 },
      "unreserved-pool-sufficient": { severity: "warning", "min-per-function": 30 },
    },
  });
}

async function findingsOf(
  files: Readonly<Record<string, string>>,
  inputs: Inputs,
  assignments = ASSIGNMENTS,
): Promise<readonly Finding[]> {
  const checkout = new MemoryCheckout({ ...files, "policy.yml": policyText(inputs, assignments) });
  const outcome = await runPolicy({ checkout, paths: ["."], today: "2026-01-01" });
  if (!("report" in outcome))
    throw new Error(`the policy can be used, so there is a report: ${JSON.stringify(outcome)}`);
  const errors = outcome.report.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(`the estate is read: ${JSON.stringify(errors)}`);
  return outcome.report.findings;
}

/** Which of a rule's laws a finding is about: its message without what differs between alternatives. */
function lawOf({ severity, message, ruleId }: Finding): string {
  if (WHOLE.has(ruleId)) return severity;
  const number = "-?\\d+(?:\\.\\d+)?";
  return message
    .replace(/A queue|\d+ (?:(?:or|to) \d+ )?queues/, "# queues")
    .replace(/ in addition to .* on other versions/, "")
    .replace(new RegExp(`${number}(?:, ${number})*(?: (?:or|to) ${number})?`, "g"), "#")
    .replace(/instances?/, "instances");
}

/** The subject is the biggest, dearest or first part of what they are about. */
const WHOLE = new Set(["reserved-concurrency-within-limit", "unreserved-pool-sufficient"]);
/** It says the same of a target's maximum and of that of each schedule, which are laws apart. */
const ALIKE = new Set(["scaling-max-within-reserved"]);
const BY_FUNCTION = new Set(["event-source-within-reserved"]);

function keyOf(finding: Finding): string {
  const { ruleId, subject, message } = finding;
  if (WHOLE.has(ruleId)) return `${ruleId} whole`;
  if (ruleId === "provisioned-concurrency-cost-within-budget" && /^(?:All|Whether all)/.test(message))
    return `${ruleId} whole`;
  const fn = /(?:pay|ship|chat)/.exec(subject)?.[0];
  return BY_FUNCTION.has(ruleId) ? `${ruleId} ${fn}` : `${ruleId} ${subject}`;
}

function verdictsIn(environment: string, findings: readonly Finding[]): Verdicts {
  const verdicts = new Map<string, { verdict: Finding["verdict"]; laws: Set<string> }>();
  for (const finding of findings.filter(({ environments }) => environments.includes(environment))) {
    const key = keyOf(finding);
    const seen = verdicts.get(key) ?? { verdict: "undetermined", laws: new Set<string>() };
    if (finding.verdict === "violation") {
      seen.verdict = "violation";
      seen.laws.add(lawOf(finding));
    }
    verdicts.set(key, seen);
  }
  return verdicts;
}

/** When everything of an estate exists, by its name in an address. */
function existences(estate: Estate): Map<string, Existence> {
  const all = new Map<string, Existence>();
  JSON.stringify(estate, (_, value: unknown) => {
    if (typeof value === "object" && value !== null && "id" in value && "exists" in value)
      all.set(String(value.id), value.exists as Existence);
    return value;
  });
  return all;
}

/** Rules about provisioned concurrency, which a template declares on its alias. */
const OF_PROVISIONED =
  /^(?:provisioned-concurrency-(?:positive|on-alias|once|reachable|released|supported)|qualifier-declared|scaled-|scaling-range-)/;

/** The part of the estate that a finding is about. */
function partOf(key: string, names: readonly string[]): string | undefined {
  const [rule = "", address = ""] = key.split(" ");
  const words = address
    .replace(/(\w+)Alias(\w+)/, "$1$2")
    .replace(/(\w+)\.function_scaling_config/, "$1managed")
    .split(/[^a-z]+/);
  const named = names.find((name) => words.includes(name));
  const provisioned = `${named}provisioned`;
  return OF_PROVISIONED.test(rule) && names.includes(provisioned) ? provisioned : named;
}

function existsIn(assignment: Assignment, key: string, all: ReadonlyMap<string, Existence>): boolean {
  const part = partOf(key, [...all.keys()]);
  const existence = part === undefined ? null : (all.get(part) ?? null);
  return existence === null || assignment[existence.on] === existence.outcome;
}

function expectAlike(estate: Estate, findings: readonly Finding[]): void {
  const open = verdictsIn(OPEN, findings);
  const each = ASSIGNMENTS.map((assignment) => ({
    assignment,
    verdicts: verdictsIn(nameOf(assignment), findings),
  }));
  const exist = existences(estate);
  for (const key of new Set(
    [open, ...each.map(({ verdicts }) => verdicts)].flatMap((all) => [...all.keys()]),
  )) {
    const alone = each
      .filter(({ assignment }) => existsIn(assignment, key, exist))
      .map(({ verdicts }) => verdicts.get(key));
    const found = open.get(key)?.verdict ?? "silence";
    const isBroken = alone.every((one) => one?.verdict === "violation");
    const isKept = alone.every((one) => one === undefined);
    const [first] = alone;
    const isOneLaw =
      !ALIKE.has(key.split(" ")[0] ?? "") &&
      [...(first?.laws ?? [])].some((law) => alone.every((one) => one?.laws.has(law)));
    const right = isKept
      ? ["silence"]
      : isBroken
        ? isOneLaw
          ? ["violation"]
          : ["violation", "undetermined"]
        : ["undetermined"];
    if (!right.includes(found)) {
      const verdicts = each.map(
        ({ assignment, verdicts: one }) =>
          `${nameOf(assignment)}: ${one.get(key)?.verdict ?? "silence"} ${[...(one.get(key)?.laws ?? [])].join(" | ")}`,
      );
      const said = findings
        .filter((one) => one.environments.includes(OPEN) && keyOf(one) === key)
        .map((one) => one.message);
      expect.fail(
        `${key} is ${found}, not ${right.join(" or ")}\n${verdicts.join("\n")}\n${said.join("\n")}`,
      );
    }
  }
}

const FORMATS: readonly {
  name: string;
  render: (estate: Estate) => Readonly<Record<string, string>>;
  inputs: Inputs;
}[] = [
  { name: "CloudFormation", render: (estate) => ({ "template.json": template(estate) }), inputs: parameters },
  {
    name: "SAM",
    render: (estate) => ({ "template.json": template(estate, { sam: true }) }),
    inputs: parameters,
  },
  { name: "CDK", render: assembly, inputs: parameters },
  {
    name: "Terraform",
    render: (estate) => ({ "main.tf": rootModule(estate) }),
    inputs: (assignment) => ({ terraform: { variables: assignment } }),
  },
];

function parameters({ p, q }: Assignment): object {
  return { cloudformation: { parameters: { p: p ? "yes" : "no", q: q ? "yes" : "no" } } };
}

const RUNS = propertyRuns(25);
const TIMEOUT = Math.max(60_000, RUNS * 200);

describe.each(FORMATS)("rules over alternatives, in $name", ({ render, inputs }) => {
  it(
    "come to what each combination comes to alone",
    async () => {
      await fc.assert(
        fc.asyncProperty(estates, async (estate) => {
          expectAlike(estate, await findingsOf(render(estate), inputs));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it(
    "say the same whatever the order of the branches",
    async () => {
      const messages = async (estate: Estate) => {
        const findings = await findingsOf(render(estate), () => ({}), []);
        return findings
          .filter(({ environments }) => environments.includes(OPEN))
          .map(({ ruleId, subject, severity, verdict, message }) =>
            [ruleId, subject, severity, verdict, message].join(" "),
          )
          .sort();
      };
      await fc.assert(
        fc.asyncProperty(estates, async (estate) => {
          expect(await messages(exchanged(estate))).toEqual(await messages(estate));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );
});
