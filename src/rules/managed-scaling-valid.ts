import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import type { Model } from "../model/linked-model.ts";
import type { CapacityProvider, LambdaFunction, ManagedScaling } from "../model/model.ts";
import { defineRule } from "../rule.ts";
import { judge } from "../values/judge.ts";
import type { Settled } from "../values/value.ts";
import { numbersAt } from "../values/words.ts";

/** Execution environments. */
const MOST_ENVIRONMENTS = 15_000;
const UNSET = "an unset number";
/** How many invocations one environment takes at once: https://docs.aws.amazon.com/lambda/latest/api/API_LambdaManagedInstancesCapacityProviderConfig.html */
const AT_ONCE = { least: 1, most: 1600 };
const VCPUS = { least: 2, most: 15_000 };

export default defineRule({
  id: "managed-scaling-valid",
  title: "A capacity provider, and a function's scaling on one, are within AWS's ranges",
  severity: "warning",
  since: "0.1.0",
  group: "deployment",
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
    for (const fn of model.functions) yield* tooManyAtOnce(fn);
  },
});

function* withoutProvider(scaling: ManagedScaling, model: Model): Iterable<Problem> {
  const fn = model.functionOf(scaling);
  if (!fn) return;
  const judgement = judge(
    [fn.capacityProvider],
    ([has]) => has.state === "known" && has.value,
    scaling.instances.when,
  );
  const ground = {
    at: scaling.at,
    subject: scaling,
    law: "provider",
    related: [{ at: fn.at, message: "the function" }],
  };
  yield* judgedProblem(judgement, ground, {
    broken: "Execution environments are scaled of a function that has no capacity provider.",
    remedy: "Give the function a capacity provider, or take its scaling out.",
    open: "Whether the function has a capacity provider can't be determined",
  });
}

function* outOfRange(scaling: ManagedScaling): Iterable<Problem> {
  const { min, max, instances } = scaling;
  const judgement = judge(
    [min, max],
    ([least, most]) => areValid(countOf(least), countOf(most)),
    instances.when,
  );
  const ground = { at: max.state === "unset" ? min.at : max.at, subject: scaling, law: "range" };
  yield* judgedProblem(judgement, ground, {
    broken: (all) =>
      `From ${numbersAt(all, 0, UNSET)} to ${numbersAt(all, 1, UNSET)} execution environments is not a range that AWS accepts: both are 0 to ${MOST_ENVIRONMENTS}, the least is at most the most, and 0 only with 0.`,
    rejected: (written) => `${written} execution environments is not a number that AWS accepts.`,
    remedy: `Let both be whole numbers from 0 to ${MOST_ENVIRONMENTS}, the least at most the most, and 0 only where both are.`,
    open: "Whether the scaling is within AWS's range can't be determined",
  });
}

function areValid(min: number | undefined, max: number | undefined): boolean {
  const within = (count: number | undefined) =>
    count === undefined || (Number.isInteger(count) && count >= 0 && count <= MOST_ENVIRONMENTS);
  if (!within(min) || !within(max)) return false;
  return min === undefined || max === undefined || (min <= max && !(min === 0 && max > 0));
}

function* tooFewOrMany(provider: CapacityProvider): Iterable<Problem> {
  const { maxVcpus } = provider;
  const judgement = judge(
    [maxVcpus],
    ([most]) =>
      most.state === "unset" ||
      (Number.isInteger(most.value) && most.value >= VCPUS.least && most.value <= VCPUS.most),
    provider.instances.when,
  );
  yield* judgedProblem(
    judgement,
    { at: maxVcpus.at, subject: provider },
    {
      broken: (all) =>
        `The capacity provider may have ${numbersAt(all, 0, UNSET)} vCPUs; AWS takes whole numbers from ${VCPUS.least} to ${VCPUS.most}.`,
      rejected: (written) =>
        `The capacity provider may have ${written} vCPUs; AWS takes whole numbers from ${VCPUS.least} to ${VCPUS.most}.`,
      remedy: `Let it have a whole number from ${VCPUS.least} to ${VCPUS.most} vCPUs.`,
      open: "Whether the capacity provider is within AWS's range can't be determined",
    },
  );
}

function countOf(value: Settled<number>): number | undefined {
  return value.state === "known" ? value.value : undefined;
}

function* tooManyAtOnce(fn: LambdaFunction): Iterable<Problem> {
  const { perEnvironmentConcurrency: atOnce } = fn;
  if (atOnce.state === "unset") return;
  const { least, most } = AT_ONCE;
  const judgement = judge(
    [atOnce],
    ([each]) =>
      each.state === "unset" || (Number.isInteger(each.value) && each.value >= least && each.value <= most),
    fn.instances.when,
  );
  yield* judgedProblem(
    judgement,
    { at: atOnce.at, subject: fn, law: "at once" },
    {
      broken: (all) =>
        `An execution environment takes ${numbersAt(all, 0)} invocations at once; AWS takes whole numbers from ${least} to ${most}.`,
      rejected: (written) =>
        `An execution environment takes ${written} invocations at once; AWS takes whole numbers from ${least} to ${most}.`,
      remedy: `Let it be a whole number from ${least} to ${most}.`,
      open: `Whether an execution environment takes ${least} to ${most} invocations at once can't be determined`,
      openIfListed: true,
    },
  );
}
