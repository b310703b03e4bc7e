import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import type { LedgerPool } from "../model/ledger.ts";
import { liveFunction, periodWords, staleWords } from "../model/live.ts";
import type { LambdaFunction } from "../model/model.ts";
import { poolsOfFunctions } from "../model/pools-of-functions.ts";
import { HEADROOM, neededForPeak, neededInstances, neededWords, type Traffic } from "../model/traffic.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import { knownValue, numberOf } from "../values/value.ts";
import { settledWords } from "../values/words.ts";

export default defineRule({
  id: "reserved-concurrency-fits-traffic",
  title: "A reservation holds the function's traffic with its headroom, and not many times of it",
  severity: "error",
  since: "0.1.0",
  group: "pool",
  rationale:
    "A reservation is the function's ceiling: what comes above it is throttled, however much of the account is idle. One that is many times what the function needs takes that from everybody else. An instance serves at most 10 requests a second where somebody waits, however short they are.",
  remedy:
    "Reserve the number that the message gives, or mend the traffic in the policy if it isn't what the function serves.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html",
  ],
  deployable: false,
  accepted: "it is about traffic, which AWS can't know",
  options: {
    "over-factor": {
      type: "number",
      minimum: 1,
      default: 3,
      stricter: "lower",
      description: "How many times of what is needed a reservation may be.",
    },
  },
  *check({ model, ledger, policy, options: { "over-factor": factor } }) {
    for (const fn of model.functions) {
      const deployment = model.deploymentOf(fn);
      const stated = policy.trafficFor(fn, deployment).map((each) => statedNeed(each));
      const pool = policy.isProduction(deployment) ? poolsOfFunctions(ledger).get(fn.id) : undefined;
      const needs = [...stated, ...observedNeeds(fn, pool)].sort((a, b) => b.amount - a.amount);
      const [most] = needs;
      if (!most) continue;
      const certain = needs.find(({ isOpen }) => !isOpen);
      const under = certain ? tooLittle(fn, certain) : [];
      if (under.length > 0) yield* under;
      else {
        yield* most === certain ? [] : tooLittle(fn, most);
        yield* tooMuch(fn, most, factor);
      }
    }
  },
});

/** What a function needs, and who says so. */
interface Need {
  amount: number;
  /** How it comes to be. */
  words: string;
  /** Set where that may not hold any more: why. */
  isOpen?: string;
  related: NonNullable<Problem["related"]>;
}

function statedNeed(traffic: Traffic): Need {
  const from = traffic.source === undefined ? "" : ` (${traffic.source})`;
  return {
    amount: neededInstances(traffic),
    words: `${neededWords(traffic)}${from}`,
    related: [{ at: traffic.at, message: "its traffic" }],
  };
}

function observedNeeds({ name }: LambdaFunction, pool: LedgerPool | undefined): Need[] {
  const called = knownValue(name);
  const { live } = pool ?? {};
  const seen = live && called !== undefined ? liveFunction(live, called) : undefined;
  if (!live || seen?.peak === undefined) return [];
  const { peak, throttles = 0 } = seen;
  const more = throttles > 0 ? `, when ${throttles} invocations were throttled and more was asked for` : "";
  return [
    {
      amount: neededForPeak(peak),
      words: `${HEADROOM} × ${peak}, its peak ${periodWords(live)}${more}`,
      related: [],
      ...(live.isStale ? { isOpen: staleWords(live) } : {}),
    },
  ];
}

/** Nothing where nothing is reserved, or 0: other rules ask for a reservation. */
function tooLittle(fn: LambdaFunction, need: Need): readonly Problem[] {
  const { amount } = need;
  const judgement = judge(
    [fn.reservedConcurrency],
    ([each]) => each.state === "unset" || each.value <= 0 || each.value >= amount,
    fn.instances.when,
  );
  return open(
    need,
    judgedProblem(judgement, groundOf(fn, need, "least"), {
      broken: (all) =>
        `${nameOf(fn)} reserves ${settledWords(all.flat(), "nothing")} and needs ${amount}: ${need.words}.`,
      open: () => `Whether ${nameOf(fn)} reserves the ${amount} that it needs can't be determined`,
      openIfListed: true,
      measure: { unit: "instances", over: ([each]) => amount - numberOf(each) },
      repairs: [{ entity: fn, set: "reservedConcurrency", to: amount }],
    }),
  );
}

function tooMuch(fn: LambdaFunction, need: Need, factor: number): readonly Problem[] {
  // What was never called still needs the instance that its first call takes.
  const amount = Math.max(1, need.amount);
  const most = factor * amount;
  const judgement = judge(
    [fn.reservedConcurrency],
    ([each]) => each.state === "unset" || each.value <= most,
    fn.instances.when,
  );
  const problems = judgedProblem(judgement, groundOf(fn, need, "most"), {
    broken: (all) =>
      `${nameOf(fn)} reserves ${settledWords(all.flat(), "nothing")}, more than ${factor} times the ${amount} that it needs: ${need.words}. The rest is taken from everybody else.`,
    open: () =>
      `Whether ${nameOf(fn)} reserves more than ${factor} times the ${amount} that it needs can't be determined`,
    openIfListed: true,
    measure: { unit: "instances", over: ([each]) => numberOf(each) - most },
    repairs: [{ entity: fn, set: "reservedConcurrency", to: amount }],
  });
  return open(
    need,
    problems.map((each) => ({ ...each, severity: "warning" as const })),
  );
}

function groundOf(fn: LambdaFunction, { related }: Need, law: string) {
  return { at: fn.reservedConcurrency.at, subject: fn, related, law };
}

/** What rests on numbers that may not hold any more is no certainty, and nothing to mend by. */
function open({ isOpen }: Need, problems: readonly Problem[]): readonly Problem[] {
  if (isOpen === undefined) return problems;
  return problems.map(({ repairs: _, ...each }) => ({
    ...each,
    verdict: "undetermined",
    message: `${each.message} That may have changed: ${isOpen}.`,
  }));
}
