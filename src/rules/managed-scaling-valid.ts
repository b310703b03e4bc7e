import type { Problem } from "../finding.ts";
import type { Model } from "../model/linked-model.ts";
import type { CapacityProvider, ManagedScaling } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import type { Settled } from "../values/value.ts";
import { settledWords } from "../values/words.ts";

/** Execution environments. */
const MOST_ENVIRONMENTS = 15_000;
const VCPUS = { least: 2, most: 15_000 };

export default defineRule({
  id: "managed-scaling-valid",
  title: "A capacity provider, and a function's scaling on one, are within AWS's ranges",
  severity: "warning",
  since: "0.1.0",
  group: "capacity-providers",
  rationale:
    "A function scales by execution environments on a capacity provider alone, and only within ranges; the ranges are AWS's, what it answers is not documented, so this warns.",
  remedy:
    "Give the function a capacity provider; let the least be at most the most, and 0 only where both are 0.",
  references: [
    "https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionScalingConfig.html",
    "https://docs.aws.amazon.com/lambda/latest/api/API_CapacityProviderScalingConfig.html",
  ],
  deployable: false,
  accepted: "what AWS answers is not documented",
  options: {},
  *check({ model }) {
    for (const scaling of model.managedScalings) {
      yield* withoutProvider(scaling, model);
      yield* outOfRange(scaling);
    }
    for (const provider of model.capacityProviders) yield* tooFewOrMany(provider);
  },
});

function* withoutProvider(scaling: ManagedScaling, model: Model): Iterable<Problem> {
  const fn = model.functionOf(scaling);
  if (!fn) return;
  const { when } = scaling.instances;
  const { verdict, because } = judge(
    [fn.capacityProvider],
    ([has]) => has.state === "known" && has.value,
    when,
  );
  const base = { at: scaling.at, subject: scaling, related: [{ at: fn.at, message: "the function" }] };
  if (verdict === "broken")
    yield {
      ...base,
      message: "Execution environments are scaled of a function that has no capacity provider.",
    };
  else if (verdict === "undetermined")
    yield {
      ...base,
      verdict,
      message: `Whether the function has a capacity provider can't be determined: ${because}.`,
    };
}

function* outOfRange(scaling: ManagedScaling): Iterable<Problem> {
  const { min, max, instances } = scaling;
  const { verdict, broken, because } = judge(
    [min, max],
    ([least, most]) => areValid(countOf(least), countOf(most)),
    instances.when,
  );
  const at = max.state === "unset" ? min.at : max.at;
  if (verdict === "broken")
    yield {
      at,
      subject: scaling,
      message: `From ${shown(broken.map(([least]) => least))} to ${shown(broken.map(([, most]) => most))} execution environments is not a range that AWS accepts: both are 0 to ${MOST_ENVIRONMENTS}, the least is at most the most, and 0 only with 0.`,
    };
  else if (verdict === "undetermined") yield undetermined(at, scaling, because, "the scaling");
}

function areValid(min: number | undefined, max: number | undefined): boolean {
  const within = (count: number | undefined) =>
    count === undefined || (Number.isInteger(count) && count >= 0 && count <= MOST_ENVIRONMENTS);
  if (!within(min) || !within(max)) return false;
  return min === undefined || max === undefined || (min <= max && !(min === 0 && max > 0));
}

function* tooFewOrMany(provider: CapacityProvider): Iterable<Problem> {
  const { maxVcpus } = provider;
  const { verdict, broken, because } = judge(
    [maxVcpus],
    ([most]) => most.state === "unset" || (most.value >= VCPUS.least && most.value <= VCPUS.most),
    provider.instances.when,
  );
  if (verdict === "broken")
    yield {
      at: maxVcpus.at,
      subject: provider,
      message: `The capacity provider may have ${shown(broken.flat())} vCPUs; AWS takes ${VCPUS.least} to ${VCPUS.most}.`,
    };
  else if (verdict === "undetermined")
    yield undetermined(maxVcpus.at, provider, because, "the capacity provider");
}

function undetermined(
  at: Problem["at"],
  subject: ManagedScaling | CapacityProvider,
  because: string,
  what: string,
): Problem {
  return {
    at,
    subject,
    verdict: "undetermined",
    message: `Whether ${what} is within AWS's range can't be determined: ${because}.`,
  };
}

function countOf(value: Settled<number>): number | undefined {
  return value.state === "known" ? value.value : undefined;
}

function shown(numbers: readonly Settled<number>[]): string {
  return settledWords(numbers, "an unset number");
}
