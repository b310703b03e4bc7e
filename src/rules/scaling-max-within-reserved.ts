import type { Problem } from "../finding.ts";
import { judgedProblem } from "../judged-problem.ts";
import { nameOf } from "../model/describe.ts";
import type { Model } from "../model/linked-model.ts";
import type { LambdaFunction, ScalingTarget } from "../model/model.ts";
import { scales } from "../model/provisioned.ts";
import { defineRule } from "../rule.ts";
import { whereThere } from "../values/instances.ts";
import { atLeastOf, judge } from "../values/judge.ts";
import { alternativesOf, numberOf, totalOf, type Value } from "../values/value.ts";
import { numbersAt, numberWords } from "../values/words.ts";

export default defineRule({
  id: "scaling-max-within-reserved",
  title:
    "The maximum of a scaling target fits into the function's reservation, together with what else is provisioned",
  severity: "error",
  since: "0.1.0",
  group: "pool",
  rationale:
    "Provisioned concurrency is taken out of the reservation, so scaling fails beyond it: at the peak, when it is needed.",
  remedy: "Lower the maximum below the reservation, or reserve more.",
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"],
  deployable: false,
  accepted: "AWS accepts the target; scaling out fails at the peak",
  options: {},
  *check({ model }) {
    for (const target of model.scalingTargets) {
      const fn = model.functionOf(target);
      // A reservation that isn't known at all is reported by reserved-concurrency-required.
      if (!fn || !alternativesOf(fn.reservedConcurrency)) continue;
      // A maximum that isn't known at all is reported by scaling-target-well-formed.
      if (alternativesOf(target.max)) yield* problemsOf(target.max, target, fn, model);
      for (const schedule of model.schedulesFor(target))
        yield* problemsOf(whereThere(schedule.max, schedule), target, fn, model);
    }
  },
});

function* problemsOf(
  max: Value<number>,
  target: ScalingTarget,
  fn: LambdaFunction,
  model: Model,
): Iterable<Problem> {
  const { reservedConcurrency: reserved } = fn;
  const others = model.provisionedFor(fn).filter((each) => !scales(target, each, model));
  const kept = others.map((each) => whereThere(each.amount, each));
  const judgement = judge(
    [max, reserved, ...kept.map(atLeastOf)],
    ([most, limit, ...beside]) =>
      most.state === "unset" || limit.state === "unset" || most.value + totalOf(beside) <= limit.value,
    target.instances.when,
  );
  const ground = {
    at: max.at,
    subject: target,
    related: [
      { at: reserved.at, message: `the reservation of ${nameOf(fn)}` },
      ...others.map((each) => ({ at: each.amount.at, message: "also provisioned" })),
    ],
  };
  // What fits but for an amount that isn't known at all is reported by provisioned-concurrency-positive.
  if (judgement.verdict === "undetermined" && !kept.every(alternativesOf)) return;
  yield* judgedProblem(judgement, ground, {
    broken: (all) => {
      const beside = numberWords(all.map(([, , ...each]) => totalOf(each)));
      return `Scaling may provision ${numbersAt(all, 0)} instances${beside === "0" ? "" : ` in addition to ${beside} on other versions`}, and ${numbersAt(all, 1)} are reserved: scaling out fails beyond that.`;
    },
    measure: {
      unit: "instances",
      over: ([most, limit, ...beside]) => numberOf(most) + totalOf(beside) - numberOf(limit),
    },
    open: "Whether the maximum fits into the reservation can't be determined",
  });
}
