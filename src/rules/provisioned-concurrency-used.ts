import type { Problem } from "../finding.ts";
import { nameOf } from "../model/describe.ts";
import type { LedgerPool } from "../model/ledger.ts";
import type { Model } from "../model/linked-model.ts";
import { type LiveFunction, type LiveRegion, liveFunction, periodWords, staleWords } from "../model/live.ts";
import type { LambdaFunction } from "../model/model.ts";
import { poolsOfFunctions } from "../model/pools-of-functions.ts";
import { breakEvenUse } from "../model/prices.ts";
import { provisionedOf } from "../model/provisioned.ts";
import { busyInstances, type Traffic } from "../model/traffic.ts";
import { defineRule, type PolicyView } from "../rule.ts";
import { decimalWords } from "../values/decimal.ts";
import { knownValue } from "../values/value.ts";

export default defineRule({
  id: "provisioned-concurrency-used",
  title: "Provisioned concurrency is in use enough to cost no more than on demand, and nothing spills over",
  severity: "warning",
  since: "0.1.0",
  group: "cost",
  rationale:
    "Provisioned instances are billed while they idle, and what they serve costs less: from a share of use on, which differs by region, they are cheaper than on demand. What finds none of them free starts cold, which is what they are there to avoid.",
  remedy:
    "Provision no more than is used that much, or scale it by use or by schedule; where it is for its start-up time alone, waive it with that reason. Where invocations spill over, provision more for those hours.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html",
    "https://aws.amazon.com/lambda/pricing/",
  ],
  deployable: false,
  accepted: "it is the organisation's money",
  options: {},
  *check({ model, ledger, policy }) {
    for (const fn of [...model.functions, ...model.externalFunctions]) {
      const place = model.provisionedFor(fn)[0]?.amount ?? model.scalingTargetsFor(fn)[0]?.max;
      if (!place || provisionedOf(fn, model).atMost === 0) continue;
      const context = { fn, at: place.at, breakEven: breakEvenOf(fn, policy), model };
      const seen = seenOf(fn, poolsOfFunctions(ledger).get(fn.id));
      if (seen) yield* observed(context, seen);
      if (seen?.had.provisionedUtilization) continue;
      const traffic = policy.trafficFor(fn, model.deploymentOf(fn));
      const [busiest] = [...traffic].sort((a, b) => busyInstances(b) - busyInstances(a));
      if (busiest) yield* stated(context, busiest);
    }
  },
});

interface Context {
  fn: LambdaFunction;
  at: Problem["at"];
  breakEven: { use: number; region: string } | undefined;
  model: Model;
}

interface Seen {
  live: LiveRegion;
  had: LiveFunction;
}

function breakEvenOf({ region, architecture }: LambdaFunction, policy: PolicyView): Context["breakEven"] {
  const [place, kind] = [knownValue(region), knownValue(architecture)];
  const use =
    place === undefined || kind === undefined ? undefined : breakEvenUse(place, kind, policy.prices);
  return use === undefined || place === undefined ? undefined : { use, region: place };
}

function seenOf({ name }: LambdaFunction, pool: LedgerPool | undefined): Seen | undefined {
  const called = knownValue(name);
  const { live } = pool ?? {};
  const had = live && called !== undefined ? liveFunction(live, called) : undefined;
  return live && had ? { live, had } : undefined;
}

function* observed({ fn, at, breakEven }: Context, { live, had }: Seen): Generator<Problem> {
  const ground = { at, subject: fn };
  const stale = live.isStale
    ? { verdict: "undetermined" as const, words: ` That may have changed: ${staleWords(live)}.` }
    : { words: "" };
  const verdict = stale.verdict ? { verdict: stale.verdict } : {};
  const use = had.provisionedUtilization?.average;
  if (use !== undefined && breakEven && use < breakEven.use) {
    const amount = had.provisioned.reduce((sum, { allocated }) => sum + allocated, 0);
    const most = Math.floor((amount * use) / breakEven.use);
    const busy = amount > 0 ? ` ${decimalWords(amount * use)} of ${amount} are busy on average` : "";
    const enough =
      busy === ""
        ? ""
        : breakEven.use < 1 && most >= 1
          ? `${busy}: no more than ${most} can be used that much.`
          : `${busy}.`;
    yield {
      ...{ ...ground, ...verdict, law: "use" },
      measure: { over: breakEven.use - use, unit: "of the time" },
      message: `The provisioned concurrency of ${nameOf(fn)} is used by ${percent(use)} on average ${periodWords(live)}; ${below(breakEven)}.${enough}${stale.words}`,
    };
  }
  if ((had.spillover ?? 0) > 0)
    yield {
      ...{ ...ground, ...verdict, law: "spillover" },
      measure: { over: had.spillover ?? 0, unit: "invocations" },
      message: `${had.spillover} invocations of ${nameOf(fn)} found no provisioned instance free ${periodWords(live)}.${stale.words}`,
      remedy:
        "Provision more for the hours in which that happens, by schedule or by use, or find out who calls beside the peak that was planned for.",
    };
}

/** Where even the stated peak leaves it idle, it surely costs more. */
function* stated({ fn, at, breakEven, model }: Context, traffic: Traffic): Generator<Problem> {
  if (!breakEven) return;
  const busy = busyInstances(traffic);
  const { atLeast, atMost } = provisionedOf(fn, model);
  if (atMost === Number.POSITIVE_INFINITY || busy / atMost >= breakEven.use) return;
  const isCertain = atLeast > 0 && busy / atLeast < breakEven.use;
  const amount = isCertain ? atLeast : atMost;
  const most = Math.floor(busy / breakEven.use);
  const would = breakEven.use < 1 && most >= 1 ? ` No more than ${most} can be used that much.` : "";
  const share = `${decimalWords(busy)} of ${amount} provisioned instances of ${nameOf(fn)} (${traffic.rps} a second × ${traffic.seconds} s)`;
  yield {
    ...{ at, subject: fn, law: "use" },
    related: [{ at: traffic.at, message: "its traffic" }],
    measure: { over: breakEven.use - busy / amount, unit: "of the time" },
    ...(isCertain ? {} : { verdict: "undetermined" as const }),
    message: isCertain
      ? `Even its stated peak keeps busy no more than ${share}, ${percent(busy / amount)}; ${below(breakEven)}.${would}`
      : `Its stated peak may keep busy no more than ${share}, ${percent(busy / amount)}; ${below(breakEven)}. It depends on how many there are.`,
  };
}

function below({ use, region }: { use: number; region: string }): string {
  return use >= 1
    ? `in ${region} it costs more than the same on demand, whatever its use`
    : `below ${percent(use)} it costs more than the same on demand in ${region}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
